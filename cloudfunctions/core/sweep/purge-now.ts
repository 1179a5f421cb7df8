import { type Action, ownStores, staffAction } from '../access/access';
import { expiredAuditLines } from '../access/audit';
import { nothing } from '../access/input-shapes';
import type { ShopCollections, ShopParts } from '../access/shop-context';
import { type CallContext, CLIENT_SOURCES } from '../runtime/define-function';
import { removalDuty, takeTurns } from './duties';

/** Creates the owner's action that removes all deliveries, and the audit log. */
export function purgeNowAction({ collections, audit, now }: ShopParts): Action {
  return staffAction({
    sources: CLIENT_SOURCES,
    grants: { owner: 'all' },
    about: ownStores,
    input: nothing,
    handle: async (_input, _about, { call, staff }) => {
      // Read before the purge's own audit line is written. Only older lines are removed, so it
      // stays.
      const at = now();
      return audit.logAround({ by: staff, act: 'purge' }, async (changed) => {
        changed();
        return { left: await purgeAll(collections, at, call) };
      });
    },
  });
}

/** Removes all deliveries, and the audit lines before `before`; returns true when time ran out. */
async function purgeAll(
  { deliveries, notices, audit }: Pick<ShopCollections, 'deliveries' | 'notices' | 'audit'>,
  before: number,
  call: CallContext,
): Promise<boolean> {
  const duties = [
    { name: 'deliveries', takeTurn: removalDuty(deliveries, {}) },
    { name: 'notices', takeTurn: removalDuty(notices, {}) },
    { name: 'audit', takeTurn: removalDuty(audit, expiredAuditLines(before, 0)) },
  ];
  const { left, failures } = await takeTurns(duties, call);
  if (failures.length > 0) throw failures[0];
  return left.length > 0;
}
