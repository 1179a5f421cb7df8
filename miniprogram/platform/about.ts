import { askConfirmation } from './dialog';

/** Reads the kind of app (development, trial or published) and the version of the base library. */
export function appVersion() {
  const { envVersion } = wx.getAccountInfoSync().miniProgram;
  return { kind: envVersion, baseLibrary: wx.getAppBaseInfo().SDKVersion };
}

/** Reads the name of 隐私保护指引, and whether the person has agreed; null if WeChat does not know. */
export function privacyConsent(): Promise<{ isAgreed: boolean; contractName: string } | null> {
  return new Promise((resolve) => {
    const fail = (): void => {
      resolve(null);
    };
    // Base libraries (WeChat versions) before 2.32.3 do not have this function.
    if (!('getPrivacySetting' in wx)) fail();
    else
      wx.getPrivacySetting({
        success: ({ needAuthorization, privacyContractName }) => {
          resolve({ isAgreed: !needAuthorization, contractName: privacyContractName });
        },
        fail,
      });
  });
}

/** Opens 隐私保护指引. @returns false if WeChat could not open it */
export function openPrivacyGuideline(): Promise<boolean> {
  return new Promise((resolve) => {
    const resolveWith = (isOpen: boolean) => (): void => {
      resolve(isOpen);
    };
    if (!('openPrivacyContract' in wx)) resolveWith(false)();
    else wx.openPrivacyContract({ success: resolveWith(true), fail: resolveWith(false) });
  });
}

const RESTART_QUESTION = {
  title: '有新版本',
  content: '新版本已经准备好，重新打开就能用。',
  confirmText: '重新打开',
};

/** Offers a restart when a new version is loaded, because shops' phones seldom restart the app. */
export function offerUpdates(): void {
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    void askConfirmation(RESTART_QUESTION).then((isWanted) => {
      if (isWanted) updates.applyUpdate();
    });
  });
}
