import { is, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Account, account, sharingOf } from '../../../miniprogram/contract/shop-settings';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type Documents, type Found, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import type { Decrypted, Encryption } from '../secrets/encryption';

const { appId, provider, shopId, bindings, certificates } = account.schema;
const accountSchema = type({
  appId,
  provider,
  shopId,
  bindings,
  /** Encrypted secret: the company's AppSecret, or the API keys of 同城配送. */
  secret: string(),
  /** WeChat's certificates. Only accounts of 同城配送 have certificates. */
  certificates: withDefault(certificates, undefined),
  company: withDefault(string(), ''),
  label: withDefault(string(), ''),
});

/** Delivery account as stored, with its secret still encrypted. */
export interface StoredAccount extends Of<typeof accountSchema> {
  readonly accountId: string;
  readonly version: number;
}

/** Lists all readable accounts, sorted by id. */
export async function listAccounts(accounts: Documents): Promise<readonly StoredAccount[]> {
  return (await readAccounts(accounts)).accounts;
}

/** Reads all accounts. `damagedStores`: stores of unreadable ones that have a version. */
export async function readAccounts(accounts: Documents) {
  const found = await listAll(accounts);
  const read = accounts.readEach(found, accountOf);
  const readable = new Set(read.map(({ accountId }) => accountId));
  const damaged = found.filter(({ _id }) => !readable.has(_id)).map(({ bindings }) => bindings);
  const areReadable = damaged.every((bindings) => is(bindings, accountSchema.schema.bindings));
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
  return { accountId, version, ...readFields(COLLECTIONS.accounts, document, accountSchema) };
}

/** Decrypts the secret of an account; null when neither the current nor the previous key fits. */
export function decryptSecret(
  encryption: Encryption,
  account: AccountIds & Pick<StoredAccount, 'secret'>,
): Decrypted | null {
  return encryption.decrypt(account.secret, encryptionSubjectOf(account));
}

export function encryptSecret(encryption: Encryption, secret: string, account: AccountIds): string {
  return encryption.encrypt(secret, encryptionSubjectOf(account));
}

/** Ids of an account. Its secret can be decrypted only together with the same ids. */
type AccountIds = Pick<StoredAccount, 'accountId' | 'appId' | 'shopId'>;

function encryptionSubjectOf({ accountId, appId, shopId }: AccountIds): string {
  return `account ${accountId} ${appId} ${shopId}`;
}

/** @param secret encrypted secret of the account, or its state */
export function accountFields<Secret extends string>(account: StoredAccount, secret: Secret) {
  const { appId, provider, company, label, shopId, certificates } = account;
  const bindings = account.bindings.map(({ storeId, shopNo }) => ({ storeId, shopNo }));
  const fields = { appId, provider, company, label, shopId, secret, bindings };
  return certificates === undefined ? fields : { ...fields, certificates };
}

/** Describes an account for the owner, who sees only the state of the secret. */
export function accountView(account: StoredAccount, encryption: Encryption): Account {
  const { accountId, version, bindings } = account;
  const isSecretLost = decryptSecret(encryption, account) === null;
  const fields = isSecretLost
    ? accountFields({ ...account, certificates: undefined }, 'lost')
    : accountFields(account, 'set');
  return { accountId, version, ...fields, sharing: sharingOf(bindings) };
}
