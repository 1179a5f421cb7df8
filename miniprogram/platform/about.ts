import { askConfirmation } from './dialog';

/** Reads what kind of version runs (development, trial, published), and the base library. */
export function appVersion() {
  const { envVersion } = wx.getAccountInfoSync().miniProgram;
  return { kind: envVersion, baseLibrary: wx.getAppBaseInfo().SDKVersion };
}

/** Reads whether the person has agreed to 隐私保护指引, and its name; null when WeChat cannot tell. */
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

/** Opens the privacy guideline; false when WeChat could not. */
export function openPrivacyGuideline(): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isOpen: boolean) => (): void => {
      resolve(isOpen);
    };
    if (!('openPrivacyContract' in wx)) end(false)();
    else wx.openPrivacyContract({ success: end(true), fail: end(false) });
  });
}

const RESTART_QUESTION = {
  title: '有新版本',
  content: '新版本已经准备好，重新打开就能用。',
  confirmText: '重新打开',
};

/** Offers a restart once a new version is there, since a shop's phone rarely has a cold start. */
export function offerUpdates(): void {
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    void askConfirmation(RESTART_QUESTION).then((isWanted) => {
      if (isWanted) updates.applyUpdate();
    });
  });
}
