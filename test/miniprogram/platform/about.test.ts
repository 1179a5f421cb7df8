import {
  appFacts,
  openPrivacyGuideline,
  privacyFacts,
  offerUpdates,
} from '../../../miniprogram/platform/about';
import { installWx } from '../../support/fake-wx';
import { settle } from '../../support/manual-time';

describe('what WeChat tells of the mini-program', () => {
  it('is its version on this device', () => {
    installWx({
      getAccountInfoSync: () => ({ miniProgram: { version: '1.2.3', envVersion: 'release' } }),
      getAppBaseInfo: () => ({ SDKVersion: '3.6.0' }),
    });
    expect(appFacts()).toEqual({ version: '1.2.3', kind: 'release', baseLibrary: '3.6.0' });
  });

  it('is whether its privacy guideline has been agreed to', async () => {
    const getPrivacySetting = ({ success }: { success: (told: object) => void }) => {
      success({ needAuthorization: true, privacyContractName: '《指引》' });
    };
    installWx({ getPrivacySetting });
    expect(await privacyFacts()).toEqual({ isAgreed: false, contractName: '《指引》' });
  });

  it('is nothing where WeChat fails, or is too old to know', async () => {
    installWx({
      getPrivacySetting: ({ fail }: { fail: () => void }) => {
        fail();
      },
    });
    expect(await privacyFacts()).toBeNull();
    installWx({});
    expect(await privacyFacts()).toBeNull();
  });

  it.each([
    ['success', true],
    ['fail', false],
  ] as const)('the guideline opens, or WeChat says why not: %s', async (outcome, isOpened) => {
    const openPrivacyContract = (told: Record<typeof outcome, () => void>) => {
      told[outcome]();
    };
    installWx({ openPrivacyContract });
    expect(await openPrivacyGuideline()).toBe(isOpened);
  });

  it('the guideline is not there for an old WeChat', async () => {
    installWx({});
    expect(await openPrivacyGuideline()).toBe(false);
  });
});

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
