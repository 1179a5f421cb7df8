import { companyName } from '../../shared/companies';
import type { Account, SecretState, Store } from '../../shared/shop';
import { joined, storeNames } from '../../shop/roles';

export interface AccountRow {
  readonly accountId: string;
  readonly title: string;
  readonly detail: string;
  /** What is to be done; empty when nothing is. */
  readonly value: string;
}

const TO_DO: Readonly<Record<SecretState, string>> = {
  set: '',
  lost: '请重新填写密钥',
  missing: '还没有密钥',
};

/** By name: the database has no order of its own. */
export function accountRows(
  accounts: readonly Account[],
  stores: readonly Store[],
): readonly AccountRow[] {
  const rows = accounts.map(({ accountId, label, company, bindings, secret }) => {
    const bound = storeNames(
      bindings.map(({ storeId }) => storeId),
      stores,
    );
    const name = companyName(company);
    return {
      accountId,
      title: label,
      // Many are called after their company.
      detail: joined(name === label ? '' : name, bound, secret === 'set' ? '密钥已保存' : ''),
      value: TO_DO[secret],
    };
  });
  return rows.sort((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
}
