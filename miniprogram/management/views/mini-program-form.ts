import { MINI_PROGRAM_BOUNDS } from '../../contract/mini-programs';
import type { ShopCalls } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, nameReason } from './typed-text';

/** Answers to 订单是在哪个小程序里下的？ and, in `KEPT_CHOICES`, to 密钥存下来了吗？. */
export const PLACE_CHOICES: readonly Choice[] = [
  { value: 'another', title: '另一个小程序', detail: '你的商城、点单小程序' },
  { value: 'own', title: '就是这个小程序', detail: '' },
];
export const KEPT_CHOICES: readonly Choice[] = [
  { value: 'yes', title: '存下来了', detail: '' },
  { value: 'no', title: '没有', detail: '' },
];

/** Texts shown instead of the box for pasting, when nobody has kept the secret. */
export interface ResetWarning {
  readonly title: string;
  readonly ask: string;
  readonly question: string;
  readonly lines: readonly string[];
}

export const RESET_WARNING: ResetWarning = {
  title: '先别点重置。',
  ask: '问做商城的人一句：',
  question: '“我们的小程序是授权给你们的，还是你们用 AppSecret？”',
  lines: [
    '用 AppSecret 的：向他们要，不要重置，一重置商城马上登录不了。',
    '授权的：重置一般不影响，挑没人点单的时候，并告诉他们。',
  ],
};

/** Warning for the mini-program in which this page runs, which is not one of a shopping mall. */
export const OWN_RESET_WARNING: ResetWarning = {
  title: '先别点重置。',
  ask: '问店里和开发的人一句：',
  question: '“有没有谁的服务器在用这个小程序的 AppSecret？”',
  lines: [
    '有人在用：他手里就有，向他要一份，不要重置，一重置他那边马上停摆。',
    '没有人用：公众平台 › 开发管理 › 开发设置里点“重置”，只显示一次。有人在用的话，先别动。',
  ],
};

/** AppID and secret that were recognised in the text of the box. */
export interface RecognisedText {
  /** AppID and AppSecret; empty where the text has none. */
  readonly appId: string;
  readonly secret: string;
  readonly shown: string;
}

export const NOTHING_PASTED: RecognisedText = { appId: '', secret: '', shown: '' };

/** Mask that replaces the secret in the box. */
const MASK = '*'.repeat(16);
const APP_ID = /wx[\da-f]{16}/i;
const SECRET = /(?:^|[^\dA-Za-z])([\dA-Za-z]{32})(?![\dA-Za-z])/;

/** @param before earlier result; a mask in the text stands for the secret of this result */
export function readPasted(text: string, before: RecognisedText): RecognisedText {
  const appId = APP_ID.exec(text)?.[0].toLowerCase() ?? '';
  const found = SECRET.exec(text)?.[1];
  if (found !== undefined) return { appId, secret: found, shown: text.replace(found, MASK) };
  return { appId, secret: text.includes(MASK) ? before.secret : '', shown: text };
}

/**
 * @param known AppID that is known already; empty where it has to be pasted
 * @param keepsSecret true when no secret needs to be entered; a stored secret then stays
 * @returns the mini-program to be saved
 */
export function readMiniProgramForm(
  name: string,
  { appId, secret }: RecognisedText,
  known: string,
  keepsSecret: boolean,
): ReadForm<ShopCalls['save-mini-program']['input'], 'pasted' | 'name'> {
  const isOther = known !== '' && appId !== '' && appId !== known;
  const isLacking = (known === '' && appId === '') || (secret === '' && !keepsSecret);
  const lacking = known === '' ? '请把 AppID 和 AppSecret 都粘进来。' : '请把 AppSecret 粘进来。';
  const pasted = isOther ? '这是另一个小程序的 AppID。' : lacking;
  const reasons = {
    ...(isOther || isLacking ? { pasted } : {}),
    ...nameReason('name', name, MINI_PROGRAM_BOUNDS.name, '请给它起个好认的名字。'),
  };
  if (Object.keys(reasons).length > 0) return { ok: false, reasons };
  const value = { appId: known || appId, name: name.trim(), secret: secret || null };
  return { ok: true, value };
}

export function miniProgramRemovalQuestion(name: string) {
  const content = '它的密钥一起删掉；要再用，得重新填写。小程序本身不受影响。';
  return { title: `删除“${name}”？`, content, confirmText: '删除' };
}
