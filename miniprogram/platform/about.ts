import { confirm } from './dialog';

/** What WeChat knows of this mini-program on this device. */
export interface AppFacts {
  /** Of the published version; empty for one that is being developed or tried. */
  readonly version: string;
  readonly kind: 'develop' | 'trial' | 'release';
  readonly baseLibrary: string;
}

export function appFacts(): AppFacts {
  const { version, envVersion } = wx.getAccountInfoSync().miniProgram;
  return { version, kind: envVersion, baseLibrary: wx.getAppBaseInfo().SDKVersion };
}

/** How it stands with WeChat's privacy guideline (隐私保护指引) of this mini-program; null where this WeChat does not tell. */
export interface PrivacyFacts {
  readonly isAgreed: boolean;
  readonly contractName: string;
}

export function privacyFacts(): Promise<PrivacyFacts | null> {
  return new Promise((resolve) => {
    const fail = (): void => {
      resolve(null);
    };
    // Below base library 2.32.3 there is none.
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

/** Opens the guideline; whether WeChat could. */
export function openPrivacyGuideline(): Promise<boolean> {
  return new Promise((resolve) => {
    const fail = (): void => {
      resolve(false);
    };
    if (!('openPrivacyContract' in wx)) fail();
    else
      wx.openPrivacyContract({
        success: () => {
          resolve(true);
        },
        fail,
      });
  });
}

const QUESTION = {
  title: '有新版本',
  content: '新版本已经准备好，重新打开就能用。',
  confirmText: '重新打开',
};

/** Offers a new version as soon as WeChat has it ready: a counter's phone may keep the mini-program open for days, and WeChat takes a new one at a cold start only. */
export function offerUpdates(): void {
  if (!('getUpdateManager' in wx)) return;
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    void confirm(QUESTION).then((isWanted) => {
      if (isWanted) updates.applyUpdate();
    });
  });
}
