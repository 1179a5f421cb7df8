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

/** @returns the accounts' rows, sorted by name; `value`: what the owner has to do, or empty */
export function accountRows(
  accounts: readonly Account[],
  stores: readonly Store[],
  miniPrograms: readonly MiniProgram[],
  now: number,
) {
  const hasSeveralOwners = new Set(accounts.map(({ appId }) => appId)).size > 1;
  const rows = accounts.map((account) => {
    // A row names its mini-program only if the accounts belong to several mini-programs.
    const program = miniPrograms.find(({ appId }) => hasSeveralOwners && appId === account.appId);
    const { accountId, label, company, bindings, provider } = account;
    const storeIds = bindings.map(({ storeId }) => storeId);
    const boundStoreNames = storeNames(storeIds, stores);
    const { saved, ...task } = accountTaskOf(account, now);
    // Leaves out the service's or the company's name if the account has the same name.
    const names = [factsOf(provider).title, companyName(company)].filter((name) => name !== label);
    return {
      accountId,
      title: accountName(account, accounts),
      detail: joinNonEmpty(program?.name ?? '', ...names, boundStoreNames, saved),
      ...task,
    };
  });
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}

/** @returns `value`: what the owner must do, or empty; `saved`: which secret is stored, or empty */
function accountTaskOf(
  { secret, certificates = [] }: Account,
  now: number,
): { readonly saved: string; readonly value: string; readonly tone: Tone } {
  if (secret !== 'set') return { saved: '', value: TASK_BY_SECRET_STATE[secret], tone: 'wait' };
  if (certificates.length === 0) return { saved: '密钥已保存', value: '', tone: 'wait' };
  const expiryTimes = certificates.map(({ expiresAt }) => expiresAt);
  const { words, tone } = expiryView(expiryTimes, now);
  const { state, days } = expiryOf(expiryTimes, now);
  if (state === 'far') return { saved: `证书 ${words}`, value: '', tone };
  return { saved: '', value: state === 'over' ? '证书到期了' : `证书还有 ${days} 天`, tone };
}

const TONE_BY_EXPIRY = { far: 'done', near: 'wait', urgent: 'bad', over: 'bad' } as const;

/** Writes when the last certificate expires: `2027-08-14 到期，还有 261 天`. Parameters in ms. */
export function expiryView(expiresAt: readonly number[], now: number) {
  const { state, days } = expiryOf(expiresAt, now);
  const lastDay = new Date(dayNumberOf(Math.max(...expiresAt)) * DAY_MS).toISOString().slice(0, 10);
  const daysLeft = days === 0 ? '不到一天了' : `${state === 'urgent' ? '只剩' : '还有'} ${days} 天`;
  const words = state === 'over' ? `${lastDay} 已经到期` : `${lastDay} 到期，${daysLeft}`;
  return { words, tone: TONE_BY_EXPIRY[state] };
}

/** Leaves out the middle of a long number: `89fc1e…a21d`. */
export function shortNumber(shopNo: string): string {
  return shopNo.length > 12 ? `${shopNo.slice(0, 6)}…${shopNo.slice(-4)}` : shopNo;
}
