import { type Struct, boolean, number, optional, refine, string, type } from 'superstruct';
import {
  type LookUpRequest,
  type OrderCalls,
  type RefreshRequest,
  type RevealPhoneRequest,
  MOST_OTHERS,
  MOST_REFRESHED,
} from '../../../miniprogram/contract/cloud-api';
import { isSendable, idProblem } from '../../../miniprogram/contract/order-id';
import { CloudFailure } from '../runtime/cloud-failure';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { type Action, ownStores, staffAction } from '../access/access';
import { listOf, orderId } from '../access/input-shapes';
import type { Deliveries } from './deliveries';
import { lookUp } from './look-up';
import { refreshOrders } from './refresh-orders';
import { revealPhone } from './reveal';

/** Typed text. It may be too long for an order id; then the answer says so. */
const typedId: Struct<string> = refine(string(), 'order id', isSendable);
const lookUpInput: Struct<LookUpRequest> = type({
  orderId: typedId,
  others: optional(listOf(typedId, 0, MOST_OTHERS)),
  since: optional(number()),
  exact: optional(boolean()),
  isScanned: optional(boolean()),
});
const refreshInput: Struct<RefreshRequest> = type({ orderIds: listOf(orderId, 0, MOST_REFRESHED) });
const revealInput: Struct<RevealPhoneRequest> = type({ orderId });

/**
 * Returns all actions of the cloud function `getOrder`, by name. Each action concerns the actor's
 * own stores (`ownStores`), so an order of another store is reported as not found.
 *
 * @param check action by which the cloud function checks itself
 */
export function deliveryActions(
  deliveries: Deliveries,
  check: Action,
): ReadonlyMap<string, Action> {
  const own = { sources: CLIENT_SOURCES, about: ownStores };
  const people = { owner: 'own', manager: 'own', clerk: 'own' } as const;
  const everybody = { ...people, reviewer: 'own' } as const;
  const actions: { readonly [Name in keyof OrderCalls]: Action } = {
    'look-up': staffAction({
      ...own,
      grants: everybody,
      input: lookUpInput,
      handle: (input, _about, actor) => lookUp(deliveries, checkedLookUp(input), actor),
    }),
    'reveal-phone': staffAction({
      ...own,
      grants: people,
      input: revealInput,
      handle: ({ orderId: id }, _about, actor) => revealPhone(deliveries, id, actor),
    }),
    'refresh-orders': staffAction({
      ...own,
      grants: everybody,
      input: refreshInput,
      handle: ({ orderIds }, _about, actor) => refreshOrders(deliveries, orderIds, actor),
    }),
    'check-function': check,
  };
  return new Map(Object.entries(actions));
}

/**
 * Checks the order id, and drops other ids that cannot come from the same typed or scanned text.
 *
 * @throws CloudFailure `bad-order-id`
 */
function checkedLookUp(input: LookUpRequest): LookUpRequest {
  if (idProblem(input.orderId) !== null) throw new CloudFailure('bad-order-id');
  const others = input.others?.filter(
    (id) => idProblem(id) === null && id !== input.orderId && isReadingOf(id, input.orderId),
  );
  return { ...input, others };
}

/**
 * Tells whether two ids may come from one text, because one contains the other. Without this check
 * a caller could send several guesses as one look-up.
 */
function isReadingOf(one: string, other: string): boolean {
  const [plain, otherPlain] = [one, other].map((id) => id.normalize('NFKC').replace(/\s/g, ''));
  return plain?.includes(otherPlain ?? '') === true || otherPlain?.includes(plain ?? '') === true;
}
