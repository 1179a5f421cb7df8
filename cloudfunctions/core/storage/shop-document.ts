import { coerce, integer, is, max, min, nullable, string, type, unknown } from 'superstruct';
import { filledPlace, messageTemplate } from '../../../miniprogram/contract/messages';
import { type DarkMap, MAX_MAP_STYLE } from '../../../miniprogram/contract/shop';
import { type Of, list } from '../../../miniprogram/contract/schema';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from './change-document';
import type { Documents, Versioned } from './documents';
import { readFields, withDefault } from './read-fields';

/** Id of the one document that holds the shop's own data. */
const SHOP_ID = 'shop';

const daysSchema = (maxDays: number) => withDefault(max(min(integer(), 1), maxDays), maxDays);
const timeSchema = withDefault(min(integer(), 0), 0);
/** Template of subscribe messages that the owner has chosen, and the parts that fill its places. */
export type ChosenTemplate = Of<typeof chosenTemplate>;
const chosenTemplate = type({ ...messageTemplate.schema, filled: list(filledPlace) });
const shopSchema = type({
  /** Openids of owners: added after the owner's staff document is written, removed before it is. */
  ownerIds: list(string()),
  /** AppID of the mini-program in which the staff's pages run; empty before the first claim. */
  appId: string(),
  historyDays: daysSchema(MAX_RETENTION.historyDays),
  auditDays: daysSchema(MAX_RETENTION.auditDays),
  /** Key of the map's dark style; null when none was entered. `mapStyle`: number of the style. */
  mapKey: withDefault(nullable(string()), null),
  mapStyle: withDefault(max(min(integer(), 1), MAX_MAP_STYLE), 1),
  /** Template of subscribe messages, in a list of one or none; null when it is unreadable. */
  messageTemplate: coerce(nullable(list(chosenTemplate)), unknown(), (stored) => {
    if (stored === undefined) return [];
    return is(stored, list(chosenTemplate)) ? stored : null;
  }),
  /** Id by which phones tell this shop from another; empty before the first claim. */
  shopKey: string(),
  /** Time of the last claim by an owner, ms on the cloud's clock. */
  claimedAt: timeSchema,
  /** Times when the sweep (deletion of old data) last completed, and last ran; 0 if never. */
  sweptAt: timeSchema,
  sweepRanAt: timeSchema,
  /** Names of the duties (`SweepDuty`) that the sweep did not complete in its last run. */
  sweepLeft: withDefault(list(string()), []),
});

export interface Shop extends Of<typeof shopSchema> {
  readonly version: number;
}

const UNCLAIMED: Versioned = { version: 0, ownerIds: [], appId: '', shopKey: '' };

/** Reads the shop's document, or defaults if missing. Throws CloudFailure `unreadable-document`. */
export async function readShop(documents: Documents): Promise<Shop> {
  return readShopFields(await documents.read(SHOP_ID));
}

export function darkMapOf({ mapKey: key, mapStyle: style }: Shop): DarkMap | null {
  return key === null ? null : { key, style };
}

/** Adds `shopKey`, by which a phone tells shops apart, to an answer, if the shop can be read. */
export async function withShopKey<Data>(
  shop: Promise<Shop>,
  data: Promise<Data>,
): Promise<Data | (Data & Pick<Shop, 'shopKey'>)> {
  const reading = shop.catch(() => ({ shopKey: '' }));
  // The cloud may freeze work after the answer, so even a failure waits until the shop is read.
  const answer = await data.finally(() => reading);
  const { shopKey } = await reading;
  return shopKey === '' ? answer : { ...answer, shopKey };
}

/** Changes the shop's document, unless `change` returns null. */
export async function changeShop(
  documents: Documents,
  change: (shop: Shop) => Partial<Omit<Shop, 'version'>> | null,
): Promise<Shop> {
  const changed = await changeDocument(documents, SHOP_ID, (document) => {
    const { version, ...fieldsBefore } = readShopFields(document);
    const changedFields = change({ version, ...fieldsBefore });
    if (changedFields === null) return null;
    // An existing document gets only the changed fields, so that fields of a newer release stay.
    return { ...(document === null ? fieldsBefore : {}), ...changedFields };
  });
  return readShopFields(changed);
}

/** Removes an owner; throws `last-owner` unless another of `staffOwners` is left in `ownerIds`. */
export async function removeOwner(
  documents: Documents,
  openId: string,
  staffOwners: readonly string[],
): Promise<void> {
  await changeShop(documents, ({ ownerIds }) => {
    const others = ownerIds.filter((other) => other !== openId);
    if (!others.some((other) => staffOwners.includes(other))) throw new CloudFailure('last-owner');
    return others.length === ownerIds.length ? null : { ownerIds: others };
  });
}

export async function addOwner(documents: Documents, openId: string): Promise<void> {
  await changeShop(documents, ({ ownerIds }) =>
    ownerIds.includes(openId) ? null : { ownerIds: [...ownerIds, openId] },
  );
}

function readShopFields(document: Versioned | null): Shop {
  const fields = document ?? UNCLAIMED;
  return { version: fields.version, ...readFields(COLLECTIONS.shop, fields, shopSchema) };
}
