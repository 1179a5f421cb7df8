import type { Tone } from '../../contract/delivery-status';
import type { Account } from '../../contract/shop-settings';
import type { IntracityDraft } from '../../contract/shop-api';
import { timeOfDay } from '../../ui/wording/measures';
import type { Choice } from './choices';
import { type EnteredKeys, keysDraft, missingParts } from './intracity-keys';
import { type ChosenStores, bindingsOf } from './intracity-stores';

/** Trial of the keys, which asks WeChat for stores. `at`: ms, cloud's clock; `stores`: how many. */
export type Trial =
  | { readonly state: 'none' | 'asking' | 'failed' }
  | { readonly state: 'passed'; readonly at: number; readonly stores: number };

/** Line above the buttons: what is missing, or how the trial went. */
export interface FormState {
  readonly line: string;
  readonly tone: Tone;
  /** Tells whether the keys are complete, so that they can be tried at WeChat. */
  readonly canTry: boolean;
  readonly canSave: boolean;
  /** Id of the first missing row, which opens when a person saves too early; empty for none. */
  readonly nextRow: string;
}

export function formState(keys: EnteredKeys, chosen: ChosenStores, trial: Trial): FormState {
  const { count, names, firstId, areSomeWrong } = missingParts(keys);
  if (count > 0) {
    return {
      line: `还差 ${count} 处：${names}`,
      tone: areSomeWrong ? 'bad' : 'neutral',
      canTry: false,
      canSave: false,
      nextRow: firstId,
    };
  }
  const canSave = bindingsOf(chosen).length > 0 && trial.state !== 'asking';
  return { ...trialLine(trial, canSave), canTry: true, canSave, nextRow: '' };
}

function trialLine(trial: Trial, canSave: boolean): Pick<FormState, 'line' | 'tone'> {
  switch (trial.state) {
    case 'none':
      return { line: '', tone: 'neutral' };
    case 'asking':
      return { line: '正在用这些密钥问微信…', tone: 'neutral' };
    case 'failed':
      return { line: '没有试通，原因在上面', tone: 'bad' };
    case 'passed':
      if (trial.stores === 0) return { line: '密钥对，但微信里还没有门店', tone: 'wait' };
      return canSave
        ? { line: `${timeOfDay(trial.at)} 试过：密钥对，读到 ${trial.stores} 家门店`, tone: 'done' }
        : { line: '还差 1 处：微信门店', tone: 'neutral' };
  }
}

/** Answer whether anybody signs with an AppID's keys. It decides where the owner gets the keys. */
export type KeysUse = 'yes' | 'no';

/** Question whether anybody signs with the keys, its answers, and a hint for each answer. */
interface KeysQuestion {
  readonly question: string;
  readonly users: readonly Choice<KeysUse>[];
  readonly hints: Readonly<Record<KeysUse, string>>;
}

const NOBODY_SIGNS =
  '在 公众平台 › 开发管理 › API 安全 里生成，复制后粘贴。有人在用的话，先别动，向他们要。';
const NOBODY: Choice<KeysUse> = {
  value: 'no',
  title: '没有，问过了',
  detail: '没有人用这个小程序的密钥签名',
};

/** @param isOwn true for the mini-program in which this page runs: the texts then name no mall */
export function keysQuestion(isOwn: boolean): KeysQuestion {
  return isOwn
    ? {
        question: '这个小程序的密钥有人在用吗？',
        users: [{ value: 'yes', title: '在用，或者不知道', detail: '用现在的那一套' }, NOBODY],
        hints: {
          yes: '几把密钥和编号用现在的那一套：编号照 公众平台 › 开发管理 › API 安全 里的，密钥在生成它的人手里。不要自己生成或更换：一换，在用的马上签不了名。',
          no: NOBODY_SIGNS,
        },
      }
    : {
        question: '商城在用同城配送吗？',
        users: [{ value: 'yes', title: '在用，或者不知道', detail: '密钥向做商城的人要' }, NOBODY],
        hints: {
          yes: '几把密钥和编号都向做商城的人要，复制后粘贴。不要自己生成或更换：一换，商城马上下不了单。',
          no: NOBODY_SIGNS,
        },
      };
}

/** Name of every new account. A mini-program has only one of 同城配送, so nobody has to name it. */
const ACCOUNT_LABEL = '同城配送';

/** @param account stored account; null for a new one */
export function intracityDraft(
  account: Account | null,
  appId: string,
  keys: EnteredKeys,
  chosen: ChosenStores,
): IntracityDraft {
  return {
    accountId: account?.accountId ?? null,
    version: account?.version ?? 0,
    appId,
    label: account?.label ?? ACCOUNT_LABEL,
    keys: keysDraft(keys),
    bindings: [...bindingsOf(chosen)],
  };
}
