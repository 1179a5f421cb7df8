import { expiryOf } from '../../contract/certificate-expiry';
import type { Tone } from '../../contract/delivery-status';
import type { MiniProgram } from '../../contract/mini-programs';
import {
  type ProviderName,
  factsOf,
  PROVIDER_NAMES,
  USUAL_PROVIDER,
} from '../../contract/providers';
import type { SecretState } from '../../contract/secret-state';
import type { Account } from '../../contract/shop-settings';
import { type Store, companyName } from '../../contract/shop';
import { joined, storeNames } from '../../shop/roles';
import { dayOf } from '../../ui/wording/clock-time';
import type { Choice } from './choices';

const KIND_DETAILS: Readonly<Record<ProviderName, string>> = {
  'wechat-instant': '看得到骑手位置；新店很难再开通',
  'wechat-intracity': '有取货码和准确时间；没有骑手位置',
};

/** Kinds of delivery accounts, by the service of WeChat. */
export const ACCOUNT_KINDS: readonly Choice<ProviderName>[] = PROVIDER_NAMES.map((value) => ({
  value,
  title: factsOf(value).title,
  detail: KIND_DETAILS[value],
}));

/** Choice of the kind of an account. */
export interface KindChoice {
  /** Kind to begin with; empty while the person has to choose. */
  readonly kind: ProviderName | '';
  /** Kinds to choose from; none where there is no choice. */
  readonly kinds: readonly Choice<ProviderName>[];
  readonly kindNote: string;
}

/**
 * Returns the choice of the kind, which only a new account has. A mini-program has at most one
 * account of 同城配送.
 *
 * @param account stored account; null for a new one
 * @param accounts those of the same mini-program
 * @param given kind that the page before has given; empty for none
 */
export function kindChoice(
  account: Account | null,
  accounts: readonly Account[],
  given = '',
): KindChoice {
  const fixed = account?.provider ?? PROVIDER_NAMES.find((name) => name === given);
  if (fixed !== undefined) return { kind: fixed, kinds: [], kindNote: '' };
  if (accounts.some(({ provider }) => factsOf(provider).hasOneAccount)) {
    const kindNote = '同城配送的账号已经有了，一个小程序只要一个。这里添加即时配送的账号。';
    return { kind: USUAL_PROVIDER, kinds: [], kindNote };
  }
  return { kind: '', kinds: ACCOUNT_KINDS, kindNote: '新开通的小程序一般只有同城配送。' };
}

export interface AccountRow {
  readonly accountId: string;
  readonly title: string;
  readonly detail: string;
  /** Task for the owner, such as entering the secret again; empty when there is none. */
  readonly value: string;
  readonly tone: Tone;
}

const TASKS: Readonly<Record<SecretState, string>> = {
  set: '',
  lost: '请重新填写密钥',
  missing: '还没有密钥',
};

/**
 * @param now current time in ms on the cloud's clock
 * @returns rows sorted by name, because the database returns accounts in no defined order. They
 *   name the mini-program where there are accounts of several.
 */
export function accountRows(
  accounts: readonly Account[],
  stores: readonly Store[],
  miniPrograms: readonly MiniProgram[],
  now: number,
): readonly AccountRow[] {
  const areSeveral = new Set(accounts.map(({ appId }) => appId)).size > 1;
  const rows = accounts.map((account) => {
    const owner = miniPrograms.find(({ appId }) => areSeveral && appId === account.appId);
    const { accountId, label, company, bindings, provider } = account;
    const bound = storeNames(
      bindings.map(({ storeId }) => storeId),
      stores,
    );
    const { saved, ...task } = stateOf(account, now);
    // Omits what the account has as its name already.
    const names = [factsOf(provider).title, companyName(company)].filter((name) => name !== label);
    return {
      accountId,
      title: label,
      detail: joined(owner?.name ?? '', ...names, bound, saved),
      ...task,
    };
  });
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

/** @returns what the owner has to do about an account, and what is well about it */
function stateOf(
  { secret, certificates = [] }: Account,
  now: number,
): Pick<AccountRow, 'value' | 'tone'> & { readonly saved: string } {
  if (secret !== 'set') return { saved: '', value: TASKS[secret], tone: 'wait' };
  if (certificates.length === 0) return { saved: '密钥已保存', value: '', tone: 'wait' };
  const ends = certificates.map(({ expiresAt }) => expiresAt);
  const { text, tone } = expiryView(ends, now);
  const { state, days } = expiryOf(ends, now);
  if (state === 'far') return { saved: `证书 ${text}`, value: '', tone };
  const value = state === 'over' ? '证书到期了' : `证书还有 ${days} 天`;
  return { saved: '', value, tone };
}

/** Expiry of certificates in words. */
export interface ExpiryView {
  readonly text: string;
  readonly tone: Tone;
}

const DAY_MS = 24 * 3_600_000;
const TONES = { far: 'done', near: 'wait', urgent: 'bad', over: 'bad' } as const;

/**
 * Words the expiry of an account's certificates: `2027-08-14 到期，还有 261 天`.
 *
 * @param expiresAt times of expiry, ms since 1970; at least one
 * @param now current time in ms on the cloud's clock
 */
export function expiryView(expiresAt: readonly number[], now: number): ExpiryView {
  const { state, days } = expiryOf(expiresAt, now);
  const day = dateOf(Math.max(...expiresAt));
  if (state === 'over') return { text: `${day} 已经到期`, tone: TONES.over };
  const left = days === 0 ? '不到一天了' : `${state === 'urgent' ? '只剩' : '还有'} ${days} 天`;
  return { text: `${day} 到期，${left}`, tone: TONES[state] };
}

/** Formats a day in the time zone of the shops: `2027-08-14`. */
function dateOf(time: number): string {
  return new Date(dayOf(time) * DAY_MS).toISOString().slice(0, 10);
}

/** Shortens a long number in the middle: `89fc1e…a21d`. */
export function shortened(number: string): string {
  return number.length > 12 ? `${number.slice(0, 6)}…${number.slice(-4)}` : number;
}
