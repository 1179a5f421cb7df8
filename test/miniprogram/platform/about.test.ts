import {
  appVersion,
  openPrivacyGuideline,
  privacyConsent,
  offerUpdates,
} from '../../../miniprogram/platform/about';
import { installWx } from '../../support/fake-wx';
import { settle } from '../../support/manual-time';

describe('what WeChat tells of the mini-program', () => {
  it('is what kind of version it is, and the base library', () => {
    installWx({
      getAccountInfoSync: () => ({ miniProgram: { envVersion: 'release' } }),
      getAppBaseInfo: () => ({ SDKVersion: '3.6.0' }),
    });
    expect(appVersion()).toEqual({ kind: 'release', baseLibrary: '3.6.0' });
  });

  it('is whether its privacy guideline has been agreed to', async () => {
    const getPrivacySetting = ({ success }: { success: (told: object) => void }) => {
      success({ needAuthorization: true, privacyContractName: '《指引》' });
    };
    installWx({ getPrivacySetting });
    expect(await privacyConsent()).toEqual({ isAgreed: false, contractName: '《指引》' });
  });

  const calling =
    (outcome: 'success' | 'fail') =>
    (told: Readonly<Record<typeof outcome, () => void>>): void => {
      told[outcome]();
    };

  it.each([
    ['fails', { getPrivacySetting: calling('fail'), openPrivacyContract: calling('fail') }],
    ['is too old to know', {}],
  ])('is nothing where WeChat %s, nor does the guideline open', async (_what, wx) => {
    installWx(wx);
    expect([await privacyConsent(), await openPrivacyGuideline()]).toEqual([null, false]);
    installWx({ openPrivacyContract: calling('success') });
    expect(await openPrivacyGuideline()).toBe(true);
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

it('a new version is opened when it is ready and somebody wants it, and waits otherwise', async () => {
  expect(await offered(true)).toHaveBeenCalledTimes(1);
  expect(await offered(false)).not.toHaveBeenCalled();
});
