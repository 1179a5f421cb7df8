import { integer, max, min, nullable, string, type } from 'superstruct';
import { type DarkMap, LARGEST_MAP_STYLE } from '../../../miniprogram/contract/shop';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from './change-document';
import type { Documents, Versioned } from './documents';
import { readFields, withDefault } from './read-fields';

/** Id of the one document that holds the shop's own data. */
const SHOP_ID = 'shop';

const days = (most: number) => withDefault(max(min(integer(), 1), most), most);
const time = withDefault(min(integer(), 0), 0);
const documentFields = type({
  /**
   * Openids of the owners. The list prevents the last owner from leaving. A new owner is added here
   * after the staff document is written; an owner who leaves is removed here first.
   */
  ownerIds: list(string()),
  /** AppID of the mini-program in which the staff's pages run; empty before the first claim. */
  appId: string(),
  historyDays: days(MAX_RETENTION.historyDays),
  auditDays: days(MAX_RETENTION.auditDays),
  /** Key of the map's dark style (null when none was entered), and the number of the style. */
  mapKey: withDefault(nullable(string()), null),
  mapStyle: withDefault(max(min(integer(), 1), LARGEST_MAP_STYLE), 1),
  /** Random key by which phones tell this shop from another; empty when none was made. */
  shopKey: string(),
  /** Time of the last claim by an owner, ms on the cloud's clock; 0 before the first. */
  claimedAt: time,
  /** Time when the hourly sweep last completed, ms on the cloud's clock; 0 when it never has. */
  sweptAt: time,
  /** Time of the last run of the sweep, whether it completed or not. */
  sweepRanAt: time,
  /** Names of the duties (`SweepDuty`) that the last run of the sweep did not complete. */
  sweepLeft: withDefault(list(string()), []),
});

export interface Shop extends Of<typeof documentFields> {
  readonly version: number;
}

/** Stands for the document of a shop that nobody has claimed yet. Other fields have defaults. */
const UNCLAIMED: Versioned = { version: 0, ownerIds: [], appId: '', shopKey: '' };

/** Reads the shop's document, or defaults if missing. Throws CloudFailure `unreadable-document`. */
export async function readShop(documents: Documents): Promise<Shop> {
  return shopIn(await documents.read(SHOP_ID));
}

/** Returns the dark style that the owner has entered for the map; null when there is none. */
export function darkMapOf({ mapKey: key, mapStyle: style }: Shop): DarkMap | null {
  return key === null ? null : { key, style };
}

/** Adds the shop's key to an answer, or nothing when the shop's document cannot be read. */
export async function withShopKey<Data>(
  shop: Promise<Shop>,
  data: Promise<Data>,
): Promise<Data | (Data & Pick<Shop, 'shopKey'>)> {
  const reading = shop.catch(() => ({ shopKey: '' }));
  // No work may continue after the answer, so even a failure waits until the shop is read.
  const answer = await data.finally(() => reading);
  const { shopKey } = await reading;
  return shopKey === '' ? answer : { ...answer, shopKey };
}

/** Changes the shop document with optimistic locking. `change` returns null to change nothing. */
export async function changeShop(
  documents: Documents,
  change: (shop: Shop) => Partial<Omit<Shop, 'version'>> | null,
): Promise<Shop> {
  const changed = await changeDocument(documents, SHOP_ID, (document) => {
    const { version, ...initial } = shopIn(document);
    const fields = change({ version, ...initial });
    if (fields === null) return null;
    // An existing document gets only the changed fields, so that fields of a newer release stay.
    return { ...(document === null ? initial : {}), ...fields };
  });
  return shopIn(changed);
}

/**
 * Removes an owner from `ownerIds`.
 *
 * @param owners openids of the staff who are owners. `ownerIds` may also have people who are not
 * staff, such as one whose claim was interrupted; they do not count
 * @throws CloudFailure `last-owner` when no owner would be left
 */
export async function removeOwner(
  documents: Documents,
  openId: string,
  owners: readonly string[],
): Promise<void> {
  await changeShop(documents, ({ ownerIds }) => {
    const others = ownerIds.filter((other) => other !== openId);
    if (!others.some((other) => owners.includes(other))) throw new CloudFailure('last-owner');
    return others.length === ownerIds.length ? null : { ownerIds: others };
  });
}

export async function addOwner(documents: Documents, openId: string): Promise<void> {
  await changeShop(documents, ({ ownerIds }) =>
    ownerIds.includes(openId) ? null : { ownerIds: [...ownerIds, openId] },
  );
}

function shopIn(document: Versioned | null): Shop {
  const fields = document ?? UNCLAIMED;
  return { version: fields.version, ...readFields(COLLECTIONS.shop, fields, documentFields) };
}
