import { is, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import type { StoreScope } from '../../../miniprogram/contract/shop';
import { type Account, account, sharingOf } from '../../../miniprogram/contract/shop-settings';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type Documents, type Found, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import type { DecryptedSecret, Encryption } from '../secrets/encryption';

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

export async function listAccounts(accounts: Documents): Promise<readonly StoredAccount[]> {
  return (await readAccounts(accounts)).accounts;
}

/** Reads all accounts. `damagedStores`: stores that unreadable accounts may serve. */
export async function readAccounts(accounts: Documents) {
  const documents = await listAll(accounts);
  const validAccounts = accounts.readEach(documents, accountOf);
  const validIds = new Set(validAccounts.map(({ accountId }) => accountId));
  const damaged = documents.filter(({ _id }) => !validIds.has(_id)).map(({ bindings }) => bindings);
  const canReadStores = damaged.every((bindings) => is(bindings, accountSchema.schema.bindings));
  const damagedStores: StoreScope = canReadStores
    ? damaged.flatMap((one) => one.map(({ storeId }) => storeId))
    : 'all';
  return {
    accounts: [...validAccounts].sort((one, other) => (one.accountId < other.accountId ? -1 : 1)),
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
): DecryptedSecret | null {
  return encryption.decrypt(account.secret, encryptionSubjectOf(account));
}

export function encryptSecret(encryption: Encryption, secret: string, account: AccountIds): string {
  return encryption.encrypt(secret, encryptionSubjectOf(account));
}

/** Ids of an account. The account's secret can be decrypted only with all three of them. */
type AccountIds = Pick<StoredAccount, 'accountId' | 'appId' | 'shopId'>;

function encryptionSubjectOf({ accountId, appId, shopId }: AccountIds): string {
  return `account ${accountId} ${appId} ${shopId}`;
}

/** Returns an account's fields with `secret`: the encrypted secret to store, or its state. */
export function accountFields<Secret extends string>(account: StoredAccount, secret: Secret) {
  const { appId, provider, company, label, shopId, certificates } = account;
  const bindings = account.bindings.map(({ storeId, shopNo }) => ({ storeId, shopNo }));
  const fields = { appId, provider, company, label, shopId, secret, bindings };
  return certificates === undefined ? fields : { ...fields, certificates };
}

/** Describes an account for the owner, who sees only the state of the secret. */
export function describeAccount(account: StoredAccount, encryption: Encryption): Account {
  const { accountId, version, bindings } = account;
  const isSecretLost = decryptSecret(encryption, account) === null;
  const fields = isSecretLost
    ? accountFields({ ...account, certificates: undefined }, 'lost')
    : accountFields(account, 'set');
  return { accountId, version, ...fields, sharing: sharingOf(bindings) };
}
