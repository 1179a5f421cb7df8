import { is, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import {
  type Account,
  type Binding,
  account,
  sharingOf,
} from '../../../miniprogram/contract/shop-settings';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Documents, Fields, Found } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { readFields, withDefault } from '../storage/read-fields';
import type { Decrypted, Encryption } from '../secrets/encryption';

const { appId, provider, shopId, bindings, certificates } = account.schema;
const documentFields = type({
  appId,
  provider,
  shopId,
  bindings,
  /** Encrypted AppSecret of the delivery company, or keys of 同城配送 (core/secrets/encryption.ts). */
  secret: string(),
  /** WeChat's certificates as the owner sees them; only accounts of 同城配送 have any. */
  certificates: withDefault(certificates, undefined),
  company: withDefault(string(), ''),
  label: withDefault(string(), ''),
});

/** Delivery account as stored, with its secret still encrypted. */
export interface StoredAccount extends Of<typeof documentFields> {
  readonly accountId: string;
  readonly version: number;
}

/** Lists all readable accounts, sorted by id. */
export async function listAccounts(accounts: Documents): Promise<readonly StoredAccount[]> {
  return (await readAccounts(accounts)).accounts;
}

/** Accounts that could be read, and the stores of the accounts that could not be read. */
export interface ReadAccounts {
  readonly accounts: readonly StoredAccount[];
  /**
   * Stores that unreadable accounts may serve; `all` when the bindings are unreadable, too.
   * Documents without a version are not counted here: `hasLost('bindings')` detects them.
   */
  readonly damagedStores: StoreScope;
}

export async function readAccounts(accounts: Documents): Promise<ReadAccounts> {
  const found = await listAll(accounts);
  const read = accounts.readEach(found, accountOf);
  const readable = new Set(read.map(({ accountId }) => accountId));
  const damaged = found.filter(({ _id }) => !readable.has(_id)).map(({ bindings }) => bindings);
  const areReadable = damaged.every((bindings) => is(bindings, documentFields.schema.bindings));
  return {
    accounts: [...read].sort((one, other) => (one.accountId < other.accountId ? -1 : 1)),
    damagedStores: areReadable
      ? damaged.flatMap((one) => one.map(({ storeId }) => storeId))
      : 'all',
  };
}

/** Reads an account from its document; throws CloudFailure `unreadable-document`. */
export function accountOf(document: Found): StoredAccount {
  const { _id: accountId, version } = document;
  return { accountId, version, ...readFields(COLLECTIONS.accounts, document, documentFields) };
}

/** Decrypts the secret of an account; null when neither the current nor the previous key fits. */
export function decryptSecret(
  encryption: Encryption,
  account: AccountIds & Pick<StoredAccount, 'secret'>,
): Decrypted | null {
  return encryption.decrypt(account.secret, subjectOf(account));
}

export function encryptSecret(encryption: Encryption, secret: string, account: AccountIds): string {
  return encryption.encrypt(secret, subjectOf(account));
}

/** Ids of an account. Its secret can be decrypted only together with the same ids. */
type AccountIds = Pick<StoredAccount, 'accountId' | 'appId' | 'shopId'>;

/** Returns the name that a secret is encrypted with. Only the same name can decrypt the secret. */
function subjectOf({ accountId, appId, shopId }: AccountIds): string {
  return `account ${accountId} ${appId} ${shopId}`;
}

export function accountFields(
  account: Pick<
    StoredAccount,
    'appId' | 'provider' | 'company' | 'label' | 'shopId' | 'bindings' | 'certificates'
  >,
  encryptedSecret: string,
): Fields {
  const { appId, provider, company, label, shopId, bindings, certificates } = account;
  return {
    appId,
    provider,
    company,
    label,
    shopId,
    secret: encryptedSecret,
    bindings: bindings.map(({ storeId, shopNo }): Binding => ({ storeId, shopNo })),
    ...(certificates === undefined ? {} : { certificates }),
  };
}

/** Returns an account as the owner sees it, with the state of its secret in place of the secret. */
export function accountView(account: StoredAccount, encryption: Encryption): Account {
  const { accountId, version, appId, provider, company, label, shopId } = account;
  const { bindings, certificates } = account;
  const isLost = decryptSecret(encryption, account) === null;
  return {
    accountId,
    version,
    appId,
    provider,
    company,
    label,
    shopId,
    secret: isLost ? 'lost' : 'set',
    ...(certificates === undefined || isLost ? {} : { certificates }),
    bindings: bindings.map(({ storeId, shopNo }) => ({ storeId, shopNo })),
    sharing: sharingOf(bindings),
  };
}
