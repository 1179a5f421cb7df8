import type { Infer } from 'superstruct';
import { array, enums, is, nullable, number, string, type } from 'superstruct';
import type { Account, Binding } from '../../../miniprogram/shared/shop';
import { SHOP_BOUNDS, sharingOf } from '../../../miniprogram/shared/shop';
import type { AccountDraft } from '../../../miniprogram/shared/shop-api';
import { PROVIDERS } from '../../../miniprogram/shared/shop-api';
import type { Documents, Fields, Found } from '../runtime/documents';
import type { Opened, Seal } from './seal';

const accountShape = type({
  version: number(),
  provider: enums(PROVIDERS),
  company: string(),
  label: string(),
  shopId: string(),
  /** Sealed; see seal.ts. */
  secret: string(),
  bindings: array(type({ storeId: string(), shopNo: nullable(string()) })),
});

/** An account as it is kept. */
export type StoredAccount = Infer<typeof accountShape> & { readonly accountId: string };

/** All accounts, in a fixed order. */
export async function listAccounts(accounts: Documents): Promise<readonly StoredAccount[]> {
  const found = await accounts.list({ limit: SHOP_BOUNDS.entries });
  return found
    .flatMap((document: Found) =>
      is(document, accountShape) ? [{ ...document, accountId: document._id }] : [],
    )
    .sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
}

/** The secret of an account; null when no key that we have opens it. */
export function openSecret(
  seal: Seal,
  { secret, accountId, shopId }: Pick<StoredAccount, 'secret' | 'accountId' | 'shopId'>,
): Opened | null {
  return seal.open(secret, belongsTo(accountId, shopId));
}

export function closeSecret(seal: Seal, secret: string, accountId: string, shopId: string): string {
  return seal.close(secret, belongsTo(accountId, shopId));
}

/** What a secret is sealed for: moved to another account or shopid, it does not open. */
function belongsTo(accountId: string, shopId: string): string {
  return `account ${accountId} ${shopId}`;
}

/** The fields of an account as it is to be. */
export function accountFields(draft: AccountDraft, sealedSecret: string): Fields {
  const { provider, company, label, shopId, bindings } = draft;
  return {
    provider,
    company: company.trim(),
    label: label.trim(),
    shopId: shopId.trim(),
    secret: sealedSecret,
    bindings: bindings.map(({ storeId, shopNo }): Binding => ({ storeId, shopNo })),
  };
}

/** An account as it is told of: never with its secret. */
export function accountView(account: StoredAccount, seal: Seal): Account {
  const { accountId, version, provider, company, label, shopId, bindings } = account;
  return {
    accountId,
    version,
    provider,
    company,
    label,
    shopId,
    secret: openSecret(seal, account) === null ? 'lost' : 'set',
    bindings: bindings.map(({ storeId, shopNo }) => ({ storeId, shopNo })),
    sharing: sharingOf(bindings),
  };
}
