import { literal, nullable, optional, type, union } from 'superstruct';
import { type CallsOf, knownOrder, createAnswerParser } from './cloud-api';
import { darkMap } from './shop';
import { boardMessages } from './messages';
import { position } from './delivery';
import {
  type Of,
  type OneOf,
  amount,
  amountOrNull,
  flag,
  enumOr,
  list,
  nothing,
  text,
} from './schema';
import type { ToHandleReason } from './delivery/urgency';

/** Calls of the board (看板): actions of `getOrder`. Times are ms since 1970 on the cloud's clock. */
export type BoardCalls = CallsOf<typeof BOARD_DATA, BoardInputs>;

export type BoardAction = keyof BoardCalls;

export interface BoardRequest {
  /** True for the first call of an opened board, answered from records without asking WeChat. */
  readonly isOpening?: boolean | undefined;
  /** Marks (hashes of content) of all rows that the phone has; at most {@link MAX_MARKS}. */
  readonly marks: readonly string[];
  /** Store whose orders are shown; missing for all stores of the caller. */
  readonly storeId?: string | undefined;
  /** True while this phone's bell rings for orders to handle. Its user then gets no messages. */
  readonly isBellOn?: boolean | undefined;
}

/** Maximum number of marks in a request: a board has no more rows (1000, and 100 AwaitedRows). */
export const MAX_MARKS = 1100;

export interface AcknowledgeRequest {
  readonly orderId: string;
  /** Reason that the person saw on the row. If the reason gets worse, the row needs a new 知道了. */
  readonly reason: ToHandleReason;
  readonly isUndone?: boolean | undefined;
}

/** Time (ms) within which a person can take back an acknowledgement (知道了). */
export const UNDO_WITHIN_MS = 60_000;

const acknowledged = type({ by: text, at: amount, isOwn: optional(flag) });

export interface AddOrdersRequest {
  /** For each order, the ids that its label or text may mean, the likeliest first. */
  readonly orders: readonly (readonly string[])[];
  readonly storeId?: string | undefined;
}

export const MAX_ADDED_ORDERS = 100;

/** Result of adding an order. `awaited`: WeChat lacks it so far; `not-written`: send it again. */
export type AddedOrder = Of<typeof addedOrder>;
const addedOrder = type({
  orderId: text,
  outcome: enumOr('not-written', [
    'awaited',
    'under-way',
    'ended',
    'malformed',
    'too-many',
    'not-written',
  ]),
});

export type AddedOrders = Of<typeof addedOrders>;
const addedOrders = type({
  added: list(addedOrder),
  /** Estimated seconds until WeChat has been asked about all orders that people have added. */
  queueSeconds: amount,
});

export type TakeOffRequest = Pick<AcknowledgeRequest, 'orderId'>;

export type BoardRow = Of<typeof boardRow>;
export const boardRow = type({
  ...knownOrder.schema,
  kind: literal('known'),
  /** Hash of the row's content without `askedAt`. It stays when a look-up shows no change. */
  mark: text,
  waybillId: optional(text),
  /** True when the company gave the rider's whole number, which `reveal-phone` can return. */
  callable: optional(flag),
  position: optional(position),
  /** True when the answer is older than a minute, and than two of the row's intervals. */
  isOld: optional(flag),
  /** Person who has acknowledged the row (知道了); removed when the reason gets worse. */
  acknowledged: optional(acknowledged),
  note: optional(text),
});

/** Order that a person or the merchant's system has added, and that WeChat does not know. */
export type AwaitedRow = Of<typeof awaitedRow>;
export const awaitedRow = type({
  kind: literal('awaited'),
  orderId: text,
  mark: text,
  broughtAt: amount,
  broughtBy: text,
  isRegistered: optional(flag),
  /** `queued`: WeChat has not been asked yet; `given-up`: it will not be asked again. */
  phase: enumOr('asked', ['queued', 'asked', 'given-up']),
  /** Time when WeChat is asked next; null while queued, and when it will not be asked again. */
  nextAskAt: amountOrNull,
  canTakeOff: optional(flag),
  store: optional(text),
  note: optional(text),
});

/** Row of the board: an order that WeChat has, or one that it does not have yet (awaited). */
export type AnyRow = OneOf<typeof anyRow>;
const anyRow = union([boardRow, awaitedRow]);

/** Board as it is now, sent as the differences from the rows that the phone has. */
export type Board = Of<typeof board>;
export const board = type({
  /** Rows that the phone does not have, unsorted (urgency.ts sorts them). */
  rows: list(anyRow),
  /** Marks of the phone's rows that are no longer on the board. */
  gone: list(text),
  nextAskMs: amount,
  /** Used part (0 to 1) of the daily quota of the mini-program that has used the smallest part. */
  usedShare: amount,
  /** Seconds between two look-ups of a row, if quotas slow them down; null at the usual speed. */
  slowedToSeconds: amountOrNull,
  /** Mini-programs whose orders wait, because lists have used up their part of today's quota. */
  skipped: optional(list(text)),
  /** Number of orders that WeChat does not know yet and that the rows leave out; missing when 0. */
  awaitedMore: optional(amount),
  /** Number of orders added together (`of`) and looked up so far (`done`); missing if none wait. */
  queue: optional(type({ done: amount, of: amount, seconds: amount })),
  /** True while most of the calls allowed a minute are used. Rows without problems then wait. */
  isStretched: optional(flag),
  /** True when the board leaves out orders because too many are under way. */
  isCut: optional(flag),
  darkMap: optional(nullable(darkMap)),
  /** Subscribe messages of the caller; missing while the owner has chosen no template. */
  messages: optional(boardMessages),
});

/** Returns the phone's rows, updated by an answer of the board; unsorted. */
export function updateRows(oldRows: readonly AnyRow[], { rows, gone }: Board): readonly AnyRow[] {
  return [...oldRows.filter(({ mark }) => !gone.includes(mark)), ...rows];
}

const BOARD_DATA = {
  board,
  'add-orders': addedOrders,
  acknowledge: nothing,
  /** Takes an AwaitedRow off the board: for the person who added it, a manager or the owner. */
  'take-off': nothing,
};

interface BoardInputs {
  readonly board: BoardRequest;
  readonly 'add-orders': AddOrdersRequest;
  readonly acknowledge: AcknowledgeRequest;
  readonly 'take-off': TakeOffRequest;
}

export const parseBoardAnswer = createAnswerParser<BoardCalls>(BOARD_DATA);
