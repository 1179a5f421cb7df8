import type { SweepDuty } from '../../../miniprogram/contract/self-check';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { type Action, nonStaffAction, OWNER_ONLY, staffAction } from '../access/access';
import { expiredAuditLineCondition } from '../access/audit';
import { nothing } from '../access/input-shapes';
import type { ShopContext } from '../access/shop-context';
import { expiredReviewerCondition } from '../access/staff';
import { expiredNotices } from '../notices/owed';
import { expiredInvites } from '../people/invites';
import { expiredTries } from '../people/setup-code';
import { expiredDeliveries } from '../records/remember-answers';
import type { CallContext } from '../runtime/define-function';
import { changeShop, readShop } from '../storage/shop-document';
import { isUnreadableDocument } from '../storage/read-fields';
import { type RunDutyPart, removalDuty, forgedRemovalDuty, runDuties } from './duties';
import { oldRidersDuty } from './forget-riders';

/** Creates the owner's action that removes all deliveries, notices and earlier audit lines. */
export function purgeNowAction({ collections, audit, now }: ShopContext): Action {
  return staffAction({
    ...OWNER_ONLY,
    input: nothing,
    handle: async (_input, { call, staff }) => {
      // The time is read before the purge's own audit line is written, so that this line stays.
      const purgedAt = now();
      const { deliveries, notices, audit: auditLines } = collections;
      const duties = new Map([
        ['deliveries', removalDuty(deliveries, {})],
        ['notices', removalDuty(notices, {})],
        ['audit', removalDuty(auditLines, expiredAuditLineCondition(purgedAt, 0))],
      ]);
      return audit.logAround({ by: staff, act: 'purge' }, async (changed) => {
        changed();
        const { left, failures } = await runDuties(duties, call);
        if (failures.length > 0) throw failures[0];
        return { left: left.length > 0 };
      });
    },
  });
}

/** Creates the action that removes old data. Only the cloud's timer may run it, every hour. */
export function sweepAction(context: ShopContext): Action {
  return nonStaffAction({
    grants: 'timer',
    input: nothing,
    handle: (_input, call) => sweep(context, call),
  });
}

async function sweep({ collections, now }: ShopContext, call: CallContext) {
  const { deliveries, notices, audit, invites, limits, staff } = collections;
  const settings = await nullIfUnreadable(readShop(collections.shop), call);
  const { historyDays, auditDays } = settings ?? MAX_RETENTION;
  const beganAt = now();
  const expired = expiredDeliveries(beganAt, historyDays);
  const duties = new Map<SweepDuty, RunDutyPart>([
    ['riders', oldRidersDuty(deliveries, beganAt, call)],
    ['deliveries', removalDuty(deliveries, expired.deliveries)],
    ['unknown-ids', removalDuty(deliveries, expired['unknown-ids'])],
    ['awaited', removalDuty(deliveries, expired.awaited)],
    ['notices', removalDuty(notices, expiredNotices(beganAt))],
    ['audit', removalDuty(audit, expiredAuditLineCondition(beganAt, auditDays))],
    ['invites', removalDuty(invites, expiredInvites(beganAt))],
    ['tries', removalDuty(limits, expiredTries(beganAt))],
    ['reviewers', removalDuty(staff, expiredReviewerCondition(beganAt))],
    ['forged', forgedRemovalDuty(Object.values(collections))],
  ]);
  const { done, left, failures } = await runDuties(duties, call);
  // Number of deliveries from which only the rider's data were removed.
  const forgotten = done.get('riders') ?? 0;
  const forged = done.get('forged') ?? 0;
  const removed = [...done.values()].reduce((sum, each) => sum + each, 0) - forgotten - forged;
  call.note({ removed, forgotten, forged, left: left.join(' ') });
  const endedAt = now();
  const completionFields = left.length === 0 ? { sweptAt: endedAt } : {};
  const runFields = { ...completionFields, sweepRanAt: endedAt, sweepLeft: [...left] };
  // Version 0 means that the shop has no document yet, because no owner has claimed it.
  const storing = changeShop(collections.shop, ({ version }) => (version === 0 ? null : runFields));
  await nullIfUnreadable(storing, call);
  if (failures.length > 0) throw failures[0];
  return { removed, forgotten, forged, left };
}

/** Waits for work on the shop's document; if that is unreadable, logs this and returns null. */
async function nullIfUnreadable<Done>(job: Promise<Done>, call: CallContext): Promise<Done | null> {
  return job.catch((error: unknown) => {
    if (!isUnreadableDocument(error)) throw error;
    call.note(error.logged);
    return null;
  });
}
