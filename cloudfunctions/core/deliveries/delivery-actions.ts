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

/** Typed text. It may be too long for an order id; then the answer says so. */
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

export const PEOPLE = { owner: 'own', manager: 'own', clerk: 'own' } as const;
export const EVERYBODY = { ...PEOPLE, reviewer: 'own' } as const;

/** Creates an action on orders. By default it concerns all of the actor's own stores. */
export function orderAction<Input>(
  deliveries: Deliveries,
  grants: typeof PEOPLE | typeof EVERYBODY,
  input: Struct<Input>,
  act: (deliveries: Deliveries, input: Input, actor: Actor) => Promise<unknown>,
  about: (input: Input, actor: Actor) => Subject = ownStores,
): Action {
  const handle = (input: Input, _about: Subject, actor: Actor) => act(deliveries, input, actor);
  return staffAction({ grants, input, about, handle });
}

/** Returns the actions of `getOrder` except the board's. `check` is the self-check. */
export function deliveryActions(deliveries: Deliveries, check: Action) {
  const actions: { readonly [Name in keyof OrderCalls]: Action } = {
    'look-up': orderAction(deliveries, EVERYBODY, lookUpInput, lookUp),
    'reveal-phone': orderAction(deliveries, PEOPLE, revealInput, revealPhone),
    'refresh-orders': orderAction(deliveries, EVERYBODY, refreshInput, refreshOrders),
    'check-function': check,
  };
  return new Map(Object.entries(actions));
}
