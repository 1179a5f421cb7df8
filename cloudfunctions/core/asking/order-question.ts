import type { Actor } from '../access/access';
import type { VisibleRecord } from '../records/cached-answer';
import type { DeliveryRecord } from '../records/delivery-record';
import type { UsableAccount } from '../shop/account-book';
import { targetsOf } from '../shop/look-up-targets';

/** Question about one order by one actor (staff member). */
export interface OrderQuestion {
  readonly orderId: string;
  readonly actor: Actor;
  /** Delivery accounts of the shop. The list may be up to a minute old. */
  readonly accounts: readonly UsableAccount[];
  /** When true, WeChat is asked even if a cached answer is fresh. */
  readonly bypassCache: boolean;
  /** Fetches WeChat's access token, while other data are read. */
  readonly token: () => Promise<unknown>;
}

/** Combines a record with the look-up targets whose answers the actor may see. */
export function visibleTo(
  { orderId, actor, accounts, bypassCache }: OrderQuestion,
  record: DeliveryRecord,
  now: number,
): VisibleRecord {
  const targets = targetsOf(accounts, actor.staff.stores);
  return { orderId, record, targets, now, bypassCache };
}
