import { offerUpdates } from '../../../miniprogram/platform/updates';
import { installWx } from '../../support/fake-wx';
import { settle } from '../../support/manual-time';

/** A WeChat that has a new version ready, and a person who answers. */
async function offered(confirm: boolean) {
  let ready: () => void = () => undefined;
  const applyUpdate = jest.fn();
  const showModal = jest.fn(() => Promise.resolve({ confirm }));
  installWx({
    getUpdateManager: () => ({
      onUpdateReady: (listener: () => void) => {
        ready = listener;
      },
      applyUpdate,
    }),
    showModal,
  });
  offerUpdates();
  expect(showModal).not.toHaveBeenCalled();
  ready();
  await settle();
  expect(showModal).toHaveBeenCalledTimes(1);
  return applyUpdate;
}

describe('a new version', () => {
  it('is opened when it is ready and somebody wants it', async () => {
    expect(await offered(true)).toHaveBeenCalledTimes(1);
  });

  it('waits for the next start when nobody wants it now', async () => {
    expect(await offered(false)).not.toHaveBeenCalled();
  });

  it('is nothing to an old WeChat', () => {
    installWx({});
    expect(() => {
      offerUpdates();
    }).not.toThrow();
  });
});
