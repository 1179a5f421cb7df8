import type { SweepDuty } from '../../../miniprogram/contract/self-check';
import { type Retention, MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { type Action, openAction } from '../access/access';
import { expiredAuditLines } from '../access/audit';
import { nothing } from '../access/input-shapes';
import type { ShopCollections, ShopParts } from '../access/shop-context';
import { expiredReviewers } from '../access/staff';
import { expiredNotices } from '../notices/owed';
import { expiredInvites } from '../people/invites';
import { expiredTries } from '../people/setup-code';
import { expiredDeliveries } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeShop, readShop } from '../storage/shop-document';
import { isUnreadableDocument } from '../storage/read-fields';
import { type Duty, removalDuty, forgedRemovalDuty, takeTurns } from './duties';
import { forgetRiders } from './forget-riders';

/** Result of one run of the sweep, which removes old data every hour. */
export interface SweepResult {
  readonly removed: number;
  /** Number of deliveries whose rider data were removed. */
  readonly forgotten: number;
  readonly forged: number;
  /** Duties with work left, because time ran out. The next run continues them. */
  readonly left: readonly SweepDuty[];
}

/** Creates the action that removes old data. Only the cloud's timer may run it. */
export function sweepAction(parts: ShopParts): Action {
  return openAction({
    sources: ['wx_trigger'],
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => sweep(parts, call),
  });
}

async function sweep({ collections, now }: ShopParts, call: CallContext): Promise<SweepResult> {
  const { deliveries, notices, audit, invites, limits, staff } = collections;
  const { historyDays, auditDays } = await retentionOf(collections, call);
  const at = now();
  const expired = expiredDeliveries(at, historyDays);
  const duties: readonly Duty<SweepDuty>[] = [
    { name: 'riders', takeTurn: forgetRiders(deliveries, at, call) },
    { name: 'deliveries', takeTurn: removalDuty(deliveries, expired.deliveries) },
    { name: 'unknown-ids', takeTurn: removalDuty(deliveries, expired['unknown-ids']) },
    { name: 'awaited', takeTurn: removalDuty(deliveries, expired.awaited) },
    { name: 'notices', takeTurn: removalDuty(notices, expiredNotices(at)) },
    { name: 'audit', takeTurn: removalDuty(audit, expiredAuditLines(at, auditDays)) },
    { name: 'invites', takeTurn: removalDuty(invites, expiredInvites(at)) },
    { name: 'tries', takeTurn: removalDuty(limits, expiredTries(at)) },
    { name: 'reviewers', takeTurn: removalDuty(staff, expiredReviewers(at)) },
    { name: 'forged', takeTurn: forgedRemovalDuty(Object.values(collections)) },
  ];
  const { done, left, failures } = await takeTurns(duties, call);
  const forgotten = done.get('riders') ?? 0;
  const forged = done.get('forged') ?? 0;
  const removed = [...done.values()].reduce((sum, each) => sum + each, 0) - forgotten - forged;
  call.note({ removed, forgotten, forged, left: left.join(' ') });
  await storeRun(collections, left, now(), call);
  if (failures.length > 0) throw failures[0];
  return { removed, forgotten, forged, left };
}

/** Reads for how many days data are kept; the maximum if the shop's document is unreadable. */
async function retentionOf({ shop }: ShopCollections, call: CallContext): Promise<Retention> {
  try {
    return await readShop(shop);
  } catch (error) {
    if (!isUnreadableDocument(error)) throw error;
    call.note(error.logged);
    return MAX_RETENTION;
  }
}

/** Stores when the sweep ran and which duties it left, for the self-check. */
async function storeRun(
  { shop }: ShopCollections,
  left: readonly SweepDuty[],
  ranAt: number,
  call: CallContext,
): Promise<void> {
  const completed = left.length === 0 ? { sweptAt: ranAt } : {};
  const run = { ...completed, sweepRanAt: ranAt, sweepLeft: [...left] };
  try {
    // Version 0: the shop has no document to write to, because nobody has claimed it yet.
    await changeShop(shop, ({ version }) => (version === 0 ? null : run));
  } catch (error) {
    if (!isUnreadableDocument(error)) throw error;
    call.note(error.logged);
  }
}
