/** Version data that WeChat knows about the mini-program on this device (platform/about.ts). */
interface AppVersion {
  readonly version: string;
  readonly kind: 'develop' | 'trial' | 'release';
  readonly baseLibrary: string;
}

interface Privacy {
  readonly isAgreed: boolean;
  readonly contractName: string;
}

/** Texts of page 关于 (about). */
export interface AboutView {
  readonly version: string;
  readonly baseLibrary: string;
  /** Name that WeChat gives the privacy guideline: 《…隐私保护指引》. */
  readonly guideline: string;
  /** Whether the person has agreed to the guideline, in words; empty when WeChat cannot tell. */
  readonly agreement: string;
}

const KINDS: Readonly<Record<AppVersion['kind'], string>> = {
  develop: '开发版',
  trial: '体验版',
  release: '正式版',
};
const GUIDELINE = '隐私保护指引';

export function aboutView(app: AppVersion, privacy: Privacy | null): AboutView {
  const kind = KINDS[app.kind];
  return {
    version: app.version === '' ? kind : `${app.version} · ${kind}`,
    baseLibrary: app.baseLibrary,
    guideline: privacy?.contractName ?? GUIDELINE,
    agreement: privacy === null ? '' : privacy.isAgreed ? '已同意' : '用到时会问你',
  };
}
