import { companyName } from '../shared/companies';
import type { Account, SecretState, Store } from '../shared/shop';
import { joined, storeNames } from './roles';

export interface AccountRow {
  readonly accountId: string;
  readonly title: string;
  readonly detail: string;
  readonly secret: string;
  readonly tone: 'done' | 'wait';
}

const SECRETS: Readonly<Record<SecretState, string>> = {
  set: '密钥已保存',
  lost: '请重新填写密钥',
  missing: '还没有密钥',
};

export function accountRows(
  accounts: readonly Account[],
  stores: readonly Store[],
): readonly AccountRow[] {
  return accounts.map(({ accountId, label, company, bindings, secret }) => ({
    accountId,
    title: label,
    detail: joined(
      companyName(company),
      storeNames(
        bindings.map(({ storeId }) => storeId),
        stores,
      ),
    ),
    secret: SECRETS[secret],
    tone: secret === 'set' ? 'done' : 'wait',
  }));
}
