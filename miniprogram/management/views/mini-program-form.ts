import { MINI_PROGRAM_BOUNDS } from '../../contract/mini-programs';
import type { ShopCalls } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, accepted, joinForms, readText, refused } from './typed-text';

/** Answers to 订单是在哪个小程序里下的？; those to 密钥存下来了吗？ are `SECRET_KEPT_CHOICES`. */
export const OWNER_CHOICES: readonly Choice[] = [
  { value: 'another', title: '另一个小程序', detail: '你的商城、点单小程序' },
  { value: 'own', title: '就是这个小程序', detail: '' },
];
export const SECRET_KEPT_CHOICES: readonly Choice[] = [
  { value: 'yes', title: '存下来了', detail: '' },
  { value: 'no', title: '没有', detail: '' },
];

/** Texts that replace the field for pasting when nobody has kept the secret. */
export const RESET_WARNING = {
  title: '先别点重置。',
  ask: '问做商城的人一句：',
  question: '“我们的小程序是授权给你们的，还是你们用 AppSecret？”',
  lines: [
    '用 AppSecret 的：向他们要，不要重置，一重置商城马上登录不了。',
    '授权的：重置一般不影响，挑没人点单的时候，并告诉他们。',
  ],
};

/** Warning for the staff's own mini-program, in which this page runs. */
export const OWN_RESET_WARNING: typeof RESET_WARNING = {
  title: '先别点重置。',
  ask: '问店里和开发的人一句：',
  question: '“有没有谁的服务器在用这个小程序的 AppSecret？”',
  lines: [
    '有人在用：他手里就有，向他要一份，不要重置，一重置他那边马上停摆。',
    '没有人用：公众平台 › 开发管理 › 开发设置里点“重置”，只显示一次。有人在用的话，先别动。',
  ],
};

/** AppID and AppSecret that were recognised in a pasted text; empty if it contains none. */
export type RecognisedText = Readonly<typeof NOTHING_PASTED>;
export const NOTHING_PASTED = { appId: '', secret: '', shown: '' };

const SECRET_MASK = '*'.repeat(16);
const APP_ID_PATTERN = /wx[\da-f]{16}/i;
const APP_SECRET_PATTERN = /(?:^|[^\dA-Za-z])([\dA-Za-z]{32})(?![\dA-Za-z])/;

/** @param before earlier result; a mask in the text stands for the secret of that result */
export function recognisePasted(text: string, before: RecognisedText): RecognisedText {
  const appId = APP_ID_PATTERN.exec(text)?.[0].toLowerCase() ?? '';
  const found = APP_SECRET_PATTERN.exec(text)?.[1];
  if (found !== undefined) return { appId, secret: found, shown: text.replace(found, SECRET_MASK) };
  return { appId, secret: text.includes(SECRET_MASK) ? before.secret : '', shown: text };
}

/** Reads the form. `known`: AppID, empty if it must be pasted; `keepsSecret`: none is needed. */
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
  return joinForms({
    appId: accepted(known || appId),
    name: readText('name', name, MINI_PROGRAM_BOUNDS.name, '请给它起个好认的名字。'),
    secret: isOther || isLacking ? refused('pasted', pasted) : accepted(secret || null),
  });
}
