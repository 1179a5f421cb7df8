import type { TakeOffRequest } from '../../../miniprogram/contract/board-api';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import { boardCallsTooFrequent, consumeLimit } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import type { Deliveries } from '../deliveries/deliveries';
import { withRegistrations } from '../records/change-registrations';
import { type Registration, awaitedIn } from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../storage/change-document';
import { mayTakeOff } from './board-row';

/**
 * Takes an order that WeChat does not know yet off the boards of a person's stores. Only the person
 * who brought it, a manager or the owner may do so. The act is in the audit log, and counts as a
 * call of the board.
 *
 * @throws CloudFailure `order-not-found` when no store of the person awaits it; `not-allowed`;
 * `too-frequent`
 */
export async function takeOff(
  { documents, staff: people, audit, now }: Deliveries,
  { orderId }: TakeOffRequest,
  { staff }: Actor,
): Promise<Readonly<Record<string, never>>> {
  if (!(await consumeLimit(people, staff, 'board', now()))) throw boardCallsTooFrequent();
  return audit.logAfter({ by: staff, act: 'take-off', about: orderId }, async () => {
    await changeDocument(documents, orderId, (document) => {
      const awaited = document === null ? [] : awaitedIn(document, staff.stores, now());
      if (awaited.length === 0) throw new CloudFailure('order-not-found');
      const taken = awaited.filter((one) => mayTakeOff(staff, one));
      if (taken.length === 0) throw new CloudFailure('not-allowed');
      const change = (all: readonly Registration[]): readonly Registration[] =>
        all.flatMap((one) => (taken.includes(one) ? restOf(one, staff) : [one]));
      return withRegistrations(document, orderId, change, now());
    });
    return {};
  });
}

/** Removes a person's stores from a registration. The person's own registration goes as a whole. */
function restOf(one: Registration, { staffId, stores }: Staff): readonly Registration[] {
  const storeIds = one.storeIds.filter((storeId) => !isScopeWithin([storeId], stores));
  return one.by.id === staffId || storeIds.length === 0 ? [] : [{ ...one, storeIds }];
}
