import type { CheckLine, FINDINGS, FindingName } from '../../contract/self-check';

/** Fields of a finding of the self-check that the texts of a remedy may contain. */
export type FindingDetail = Pick<CheckLine, 'about' | 'value'>;
/** Names of findings that report no problem. All other findings have a remedy. */
export type GoodFinding = {
  [Name in FindingName]: (typeof FINDINGS)[Name] extends 'ok' ? Name : never;
}[FindingName];
export type Remedies = Readonly<Partial<Record<Exclude<FindingName, GoodFinding>, Remedy>>>;

/** Text about a finding; a function if it contains fields of the finding. */
type RemedyText = string | ((line: FindingDetail) => string);

export interface Remedy {
  readonly title: string;
  /** What is wrong, and what does not work as a result. */
  readonly what: RemedyText;
  /** Person or company that can fix the problem; missing when the owner can. */
  readonly by?: '上传小程序的人' | '配送公司' | '微信' | '拿这部手机的人' | '谁都不用';
  /** Menu path to the place where the problem is fixed, and what to do there. */
  readonly where: RemedyText;
}

export const ACCOUNTS_MENU = '店铺 → 配送账号';
export const MINI_PROGRAMS_MENU = '店铺 → 下单小程序';
export const DEV_SETTINGS_MENU = '公众平台 → 管理 → 开发管理 → 开发设置';
export const API_SECURITY_MENU = `${DEV_SETTINGS_MENU} → API 安全`;

/** @returns a number with commas between groups of three digits: `12,400` */
export function groupedDigits(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}

/** @returns WeChat's error number in parentheses; empty when there is none */
export function numberInParentheses(errorNumber: string): string {
  return errorNumber === '' ? '' : `（${errorNumber}）`;
}
