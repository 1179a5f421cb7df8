import { literal, nullable, optional, type, union } from 'superstruct';
import { type CallsOf, knownOrder, parserOf } from './cloud-api';
import { errorCode } from './cloud-error';
import { darkMap } from './shop';
import { position } from './delivery';
import { type Of, type OneOf, amount, amountOrNull, flag, knownOr, list, text } from './schema';
import type { BoardFilter, ToHandleReason } from './delivery/urgency';

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
  /** Filter whose rows are wanted; without it all rows. The counts are always those of all. */
  readonly filter?: BoardFilter | undefined;
}

/** Maximum number of marks in a request: as many rows as a board reads. */
export const MOST_MARKS = 1000;

export interface AcknowledgeRequest {
  readonly orderId: string;
  /** Reason to handle that the person saw; a worse one stays unacknowledged. */
  readonly reason: ToHandleReason;
}

/** Name of who has acknowledged an order (知道了), and when. */
export type Acknowledged = Of<typeof acknowledged>;
const acknowledged = type({ by: text, at: amount });

export interface AddOrdersRequest {
  /** Whole order ids; at most {@link MOST_ADDED}. */
  readonly orderIds: readonly string[];
}

export const MOST_ADDED = 100;

/**
 * Outcome for an order put on the board; `failed`: it may exist, but the look-up failed (`code`).
 */
export type AddedOrder = Of<typeof addedOrder>;
const addedOrder = type({
  orderId: text,
  outcome: knownOr('failed', ['under-way', 'ended', 'not-found', 'malformed', 'failed']),
  code: optional(errorCode),
});

/** Outcomes of those orders that were tried, in no order. */
export type AddedOrders = Of<typeof addedOrders>;
const addedOrders = type({
  added: list(addedOrder),
  /** Ids that were not tried. The phone sends them again. */
  left: list(text),
  /** Limit that left orders over; null where only time ran out: send them again at once. */
  reason: nullable(errorCode),
});

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

/** Order that the merchant's own system has registered, and that WeChat does not know yet. */
export type AwaitedRow = Of<typeof awaitedRow>;
export const awaitedRow = type({
  kind: literal('awaited'),
  orderId: text,
  mark: text,
  registeredAt: amount,
  store: optional(text),
  note: optional(text),
});

/** Row of the board, of either kind. */
export type AnyRow = OneOf<typeof anyRow>;
const anyRow = union([boardRow, awaitedRow]);

/** Numbers of rows by filter. All under way and to be handled (全部) is the sum without `ended`. */
export type BoardCounts = Of<typeof boardCounts>;
const boardCounts = type({
  'to-handle': amount,
  delivering: amount,
  pickup: amount,
  waiting: amount,
  ended: amount,
  /** Registered orders that WeChat does not know yet, which stand under no filter. */
  awaited: amount,
});

/** Board as it is now, as the difference to the phone's rows. */
export type Board = Of<typeof board>;
export const board = type({
  /** Rows that the phone does not have, in no order (urgency.ts sorts them). */
  rows: list(anyRow),
  /** Marks of rows to drop: the row has left the board, or `rows` has its new content. */
  gone: list(text),
  counts: boardCounts,
  /** Time in ms until the next call while the board is open. */
  nextAskMs: amount,
  /**
   * Used part of the day's questions, 0 to 1: of the shop, or of the mini-program with most left.
   */
  usedShare: amount,
  /** Least age (s) of a row to be asked for, once most of the day's questions are used; or null. */
  slowedToSeconds: amountOrNull,
  /** Mini-programs whose orders wait, because the day's quota for lists is used. */
  skipped: optional(list(text)),
  /** True when more orders are under way than a board has; those looked up first are missing. */
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
  /** Looks up many orders at once, which puts them on the board. A single one needs a look-up. */
  'add-orders': addedOrders,
  /** Acknowledgement, which everybody's next board shows. */
  acknowledge: acknowledged,
};

interface BoardInputs {
  readonly board: BoardRequest;
  readonly 'add-orders': AddOrdersRequest;
  readonly acknowledge: AcknowledgeRequest;
}

/** Validates an answer; null when it does not match the schema of the action. */
export const parseBoardAnswer = parserOf<BoardCalls>(BOARD_DATA);
