import type { Retention } from '../../../miniprogram/contract/shop';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop';
import type { Action } from '../access/access';
import { openAction } from '../access/access';
import { expiredAuditLines } from '../access/audit';
import { nothing } from '../access/input-shapes';
import type { ShopCollections, ShopParts } from '../access/shop-context';
import { expiredReviewers } from '../access/staff';
import { expiredInvites } from '../people/invites';
import { expiredTries } from '../people/setup-code';
import type { Call } from '../runtime/define-function';
import type { Condition, Documents } from '../storage/documents';
import { changeShop, readShop } from '../storage/shop-document';
import { isUnreadable } from '../storage/unreadable';

const BATCH = 100;
/** Minimum time (ms) that must be left to begin another batch of removals. */
const BATCH_MS = 1000;

/** Result of one run of the sweep, which removes old data every hour. */
export interface Swept {
  readonly removed: number;
  /** Number of deliveries whose rider data were removed. */
  readonly forgotten: number;
  readonly forged: number;
  /** True when work is left, because time ran out or a record is damaged. The next run goes on. */
  readonly left: boolean;
}

/** Functions of core/deliveries, passed in because core/shop must not import from there. */
export interface DeliveryDuties {
  /** Removes the riders' data of deliveries that ended a day ago or earlier, as time allows. */
  readonly forgetRiders: (
    deliveries: Documents,
    now: number,
    call: Call,
  ) => Promise<{ readonly forgotten: number; readonly left: boolean }>;
  /** Returns the search conditions for deliveries that are to be removed. */
  readonly expiredDeliveries: (now: number, historyDays: number) => readonly Condition[];
}

/** Creates the action that removes old data. Only the cloud's timer may run it. */
export function sweepAction(parts: ShopParts, duties: DeliveryDuties): Action {
  return openAction({
    sources: ['wx_trigger'],
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => sweep(parts, duties, call),
  });
}

async function sweep(
  { collections, now }: ShopParts,
  { forgetRiders, expiredDeliveries }: DeliveryDuties,
  call: Call,
): Promise<Swept> {
  const { deliveries, audit, invites, limits, staff } = collections;
  const { historyDays, auditDays } = await retentionOf(collections, call);
  const at = now();
  const expired: readonly (readonly [Documents, Condition])[] = [
    ...expiredDeliveries(at, historyDays).map((condition) => [deliveries, condition] as const),
    [audit, expiredAuditLines(at, auditDays)],
    [invites, expiredInvites(at)],
    [limits, expiredTries(at)],
    [staff, expiredReviewers(at)],
  ];
  const riders = await forgetRiders(deliveries, at, call);
  const { forgotten } = riders;
  let removed = 0;
  let { left } = riders;
  for (const [documents, condition] of expired) {
    const batches = await removeInBatches(documents, condition, call);
    removed += batches.removed;
    left ||= batches.left;
  }
  let forged = 0;
  for (const documents of Object.values(collections)) {
    if (call.timeLeftMs() < BATCH_MS) left = true;
    else forged += await documents.removeForged();
  }
  if (!left) await storeSweepTime(collections, now(), call);
  call.note({ removed, forgotten, forged, left });
  return { removed, forgotten, forged, left };
}

/**
 * Reads for how many days data are kept. If the shop's document is unreadable, the maximum applies,
 * so that the sweep still runs.
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

/** Stores the time of a completed sweep, which the self-check reads. */
async function storeSweepTime(
  { shop }: ShopCollections,
  sweptAt: number,
  call: Call,
): Promise<void> {
  try {
    // Version 0: the shop has no document to write to, because nobody has claimed it yet.
    await changeShop(shop, ({ version }) => (version === 0 ? null : { sweptAt }));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    call.note(error.logged);
  }
}

/**
 * Removes all deliveries, and the audit lines before a time (ms since 1970).
 *
 * @returns whether something is left because time ran out
 */
export async function purge(
  { deliveries, audit }: Pick<ShopCollections, 'deliveries' | 'audit'>,
  before: number,
  call: Call,
): Promise<boolean> {
  const first = await removeInBatches(deliveries, {}, call);
  const second = await removeInBatches(audit, expiredAuditLines(before, 0), call);
  return first.left || second.left;
}

async function removeInBatches(
  documents: Documents,
  condition: Condition,
  call: Call,
): Promise<{ readonly removed: number; readonly left: boolean }> {
  let removed = 0;
  for (;;) {
    if (call.timeLeftMs() < BATCH_MS) return { removed, left: true };
    const batch = await documents.removeFound({ ...condition, limit: BATCH });
    removed += batch;
    if (batch < BATCH) return { removed, left: false };
  }
}
