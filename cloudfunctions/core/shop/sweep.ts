import type { Call } from '../runtime/define-function';
import type { Retention } from '../../../miniprogram/contract/shop';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop';
import type { Documents, Search } from '../storage/documents';
import { isUnreadable } from '../storage/unreadable';
import type { Action } from '../access/access';
import { openAction } from '../access/access';
import { nothing } from '../access/input-shapes';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopCollections, ShopParts } from '../access/shop-context';

const BATCH = 100;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Least time for a batch. With less time left none is begun. */
const BATCH_MS = 1000;

/** Result of a sweep. */
export interface Swept {
  readonly removed: number;
  /** Number of deliveries whose riders were forgotten. */
  readonly forgotten: number;
  readonly forged: number;
  /** Tells whether work is left for want of time; the next run goes on. */
  readonly left: boolean;
}

/** Forgets the riders of deliveries that ended long ago, as far as the time allows. */
export type ForgetRiders = (
  deliveries: Documents,
  now: number,
  call: Call,
) => Promise<{ readonly forgotten: number; readonly left: boolean }>;

/** Makes the action that removes what is over. Only the timer may run it, which has no openid. */
export function sweepAction(parts: ShopParts, forgetRiders: ForgetRiders): Action {
  return openAction({
    sources: ['wx_trigger'],
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => sweep(parts, forgetRiders, call),
  });
}

async function sweep(
  { collections, now }: ShopParts,
  forgetRiders: ForgetRiders,
  call: Call,
): Promise<Swept> {
  const { historyDays, auditDays } = await retentionOf(collections, call);
  const at = now();
  const over: readonly (readonly [Documents, Omit<Search, 'limit'>])[] = [
    [collections.deliveries, { below: ['lastAskedAt', at - historyDays * DAY_MS] }],
    // An unknown order id may be any typed text, even a phone number.
    [collections.deliveries, { equal: { isKnown: false }, below: ['lastAskedAt', at - HOUR_MS] }],
    [collections.audit, { below: ['at', at - auditDays * DAY_MS] }],
    [collections.invites, { below: ['expiresAt', at] }],
    [collections.limits, { below: ['expiresAt', at] }],
    // Only a reviewer's time ends by itself.
    [collections.staff, { equal: { role: 'reviewer' }, below: ['expiresAt', at] }],
  ];
  const riders = await forgetRiders(collections.deliveries, at, call);
  const { forgotten } = riders;
  let removed = 0;
  let { left } = riders;
  for (const [documents, search] of over) {
    const batches = await removeInBatches(documents, search, call);
    removed += batches.removed;
    left ||= batches.left;
  }
  let forged = 0;
  for (const documents of Object.values(collections)) {
    if (call.timeLeftMs() < BATCH_MS) left = true;
    else forged += await documents.removeForged();
  }
  if (!left) await writeDown(collections, now(), call);
  call.note({ removed, forgotten, forged, left });
  return { removed, forgotten, forged, left };
}

/**
 * Reads how long data are kept. When that is unreadable, the longest times hold, so that the sweep
 * goes on.
 */
async function retentionOf({ shop }: ShopCollections, call: Call): Promise<Retention> {
  try {
    return await readShop(shop);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    call.note(error.logged);
    return MAX_RETENTION;
  }
}

/** Stores the time of a completed sweep, for the self-check. */
async function writeDown({ shop }: ShopCollections, sweptAt: number, call: Call): Promise<void> {
  try {
    // Before the first claim there is no document to write to.
    await changeShop(shop, ({ version }) => (version === 0 ? null : { sweptAt }));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    call.note(error.logged);
  }
}

/**
 * Removes every delivery, and audit lines before a time.
 *
 * @returns whether something is left for want of time
 */
export async function purge(
  { deliveries, audit }: Pick<ShopCollections, 'deliveries' | 'audit'>,
  before: number,
  call: Call,
): Promise<boolean> {
  const first = await removeInBatches(deliveries, {}, call);
  const second = await removeInBatches(audit, { below: ['at', before] }, call);
  return first.left || second.left;
}

async function removeInBatches(
  documents: Documents,
  search: Omit<Search, 'limit'>,
  call: Call,
): Promise<{ readonly removed: number; readonly left: boolean }> {
  let removed = 0;
  for (;;) {
    if (call.timeLeftMs() < BATCH_MS) return { removed, left: true };
    const batch = await documents.removeFound({ ...search, limit: BATCH });
    removed += batch;
    if (batch < BATCH) return { removed, left: false };
  }
}
