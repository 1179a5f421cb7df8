import type { SweepDuty } from '../../../miniprogram/contract/self-check';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { type Action, nonStaffAction, OWNER_ONLY, staffAction } from '../access/access';
import { expiredAuditLines } from '../access/audit';
import { nothing } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import { expiredReviewers } from '../access/staff';
import { expiredNotices } from '../notices/owed';
import { expiredInvites } from '../people/invites';
import { expiredTries } from '../people/setup-code';
import { expiredDeliveries } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeShop, readShop } from '../storage/shop-document';
import { isUnreadableDocument } from '../storage/read-fields';
import { type TakeTurn, removalDuty, forgedRemovalDuty, takeTurns } from './duties';
import { forgetRiders } from './forget-riders';

/** Creates the owner's action that removes all deliveries, notices and older audit lines. */
export function purgeNowAction({ collections, audit, now }: ShopParts): Action {
  return staffAction({
    ...OWNER_ONLY,
    input: nothing,
    handle: async (_input, _about, { call, staff }) => {
      // The time is read before the purge's own audit line is written, so that this line stays.
      const before = now();
      const { deliveries, notices, audit: lines } = collections;
      const duties = new Map([
        ['deliveries', removalDuty(deliveries, {})],
        ['notices', removalDuty(notices, {})],
        ['audit', removalDuty(lines, expiredAuditLines(before, 0))],
      ]);
      return audit.logAround({ by: staff, act: 'purge' }, async (changed) => {
        changed();
        const { left, failures } = await takeTurns(duties, call);
        if (failures.length > 0) throw failures[0];
        return { left: left.length > 0 };
      });
    },
  });
}

/** Creates the action that removes old data. Only the cloud's timer may run it, every hour. */
export function sweepAction(parts: ShopParts): Action {
  return nonStaffAction({
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => sweep(parts, call),
  });
}

async function sweep({ collections, now }: ShopParts, call: CallContext) {
  const { deliveries, notices, audit, invites, limits, staff } = collections;
  const retention = await unlessUnreadable(readShop(collections.shop), call);
  const { historyDays, auditDays } = retention ?? MAX_RETENTION;
  const at = now();
  const expired = expiredDeliveries(at, historyDays);
  const duties = new Map<SweepDuty, TakeTurn>([
    ['riders', forgetRiders(deliveries, at, call)],
    ['deliveries', removalDuty(deliveries, expired.deliveries)],
    ['unknown-ids', removalDuty(deliveries, expired['unknown-ids'])],
    ['awaited', removalDuty(deliveries, expired.awaited)],
    ['notices', removalDuty(notices, expiredNotices(at))],
    ['audit', removalDuty(audit, expiredAuditLines(at, auditDays))],
    ['invites', removalDuty(invites, expiredInvites(at))],
    ['tries', removalDuty(limits, expiredTries(at))],
    ['reviewers', removalDuty(staff, expiredReviewers(at))],
    ['forged', forgedRemovalDuty(Object.values(collections))],
  ]);
  const { done, left, failures } = await takeTurns(duties, call);
  // Number of deliveries that lost only their rider's data.
  const forgotten = done.get('riders') ?? 0;
  const forged = done.get('forged') ?? 0;
  const removed = [...done.values()].reduce((sum, each) => sum + each, 0) - forgotten - forged;
  call.note({ removed, forgotten, forged, left: left.join(' ') });
  const ranAt = now();
  const completed = left.length === 0 ? { sweptAt: ranAt } : {};
  const run = { ...completed, sweepRanAt: ranAt, sweepLeft: [...left] };
  // Version 0: the shop has no document to write to, because nobody has claimed it yet.
  const storing = changeShop(collections.shop, ({ version }) => (version === 0 ? null : run));
  await unlessUnreadable(storing, call);
  if (failures.length > 0) throw failures[0];
  return { removed, forgotten, forged, left };
}

/** Waits for a job on the shop's document; null, which is noted, if that is unreadable. */
async function unlessUnreadable<Done>(job: Promise<Done>, call: CallContext): Promise<Done | null> {
  return job.catch((error: unknown) => {
    if (!isUnreadableDocument(error)) throw error;
    call.note(error.logged);
    return null;
  });
}
