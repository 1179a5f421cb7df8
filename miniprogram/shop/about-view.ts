import { PRODUCT_VERSION } from '../contract/cloud-error';

const VERSION_KIND_NAMES = { develop: '开发版', trial: '体验版', release: '正式版' };

/** Version data that WeChat has of the mini-program on this device (platform/about.ts). */
interface AppVersion {
  readonly kind: keyof typeof VERSION_KIND_NAMES;
  readonly baseLibrary: string;
}

interface PrivacyConsent {
  readonly isAgreed: boolean;
  /** Name that WeChat gives to the privacy guideline: 《…隐私保护指引》. */
  readonly contractName: string;
}

export type AboutView = ReturnType<typeof aboutView>;

/** Builds the texts of page 关于. `privacy`: consent to 隐私保护指引; null if WeChat does not tell. */
export function aboutView(appVersion: AppVersion, privacy: PrivacyConsent | null) {
  return {
    version: `${PRODUCT_VERSION} · ${VERSION_KIND_NAMES[appVersion.kind]}`,
    baseLibrary: appVersion.baseLibrary,
    guideline: privacy?.contractName ?? '隐私保护指引',
    agreement: privacy === null ? '' : privacy.isAgreed ? '已同意' : '用到时会问你',
  };
}
