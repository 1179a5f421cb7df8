import { MINI_PROGRAM_BOUNDS } from '../../contract/mini-programs';
import type { ShopCalls } from '../../contract/shop-api';
import type { Choice } from './choices';
import { type ReadForm, accept, joinForms, readText, refuse } from './typed-text';

/** Answers to the question in which mini-program orders are placed. */
export const OWNER_CHOICES: readonly Choice[] = [
  { value: 'another', title: '另一个小程序', detail: '你的商城、点单小程序' },
  { value: 'own', title: '就是这个小程序', detail: '' },
];
export const SECRET_KEPT_CHOICES: readonly Choice[] = [
  { value: 'yes', title: '存下来了', detail: '' },
  { value: 'no', title: '没有', detail: '' },
];

/** Texts in place of the field for pasting, if nobody has kept the AppSecret. */
export const RESET_WARNING = {
  title: '先别点重置。',
  ask: '问做商城的人一句：',
  question: '“我们的小程序是授权给你们的，还是你们用 AppSecret？”',
  lines: [
    '用 AppSecret 的：向他们要，不要重置，一重置商城马上登录不了。',
    '授权的：重置一般不影响，挑没人点单的时候，并告诉他们。',
  ],
};

/** Texts as in RESET_WARNING, but for the mini-program in which this page runs. */
export const OWN_RESET_WARNING: typeof RESET_WARNING = {
  title: '先别点重置。',
  ask: '问店里和开发的人一句：',
  question: '“有没有谁的服务器在用这个小程序的 AppSecret？”',
  lines: [
    '有人在用：他手里就有，向他要一份，不要重置，一重置他那边马上停摆。',
    '没有人用：公众平台 › 开发管理 › 开发设置里点“重置”，只显示一次。有人在用的话，先别动。',
  ],
};

/** AppID and AppSecret found in a pasted text; each is empty if it is not in the text. */
export type RecognisedKeys = Readonly<typeof NOTHING_PASTED>;
export const NOTHING_PASTED = { appId: '', secret: '', shown: '' };

const SECRET_MASK = '*'.repeat(16);
const APP_ID_PATTERN = /wx[\da-f]{16}/i;
const APP_SECRET_PATTERN = /(?:^|[^\dA-Za-z])([\dA-Za-z]{32})(?![\dA-Za-z])/;

/** Finds AppID and AppSecret in a text, in which a mask stands for the secret of `lastResult`. */
export function recognisePasted(text: string, lastResult: RecognisedKeys): RecognisedKeys {
  const appId = APP_ID_PATTERN.exec(text)?.[0].toLowerCase() ?? '';
  const secret = APP_SECRET_PATTERN.exec(text)?.[1];
  if (secret !== undefined) return { appId, secret, shown: text.replace(secret, SECRET_MASK) };
  return { appId, secret: text.includes(SECRET_MASK) ? lastResult.secret : '', shown: text };
}

/** Reads the form. `knownId`: known AppID, or ''. `keepsSecret`: AppSecret may be left empty. */
export function readMiniProgramForm(
  name: string,
  { appId, secret }: RecognisedKeys,
  knownId: string,
  keepsSecret: boolean,
): ReadForm<ShopCalls['save-mini-program']['input'], 'pasted' | 'name'> {
  const isOther = knownId !== '' && appId !== '' && appId !== knownId;
  const isLacking = (knownId === '' && appId === '') || (secret === '' && !keepsSecret);
  const lacking = knownId === '' ? '请把 AppID 和 AppSecret 都粘进来。' : '请把 AppSecret 粘进来。';
  const pastedReason = isOther ? '这是另一个小程序的 AppID。' : lacking;
  return joinForms({
    appId: accept(knownId || appId),
    name: readText('name', name, MINI_PROGRAM_BOUNDS.name, '请给它起个好认的名字。'),
    secret: isOther || isLacking ? refuse('pasted', pastedReason) : accept(secret || null),
  });
}
