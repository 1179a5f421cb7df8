import type { CheckLine, FINDINGS, FindingName } from '../../contract/self-check';

export type Told = Pick<CheckLine, 'about' | 'value'>;
/** Findings that are well; all others have a remedy. */
export type Well = {
  [Name in FindingName]: (typeof FINDINGS)[Name] extends 'ok' ? Name : never;
}[FindingName];
export type Remedies = Readonly<Partial<Record<Exclude<FindingName, Well>, Remedy>>>;

/** What is not well with something, and the way out. */
export interface Remedy {
  readonly title: string;
  readonly what: (line: Told) => string;
  /** Who can mend it. */
  readonly by: '店主' | '上传小程序的人' | '配送公司' | '微信' | '拿这部手机的人' | '谁都不用';
  /** Where, by the words of the menus, and what to do there. */
  readonly where: (line: Told) => string;
}

export const ACCOUNTS = '店铺 → 配送账号';
export const DEVELOPMENT = '公众平台 → 管理 → 开发管理 → 开发设置';

/** Long numbers in groups of three digits. */
export function grouped(value: string): string {
  return value.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}

/** WeChat's own number, where there is one. */
export function numbered(value: string): string {
  return value === '' ? '' : `（${value}）`;
}
