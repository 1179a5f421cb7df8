import { expiryOf } from '../../contract/certificate-expiry';
import type { Tone } from '../../contract/delivery-status';
import type { MiniProgram, SecretState } from '../../contract/mini-programs';
import { factsOf } from '../../contract/providers';
import { type Account, accountName } from '../../contract/shop-settings';
import { type Store, companyName } from '../../contract/shop';
import { joinedParts, storeNames } from '../../shop/roles';
import { dayOf } from '../../ui/wording/measures';

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
 * @returns rows sorted by name, because the database returns accounts in no defined order. Each row
 * names its mini-program if the accounts belong to several.
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
    // Leaves out the service or the company if the account is named after it.
    const names = [factsOf(provider).title, companyName(company)].filter((name) => name !== label);
    return {
      accountId,
      title: accountName(account, accounts),
      detail: joinedParts(owner?.name ?? '', ...names, bound, saved),
      ...task,
    };
  });
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

/** @returns the owner's task about an account or, when there is none, the account's state */
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

export interface ExpiryView {
  readonly text: string;
  readonly tone: Tone;
}

const DAY_MS = 24 * 3_600_000;
const TONES = { far: 'done', near: 'wait', urgent: 'bad', over: 'bad' } as const;

/**
 * Writes the expiry of an account's certificates in words: `2027-08-14 到期，还有 261 天`.
 *
 * @param expiresAt times of expiry, ms since 1970; at least one
 * @param now current time in ms on the cloud's clock
 */
export function expiryView(expiresAt: readonly number[], now: number): ExpiryView {
  const { state, days } = expiryOf(expiresAt, now);
  const day = new Date(dayOf(Math.max(...expiresAt)) * DAY_MS).toISOString().slice(0, 10);
  if (state === 'over') return { text: `${day} 已经到期`, tone: TONES.over };
  const left = days === 0 ? '不到一天了' : `${state === 'urgent' ? '只剩' : '还有'} ${days} 天`;
  return { text: `${day} 到期，${left}`, tone: TONES[state] };
}

/** Shortens a long number in the middle: `89fc1e…a21d`. */
export function shortened(number: string): string {
  return number.length > 12 ? `${number.slice(0, 6)}…${number.slice(-4)}` : number;
}
