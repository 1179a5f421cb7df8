import { literal, nullable, optional, type, union } from 'superstruct';
import { type CallsOf, knownOrder, parserOf } from './cloud-api';
import { darkMap } from './shop';
import { position } from './delivery';
import {
  type Of,
  type OneOf,
  amount,
  amountOrNull,
  flag,
  knownOr,
  list,
  nothing,
  text,
} from './schema';
import type { ToHandleReason } from './delivery/urgency';

/** Calls of the board (看板): actions of `getOrder`. Times are ms since 1970 on the cloud's clock. */
export type BoardCalls = CallsOf<typeof BOARD_DATA, BoardInputs>;

export type BoardAction = keyof BoardCalls;

export interface BoardRequest {
  /** True for the first call after opening, which is answered from the records without WeChat. */
  readonly isOpening?: boolean | undefined;
  /** Marks of all rows that the phone has; at most {@link MOST_MARKS}. */
  readonly marks: readonly string[];
  /** Store whose orders are shown; without it those of all stores of the caller. */
  readonly storeId?: string | undefined;
}

/** Maximum number of marks in a request: as many rows as a board has, 100 of them awaited. */
export const MOST_MARKS = 1100;

export interface AcknowledgeRequest {
  readonly orderId: string;
  /** Reason that the person saw on the row. A worse reason stays unacknowledged. */
  readonly reason: ToHandleReason;
  /** True to take back the caller's own acknowledgement. */
  readonly isUndone?: boolean | undefined;
}

/** Time (ms) for which a person can take back an acknowledgement. */
export const UNDO_MS = 60_000;

/** Name of who has acknowledged an order (知道了), and when. */
const acknowledged = type({
  by: text,
  at: amount,
  /** True for the caller's own one. */
  isOwn: optional(flag),
});

export interface AddOrdersRequest {
  /**
   * Orders, at most {@link MOST_ADDED}: of each the ids that its text may mean, the likeliest
   * first.
   */
  readonly orders: readonly (readonly string[])[];
  /** Store of the orders; without it all stores of the caller. */
  readonly storeId?: string | undefined;
}

export const MOST_ADDED = 100;

/**
 * Outcome for an order put on the board. `awaited`: it stands there until WeChat knows it;
 * `too-many`: a limit of the person; `not-written`: time or the database failed, to be sent again.
 */
export type AddedOrder = Of<typeof addedOrder>;
const addedOrder = type({
  orderId: text,
  outcome: knownOr('not-written', [
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
  /** Outcomes, one for each order in the order sent. */
  added: list(addedOrder),
  /** Estimated seconds until WeChat has been asked about each order that people have added. */
  queueSeconds: amount,
});

export interface TakeOffRequest {
  readonly orderId: string;
}

/** Order on the board that WeChat knows. */
export type BoardRow = Of<typeof boardRow>;
export const boardRow = type({
  ...knownOrder.schema,
  kind: literal('known'),
  /** Hash of the row's content without `askedAt`: the same while a question brings no change. */
  mark: text,
  /** Waybill id, by whose end a row can be found, too; missing where there is none. */
  waybillId: optional(text),
  /** True when the company gave a rider's number that is not masked, so that it can be revealed. */
  callable: optional(flag),
  /** Position of the rider; missing when it is unknown, and after the end. */
  position: optional(position),
  /**
   * True when the answer is older than twice the row's tier, and than a minute: only then the row
   * shows its age by `askedAt`, which else may be out of date.
   */
  isOld: optional(flag),
  /** Who has acknowledged the row (知道了); missing once a worse reason comes up. */
  acknowledged: optional(acknowledged),
  /** Note that the merchant's own system gave with `register`. */
  note: optional(text),
});

/** Order that a person or the merchant's own system has brought, and that WeChat does not know. */
export type AwaitedRow = Of<typeof awaitedRow>;
export const awaitedRow = type({
  kind: literal('awaited'),
  orderId: text,
  mark: text,
  broughtAt: amount,
  broughtBy: text,
  /** True when the merchant's own system has registered it. */
  isRegistered: optional(flag),
  /** `queued`: WeChat was never asked; `given-up`: it was asked for the last time. */
  phase: knownOr('asked', ['queued', 'asked', 'given-up']),
  /** Time of the next question; null while queued, and after the last one. */
  nextAskAt: amountOrNull,
  /** True when the caller may take it off the board. */
  canTakeOff: optional(flag),
  store: optional(text),
  note: optional(text),
});

export type AnyRow = OneOf<typeof anyRow>;
const anyRow = union([boardRow, awaitedRow]);

/** Board as it is now, as the difference to the phone's rows. */
export type Board = Of<typeof board>;
export const board = type({
  /** Rows that the phone does not have, in no order (urgency.ts sorts them). */
  rows: list(anyRow),
  /** Marks of rows to drop: the row has left the board, or `rows` has its new content. */
  gone: list(text),
  /** Time in ms until the next call while the board is open. */
  nextAskMs: amount,
  /**
   * Used part of the day's questions, 0 to 1: of the shop, or of the mini-program with most left.
   */
  usedShare: amount,
  /** Least age (s) of a row's answer before WeChat is asked again; null while not slowed down. */
  slowedToSeconds: amountOrNull,
  /** Mini-programs whose orders wait, because the day's quota for lists is used. */
  skipped: optional(list(text)),
  /** Number of awaited orders beyond those in the rows; missing for none. */
  awaitedMore: optional(amount),
  /**
   * Orders that people have brought in the running batch, and how many of them WeChat was asked
   * for; missing when no first question is left.
   */
  queue: optional(type({ done: amount, of: amount, seconds: amount })),
  /** True while calm rows are asked for later, because most of the minute's questions are used. */
  isStretched: optional(flag),
  /** True when more orders are under way than a board holds; those looked up longest ago lack. */
  isCut: optional(flag),
  /** Dark style for the map; null where the owner has entered none, missing when unreadable. */
  darkMap: optional(nullable(darkMap)),
});

/**
 * Returns the phone's rows after an answer, in no order.
 *
 * @param before rows that the phone had before the call
 */
export function rowsAfter(before: readonly AnyRow[], { rows, gone }: Board): readonly AnyRow[] {
  return [...before.filter(({ mark }) => !gone.includes(mark)), ...rows];
}

const BOARD_DATA = {
  /** Rows under way in the caller's stores; WeChat is asked for those that are due. */
  board,
  /** Puts orders on the board, whether WeChat knows them yet or not. */
  'add-orders': addedOrders,
  /** Notes 知道了, or takes it back, which everybody's next board shows. */
  acknowledge: nothing,
  /** Takes an awaited order off the board, for whoever brought it, a manager or the owner. */
  'take-off': nothing,
};

interface BoardInputs {
  readonly board: BoardRequest;
  readonly 'add-orders': AddOrdersRequest;
  readonly acknowledge: AcknowledgeRequest;
  readonly 'take-off': TakeOffRequest;
}

/** Validates an answer; null when it does not match the schema of the action. */
export const parseBoardAnswer = parserOf<BoardCalls>(BOARD_DATA);
