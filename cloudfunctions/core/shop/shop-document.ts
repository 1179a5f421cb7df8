import { array, create, defaulted, number, nullable, string, type } from 'superstruct';
import type { Infer } from 'superstruct';
import { MAX_RETENTION } from '../../../miniprogram/shared/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../runtime/change-document';
import type { Documents, Versioned } from '../runtime/documents';
import { withoutId } from './staff';

/** The one document of the shop itself. */
const SHOP_ID = 'shop';

const shopShape = type({
  version: defaulted(number(), 0),
  /** Openids. The guard against a shop without an owner: who goes is taken off here first, who comes is put here last. */
  ownerIds: defaulted(array(string()), []),
  /** Hashes of set-up codes that have made somebody the owner. */
  usedCodes: defaulted(array(string()), []),
  /** From the caller's context; for the timer, who has none. */
  appId: defaulted(string(), ''),
  /** Sealed; see app-secret.ts. */
  appSecret: defaulted(nullable(string()), null),
  historyDays: defaulted(number(), MAX_RETENTION.historyDays),
  auditDays: defaulted(number(), MAX_RETENTION.auditDays),
});

export type Shop = Infer<typeof shopShape>;

/** The shop; as it is before anybody has set it up where there is nothing yet. */
export async function readShop(documents: Documents): Promise<Shop> {
  return shopIn(await documents.read(SHOP_ID));
}

/** Changes the shop by one compare-and-set; null from `change` leaves it as it is. */
export async function changeShop(
  documents: Documents,
  change: (shop: Shop) => Partial<Omit<Shop, 'version'>> | null,
): Promise<Shop> {
  const changed = await changeDocument(documents, SHOP_ID, (document) => {
    const shop = shopIn(document);
    const fields = change(shop);
    return fields === null ? null : { ...withoutId(shop), ...fields };
  });
  return shopIn(changed);
}

/** @throws CloudFailure `last-owner` rather than leave the shop without one */
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
  return create(document ?? {}, shopShape);
}
