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
import type { Documents, Found } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { readFields, withDefault } from '../storage/read-fields';
import type { Decrypted, Encryption } from '../secrets/encryption';

const { appId, provider, shopId, bindings, certificates } = account.schema;
const documentFields = type({
  appId,
  provider,
  shopId,
  bindings,
  /** Encrypted: the company's AppSecret, or keys of 同城配送. */
  secret: string(),
  /** Only accounts of 同城配送 have any. */
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

/** `damagedStores`: of unreadable accounts; `hasLost` detects those without a version. */
export async function readAccounts(accounts: Documents) {
  const found = await listAll(accounts);
  const read = accounts.readEach(found, accountOf);
  const readable = new Set(read.map(({ accountId }) => accountId));
  const damaged = found.filter(({ _id }) => !readable.has(_id)).map(({ bindings }) => bindings);
  const areReadable = damaged.every((bindings) => is(bindings, documentFields.schema.bindings));
  const damagedStores: StoreScope = areReadable
    ? damaged.flatMap((one) => one.map(({ storeId }) => storeId))
    : 'all';
  return {
    accounts: [...read].sort((one, other) => (one.accountId < other.accountId ? -1 : 1)),
    damagedStores,
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

function subjectOf({ accountId, appId, shopId }: AccountIds): string {
  return `account ${accountId} ${appId} ${shopId}`;
}

/** @param secret encrypted secret of the account, or its state */
export function accountFields<Secret extends string>(account: StoredAccount, secret: Secret) {
  const { appId, provider, company, label, shopId, certificates } = account;
  const bindings = account.bindings.map(({ storeId, shopNo }): Binding => ({ storeId, shopNo }));
  const fields = { appId, provider, company, label, shopId, secret, bindings };
  return certificates === undefined ? fields : { ...fields, certificates };
}

/** Of the secret the owner sees only the state. */
export function accountView(account: StoredAccount, encryption: Encryption): Account {
  const { accountId, version, bindings } = account;
  const isLost = decryptSecret(encryption, account) === null;
  const fields = isLost
    ? accountFields({ ...account, certificates: undefined }, 'lost')
    : accountFields(account, 'set');
  return { accountId, version, ...fields, sharing: sharingOf(bindings) };
}
