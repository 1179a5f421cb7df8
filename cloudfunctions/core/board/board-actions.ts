import { type Struct, boolean, enums, optional, size, string, type } from 'superstruct';
import {
  type AcknowledgeRequest,
  type AddOrdersRequest,
  type BoardCalls,
  type BoardRequest,
  type TakeOffRequest,
  MOST_ADDED,
  MOST_MARKS,
} from '../../../miniprogram/contract/board-api';
import { MOST_OTHERS } from '../../../miniprogram/contract/cloud-api';
import { TO_HANDLE_REASONS } from '../../../miniprogram/contract/delivery/urgency';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { type Action, type Actor, type Subject, ownStores, staffAction } from '../access/access';
import { id, listOf, orderId } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import type { Deliveries } from '../deliveries/deliveries';
import { acknowledge } from './acknowledge';
import { addOrders } from './add-orders';
import { recordedBoard } from './recorded-board';
import { refreshBoard } from './refresh-board';
import { registerAction } from './register';
import { takeOff } from './take-off';

const mark: Struct<string> = size(string(), 1, 16);
const boardInput: Struct<BoardRequest> = type({
  isOpening: optional(boolean()),
  marks: listOf(mark, 0, MOST_MARKS),
  storeId: optional(id),
});

const addInput: Struct<AddOrdersRequest> = type({
  orders: listOf(listOf(string(), 1, 1 + MOST_OTHERS), 1, MOST_ADDED),
  storeId: optional(id),
});
const acknowledgeInput: Struct<AcknowledgeRequest> = type({
  orderId,
  reason: enums(TO_HANDLE_REASONS),
  isUndone: optional(boolean()),
});
const takeOffInput: Struct<TakeOffRequest> = type({ orderId });

function chosenStore(
  { storeId }: { readonly storeId?: string | undefined },
  actor: Actor,
): Subject {
  return storeId === undefined ? ownStores(null, actor) : { stores: [storeId] };
}

/**
 * Returns the actions of the board, by name. They are part of the cloud function `getOrder`, so
 * that look-ups and the board share warm instances, accounts, tokens and clock. The owner then has
 * no further function to set up.
 */
export function boardActions(deliveries: Deliveries, shop: ShopParts): ReadonlyMap<string, Action> {
  const people = { owner: 'own', manager: 'own', clerk: 'own' } as const;
  const everybody = { ...people, reviewer: 'own' } as const;
  const actions: { readonly [Name in keyof BoardCalls]: Action } = {
    board: staffAction({
      sources: CLIENT_SOURCES,
      grants: everybody,
      input: boardInput,
      about: chosenStore,
      handle: async (request, _about, actor) =>
        actor.staff.role === 'reviewer'
          ? recordedBoard(request, deliveries.now())
          : refreshBoard(deliveries, request, actor),
    }),
    'add-orders': staffAction({
      sources: CLIENT_SOURCES,
      grants: people,
      input: addInput,
      about: chosenStore,
      handle: (request, _about, actor) => addOrders(deliveries, request, actor),
    }),
    acknowledge: staffAction({
      sources: CLIENT_SOURCES,
      grants: people,
      input: acknowledgeInput,
      about: ownStores,
      handle: (request, _about, actor) => acknowledge(deliveries, request, actor),
    }),
    'take-off': staffAction({
      sources: CLIENT_SOURCES,
      grants: people,
      input: takeOffInput,
      about: ownStores,
      handle: (request, _about, actor) => takeOff(deliveries, request, actor),
    }),
  };
  return new Map([...Object.entries(actions), ['register', registerAction(shop)]]);
}
