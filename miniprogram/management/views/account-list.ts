import { DAY_MS } from '../../contract/age';
import { expiryOf } from '../../contract/certificate-expiry';
import type { Tone } from '../../contract/delivery-status';
import type { MiniProgram, SecretState } from '../../contract/mini-programs';
import { factsOf } from '../../contract/providers';
import { type Account, accountName } from '../../contract/shop-settings';
import { type Store, companyName } from '../../contract/shop';
import { joinNonEmpty, storeNames } from '../../shop/roles';
import { dayNumberOf } from '../../ui/wording/measures';

const TASK_BY_SECRET_STATE: Readonly<Record<SecretState, string>> = {
  set: '',
  lost: '请重新填写密钥',
  missing: '还没有密钥',
};

/** @returns rows in a fixed order; `value`: what the owner has to do, or empty */
export function accountRows(
  accounts: readonly Account[],
  stores: readonly Store[],
  miniPrograms: readonly MiniProgram[],
  now: number,
) {
  const areSeveral = new Set(accounts.map(({ appId }) => appId)).size > 1;
  const rows = accounts.map((account) => {
    // The mini-program is named only if the accounts belong to several mini-programs.
    const owner = miniPrograms.find(({ appId }) => areSeveral && appId === account.appId);
    const { accountId, label, company, bindings, provider } = account;
    const storeIds = bindings.map(({ storeId }) => storeId);
    const bound = storeNames(storeIds, stores);
    const { saved, ...task } = accountTaskOf(account, now);
    // The service or the company is left out if the account has the same name.
    const names = [factsOf(provider).title, companyName(company)].filter((name) => name !== label);
    return {
      accountId,
      title: accountName(account, accounts),
      detail: joinNonEmpty(owner?.name ?? '', ...names, bound, saved),
      ...task,
    };
  });
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

/** @returns what the owner has to do about an account; for nothing, what is saved of it */
function accountTaskOf(
  { secret, certificates = [] }: Account,
  now: number,
): { readonly saved: string; readonly value: string; readonly tone: Tone } {
  if (secret !== 'set') return { saved: '', value: TASK_BY_SECRET_STATE[secret], tone: 'wait' };
  if (certificates.length === 0) return { saved: '密钥已保存', value: '', tone: 'wait' };
  const ends = certificates.map(({ expiresAt }) => expiresAt);
  const { words, tone } = expiryView(ends, now);
  const { state, days } = expiryOf(ends, now);
  if (state === 'far') return { saved: `证书 ${words}`, value: '', tone };
  return { saved: '', value: state === 'over' ? '证书到期了' : `证书还有 ${days} 天`, tone };
}

const TONE_BY_EXPIRY = { far: 'done', near: 'wait', urgent: 'bad', over: 'bad' } as const;

/** Writes when the last of several certificates expires (ms): `2027-08-14 到期，还有 261 天`. */
export function expiryView(expiresAt: readonly number[], now: number) {
  const { state, days } = expiryOf(expiresAt, now);
  const day = new Date(dayNumberOf(Math.max(...expiresAt)) * DAY_MS).toISOString().slice(0, 10);
  const left = days === 0 ? '不到一天了' : `${state === 'urgent' ? '只剩' : '还有'} ${days} 天`;
  const words = state === 'over' ? `${day} 已经到期` : `${day} 到期，${left}`;
  return { words, tone: TONE_BY_EXPIRY[state] };
}

/** Leaves out the middle of a long number: `89fc1e…a21d`. */
export function shortNumber(number: string): string {
  return number.length > 12 ? `${number.slice(0, 6)}…${number.slice(-4)}` : number;
}
