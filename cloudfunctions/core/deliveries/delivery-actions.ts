import { type Struct, boolean, number, optional, refine, string, type } from 'superstruct';
import {
  type LookUpRequest,
  type OrderCalls,
  type RefreshRequest,
  type RevealPhoneRequest,
  MAX_OTHER_IDS,
  MAX_REFRESHED,
} from '../../../miniprogram/contract/cloud-api';
import { isSendable } from '../../../miniprogram/contract/order-id';
import { type Action, type Actor, type Subject, ownStores, staffAction } from '../access/access';
import { listOf, orderId } from '../access/input-shapes';
import type { Deliveries } from './deliveries';
import { lookUp } from './look-up';
import { refreshOrders } from './refresh-orders';
import { revealPhone } from './reveal';

/** Text that a person typed. Its length is checked later, so that the error can tell of it. */
const typedId: Struct<string> = refine(string(), 'order id', isSendable);
const lookUpInput: Struct<LookUpRequest> = type({
  orderId: typedId,
  others: optional(listOf(typedId, 0, MAX_OTHER_IDS)),
  since: optional(number()),
  exact: optional(boolean()),
  isScanned: optional(boolean()),
});
const refreshInput: Struct<RefreshRequest> = type({ orderIds: listOf(orderId, 0, MAX_REFRESHED) });
const revealInput: Struct<RevealPhoneRequest> = type({ orderId });

export const STAFF_GRANTS = { owner: 'own', manager: 'own', clerk: 'own' } as const;
export const ALL_GRANTS = { ...STAFF_GRANTS, reviewer: 'own' } as const;

/** Creates an action on orders. By default it concerns all stores of the person who calls. */
export function orderAction<Input>(
  deliveries: Deliveries,
  grants: typeof STAFF_GRANTS | typeof ALL_GRANTS,
  input: Struct<Input>,
  run: (deliveries: Deliveries, input: Input, actor: Actor) => Promise<unknown>,
  subjectOf: (input: Input, actor: Actor) => Subject = ownStores,
): Action {
  const handle = (input: Input, actor: Actor) => run(deliveries, input, actor);
  return staffAction({ grants, input, findSubject: subjectOf, handle });
}

/** Creates the actions of `getOrder`, except those of the board. */
export function deliveryActions(deliveries: Deliveries, selfCheck: Action) {
  const actions: { readonly [Name in keyof OrderCalls]: Action } = {
    'look-up': orderAction(deliveries, ALL_GRANTS, lookUpInput, lookUp),
    'reveal-phone': orderAction(deliveries, STAFF_GRANTS, revealInput, revealPhone),
    'refresh-orders': orderAction(deliveries, ALL_GRANTS, refreshInput, refreshOrders),
    'check-function': selfCheck,
  };
  return new Map(Object.entries(actions));
}
