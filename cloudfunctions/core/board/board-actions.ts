import { type Struct, boolean, enums, optional, size, string, type } from 'superstruct';
import {
  type AcknowledgeRequest,
  type AddOrdersRequest,
  type BoardCalls,
  type BoardRequest,
  type TakeOffRequest,
  MAX_ADDED_ORDERS,
  MAX_MARKS,
} from '../../../miniprogram/contract/board-api';
import { MAX_OTHER_IDS } from '../../../miniprogram/contract/cloud-api';
import { TO_HANDLE_REASONS } from '../../../miniprogram/contract/delivery/urgency';
import { type Action, type Actor, type Subject, ownStores } from '../access/access';
import { id, listOf, orderId } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import type { Deliveries } from '../deliveries/deliveries';
import { EVERYBODY, orderAction, PEOPLE } from '../deliveries/delivery-actions';
import { acknowledge } from './acknowledge';
import { addOrders } from './add-orders';
import { refreshBoard } from './refresh-board';
import { registerAction } from './register';
import { takeOff } from './take-off';

const mark: Struct<string> = size(string(), 1, 16);
const boardInput: Struct<BoardRequest> = type({
  isOpening: optional(boolean()),
  marks: listOf(mark, 0, MAX_MARKS),
  storeId: optional(id),
  isBellOn: optional(boolean()),
});

const addInput: Struct<AddOrdersRequest> = type({
  orders: listOf(listOf(string(), 1, 1 + MAX_OTHER_IDS), 1, MAX_ADDED_ORDERS),
  storeId: optional(id),
});
const acknowledgeInput: Struct<AcknowledgeRequest> = type({
  orderId,
  reason: enums(TO_HANDLE_REASONS),
  isUndone: optional(boolean()),
});
const takeOffInput: Struct<TakeOffRequest> = type({ orderId });

function chosenStore({ storeId }: { storeId?: string | undefined }, actor: Actor): Subject {
  return storeId === undefined ? ownStores(null, actor) : { stores: [storeId] };
}

/** Creates the board's actions, part of `getOrder`, so that owners set up one function less. */
export function boardActions(deliveries: Deliveries, shop: ShopParts): ReadonlyMap<string, Action> {
  const actions: { readonly [Name in keyof BoardCalls]: Action } = {
    board: orderAction(deliveries, EVERYBODY, boardInput, refreshBoard, chosenStore),
    'add-orders': orderAction(deliveries, PEOPLE, addInput, addOrders, chosenStore),
    acknowledge: orderAction(deliveries, PEOPLE, acknowledgeInput, acknowledge),
    'take-off': orderAction(deliveries, PEOPLE, takeOffInput, takeOff),
  };
  return new Map([...Object.entries(actions), ['register', registerAction(shop)]]);
}
