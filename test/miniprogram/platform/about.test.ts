import { appFacts, openPrivacyGuideline, privacyFacts } from '../../../miniprogram/platform/about';
import { installWx } from '../../support/fake-wx';

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
    [
      'opens',
      ({ success }: { success: () => void }) => {
        success();
      },
      true,
    ],
    [
      'cannot be opened',
      ({ fail }: { fail: () => void }) => {
        fail();
      },
      false,
    ],
  ])('the guideline %s', async (_name, openPrivacyContract, isOpened) => {
    installWx({ openPrivacyContract });
    expect(await openPrivacyGuideline()).toBe(isOpened);
  });

  it('the guideline is not there for an old WeChat', async () => {
    installWx({});
    expect(await openPrivacyGuideline()).toBe(false);
  });
});
