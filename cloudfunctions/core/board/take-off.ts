import type { TakeOffRequest } from '../../../miniprogram/contract/board-api';
import type { Nothing } from '../../../miniprogram/contract/schema';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import type { Actor } from '../access/access';
import { tooManyBoardCalls, consumeLimit } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import type { Deliveries } from '../deliveries/deliveries';
import { changeRegistrations } from '../records/change-registrations';
import { type Registration, awaitedIn } from '../records/registration';
import { CloudFailure } from '../runtime/cloud-failure';
import { mayTakeOff } from './board-row';

/** Takes an awaited order off a board; throws `order-not-found`, `not-allowed`, `too-frequent`. */
export async function takeOff(
  deliveries: Deliveries,
  { orderId }: TakeOffRequest,
  { staff }: Actor,
): Promise<Nothing> {
  const { audit, now } = deliveries;
  if (!(await consumeLimit(deliveries.staff, staff, 'board', now()))) throw tooManyBoardCalls();
  return audit.logAfter({ by: staff, act: 'take-off', about: orderId }, async () => {
    await changeRegistrations(deliveries, orderId, (entries, document) => {
      const awaited = awaitedIn(document, staff.stores, now());
      if (awaited.length === 0) throw new CloudFailure('order-not-found');
      const removable = awaited.filter((registration) => mayTakeOff(staff, registration));
      if (removable.length === 0) throw new CloudFailure('not-allowed');
      return entries.flatMap((one) => (removable.includes(one) ? removeOwn(one, staff) : [one]));
    });
    return {};
  });
}

function removeOwn(entry: Registration, { staffId, stores }: Staff): readonly Registration[] {
  const storeIds = entry.storeIds.filter((storeId) => !isScopeWithin([storeId], stores));
  return entry.by.id === staffId || storeIds.length === 0 ? [] : [{ ...entry, storeIds }];
}
