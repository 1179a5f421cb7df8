import { integer, max, min, nullable, string, type } from 'superstruct';
import type { Of } from '../../../miniprogram/contract/schema';
import { list } from '../../../miniprogram/contract/schema';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from './change-document';
import type { Documents, Versioned } from './documents';
import { readFields, usually } from './read-fields';

/** Id of the shop's own document. */
const SHOP_ID = 'shop';

const days = (most: number) => usually(max(min(integer(), 1), most), most);
const time = usually(min(integer(), 0), 0);
const documentFields = type({
  /**
   * Openids of the owners. The list guards against a shop without an owner: an owner who goes is
   * removed here first, one who comes is added here last.
   */
  ownerIds: list(string()),
  /**
   * Hashes of set-up codes that were used before each had a document of its own (used-codes.ts).
   */
  usedCodes: list(string()),
  /** Encrypted AppSecret; see app-secret.ts. */
  appSecret: nullable(string()),
  /** AppID from a caller's context, for the timer, whose context has none. */
  appId: usually(string(), ''),
  historyDays: days(MAX_RETENTION.historyDays),
  auditDays: days(MAX_RETENTION.auditDays),
  /** Time of the first claim, ms on the cloud's clock; 0 when it is not on record. */
  claimedAt: time,
  /** Time when a sweep last completed, ms on the cloud's clock; 0 when none has. */
  sweptAt: time,
});

export interface Shop extends Of<typeof documentFields> {
  readonly version: number;
}

/** Shop before anybody has set it up. */
const NO_SHOP: Shop = {
  version: 0,
  ownerIds: [],
  usedCodes: [],
  appId: '',
  appSecret: null,
  claimedAt: 0,
  sweptAt: 0,
  ...MAX_RETENTION,
};

/**
 * Reads the shop; before anybody has set it up, its defaults.
 *
 * @throws CloudFailure `unreadable-document`
 */
export async function readShop(documents: Documents): Promise<Shop> {
  return shopIn(await documents.read(SHOP_ID));
}

/** Changes the shop by one compare-and-set; null from `change` changes nothing. */
export async function changeShop(
  documents: Documents,
  change: (shop: Shop) => Partial<Omit<Shop, 'version'>> | null,
): Promise<Shop> {
  const changed = await changeDocument(documents, SHOP_ID, (document) => {
    const fields = change(shopIn(document));
    if (fields === null) return null;
    const { version: _version, ...initial } = NO_SHOP;
    // Of an existing document only changed fields are written: those of a newer release stay.
    return { ...(document === null ? initial : {}), ...fields };
  });
  return shopIn(changed);
}

/**
 * Removes an owner from the list.
 *
 * @throws CloudFailure `last-owner` rather than leave the shop without one
 */
export async function removeOwner(documents: Documents, openId: string): Promise<void> {
  await changeShop(documents, ({ ownerIds }) => {
    const others = ownerIds.filter((other) => other !== openId);
    if (others.length === 0) throw new CloudFailure('last-owner');
    return others.length === ownerIds.length ? null : { ownerIds: others };
  });
}

export async function addOwner(documents: Documents, openId: string): Promise<void> {
  await changeShop(documents, ({ ownerIds }) =>
    ownerIds.includes(openId) ? null : { ownerIds: [...ownerIds, openId] },
  );
}

function shopIn(document: Versioned | null): Shop {
  if (document === null) return NO_SHOP;
  return { version: document.version, ...readFields(COLLECTIONS.shop, document, documentFields) };
}
