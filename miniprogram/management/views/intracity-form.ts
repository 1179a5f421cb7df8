import type { Tone } from '../../contract/delivery-status';
import type { Store } from '../../contract/shop';
import type { Account } from '../../contract/shop-settings';
import type { IntracityDraft, WeChatStore } from '../../contract/shop-api';
import { timeOfDay } from '../../ui/wording/measures';
import type { Choice } from './choices';
import {
  type EnteredKeys,
  enteredKeysOf,
  keyRows,
  keysDraft,
  mayAddCertificate,
  missingParts,
} from './intracity-keys';
import { type ChosenStores, bindingsOf, storeRows, wechatChoices } from './intracity-stores';

/** Test of the keys: the cloud reads the shop's stores at WeChat with them. `testedAt` is in ms. */
type KeyTest =
  | { readonly state: 'none' | 'asking' | 'failed' }
  | { readonly state: 'passed'; readonly testedAt: number; readonly storeCount: number };

/** All that is entered in the form, and the stores that WeChat listed in the test of the keys. */
export interface EnteredForm {
  keys: EnteredKeys;
  chosenStores: ChosenStores;
  wxStores: readonly WeChatStore[];
  trial: KeyTest;
}

export const NOTHING_ENTERED: Readonly<EnteredForm> = {
  ...{ keys: enteredKeysOf(null), chosenStores: {}, wxStores: [] },
  trial: { state: 'none' },
};

/** Builds the form's data for the template. The data contain no key. */
export function enteredView(
  { keys, chosenStores, wxStores, trial }: EnteredForm,
  stores: readonly Store[],
  now: number,
) {
  return {
    rows: keyRows(keys, now),
    form: formState(keys, chosenStores, trial),
    mayAdd: mayAddCertificate(keys),
    trial: trial.state,
    choices: wechatChoices(wxStores, stores),
    storeRows: storeRows(chosenStores, stores, wxStores),
  };
}

/** Builds the line above the buttons. 保存 opens `nextRow`, the first incomplete row; empty: none. */
export function formState(keys: EnteredKeys, chosenStores: ChosenStores, trial: KeyTest) {
  const { count, names, firstId, areSomeWrong } = missingParts(keys);
  if (count > 0) {
    const tone: Tone = areSomeWrong ? 'bad' : 'neutral';
    const line = `还差 ${count} 处：${names}`;
    return { line, tone, canTry: false, canSave: false, nextRow: firstId };
  }
  const canSave = bindingsOf(chosenStores).length > 0 && trial.state !== 'asking';
  return { ...testLine(trial, canSave), canTry: true, canSave, nextRow: '' };
}

function testLine(test: KeyTest, canSave: boolean): { readonly line: string; readonly tone: Tone } {
  if (test.state !== 'passed') return KEY_TEST_LINES[test.state];
  if (test.storeCount === 0) return { line: '密钥对，但微信里还没有门店', tone: 'wait' };
  const line = `${timeOfDay(test.testedAt)} 试过：密钥对，读到 ${test.storeCount} 家门店`;
  return canSave ? { line, tone: 'done' } : { line: '还差 1 处：微信门店', tone: 'neutral' };
}

const KEY_TEST_LINES = {
  none: { line: '', tone: 'neutral' },
  asking: { line: '正在用这些密钥问微信…', tone: 'neutral' },
  failed: { line: '没有试通，原因在上面', tone: 'bad' },
} as const;

/** Answer whether anybody uses the AppID's keys. If so, the owner must not create new keys. */
export type AreKeysInUse = 'yes' | 'no';

const NEW_KEYS_HINT =
  '在 公众平台 › 开发管理 › API 安全 里生成，复制后粘贴。有人在用的话，先别动，向他们要。';
const NOBODY_SIGNS_CHOICE: Choice<AreKeysInUse> = {
  value: 'no',
  title: '没有，问过了',
  detail: '没有人用这个小程序的密钥签名',
};

/** Builds the question about keys in use. `isOwnMiniProgram`: not the mall's mini-program. */
export function keysQuestion(isOwnMiniProgram: boolean) {
  const title = isOwnMiniProgram ? '这个小程序的密钥有人在用吗？' : '商城在用同城配送吗？';
  const detail = isOwnMiniProgram ? '用现在的那一套' : '密钥向做商城的人要';
  const keysInUseHint = isOwnMiniProgram
    ? '几把密钥和编号用现在的那一套：编号照 公众平台 › 开发管理 › API 安全 里的，密钥在生成它的人手里。不要自己生成或更换：一换，在用的马上签不了名。'
    : '几把密钥和编号都向做商城的人要，复制后粘贴。不要自己生成或更换：一换，商城马上下不了单。';
  const choices = [{ value: 'yes', title: '在用，或者不知道', detail }, NOBODY_SIGNS_CHOICE];
  return { title, choices, hints: { yes: keysInUseHint, no: NEW_KEYS_HINT } };
}

/** Builds the draft to save. `account`: stored account; null for a new one. */
export function intracityDraft(
  account: Account | null,
  appId: string,
  keys: EnteredKeys,
  chosenStores: ChosenStores,
): IntracityDraft {
  return {
    accountId: account?.accountId ?? null,
    version: account?.version ?? 0,
    appId,
    // A mini-program has only one account of 同城配送, so the account needs no name of its own.
    label: account?.label ?? '同城配送',
    keys: keysDraft(keys),
    bindings: [...bindingsOf(chosenStores)],
  };
}
