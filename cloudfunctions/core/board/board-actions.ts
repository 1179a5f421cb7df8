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
import type { ShopContext } from '../access/shop-context';
import type { Deliveries } from '../deliveries/deliveries';
import { ALL_GRANTS, orderAction, STAFF_GRANTS } from '../deliveries/delivery-actions';
import { acknowledge } from './acknowledge';
import { addOrders } from './add-orders';
import { refreshBoard } from './refresh-board';
import { registerAction } from './register';
import { takeOff } from './take-off';

const rowMark: Struct<string> = size(string(), 1, 16);
const boardInput: Struct<BoardRequest> = type({
  isOpening: optional(boolean()),
  marks: listOf(rowMark, 0, MAX_MARKS),
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

function subjectOf({ storeId }: { storeId?: string | undefined }, actor: Actor): Subject {
  return storeId === undefined ? ownStores(null, actor) : { stores: [storeId] };
}

/** Creates the board's actions. They run in `getOrder`, so that owners upload no extra function. */
export function boardActions(deliveries: Deliveries, context: ShopContext) {
  const actions: { readonly [Name in keyof BoardCalls]: Action } = {
    board: orderAction(deliveries, ALL_GRANTS, boardInput, refreshBoard, subjectOf),
    'add-orders': orderAction(deliveries, STAFF_GRANTS, addInput, addOrders, subjectOf),
    acknowledge: orderAction(deliveries, STAFF_GRANTS, acknowledgeInput, acknowledge),
    'take-off': orderAction(deliveries, STAFF_GRANTS, takeOffInput, takeOff),
  };
  return new Map([...Object.entries(actions), ['register', registerAction(context)]]);
}
