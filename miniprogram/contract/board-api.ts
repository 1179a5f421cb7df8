import { literal, nullable, optional, type, union } from 'superstruct';
import { type CallsOf, knownOrder, parserOf } from './cloud-api';
import { darkMap } from './shop';
import { boardMessages } from './messages';
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
  /** True while the bell rings for new trouble: the caller then gets no message about it. */
  readonly isBellOn?: boolean | undefined;
}

/** Maximum number of marks in a request: as many rows as a board has, 100 of them awaited. */
export const MOST_MARKS = 1100;

export interface AcknowledgeRequest {
  readonly orderId: string;
  /** Reason that the person saw on the row. A worse reason stays unacknowledged. */
  readonly reason: ToHandleReason;
  readonly isUndone?: boolean | undefined;
}

/** Time (ms) for which a person can take back an acknowledgement. */
export const UNDO_MS = 60_000;

const acknowledged = type({ by: text, at: amount, isOwn: optional(flag) });

export interface AddOrdersRequest {
  /** Of each order the ids that its text may mean, likeliest first; at most {@link MOST_ADDED}. */
  readonly orders: readonly (readonly string[])[];
  readonly storeId?: string | undefined;
}

export const MOST_ADDED = 100;

/** `awaited`: WeChat does not know it yet; `not-written`: to be sent again, for want of time. */
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
  added: list(addedOrder),
  /** Estimated seconds until WeChat has been asked about each order that people have added. */
  queueSeconds: amount,
});

export type TakeOffRequest = Pick<AcknowledgeRequest, 'orderId'>;

export type BoardRow = Of<typeof boardRow>;
export const boardRow = type({
  ...knownOrder.schema,
  kind: literal('known'),
  /** Hash of the row's content without `askedAt`: the same while a question brings no change. */
  mark: text,
  waybillId: optional(text),
  /** True when the company gave a rider's number that is not masked, so that it can be revealed. */
  callable: optional(flag),
  position: optional(position),
  /** True when the answer is older than a minute and twice its tier: the row shows its age. */
  isOld: optional(flag),
  /** Who has acknowledged the row (知道了); missing once a worse reason comes up. */
  acknowledged: optional(acknowledged),
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
  isRegistered: optional(flag),
  /** `queued`: WeChat was never asked; `given-up`: it was asked for the last time. */
  phase: knownOr('asked', ['queued', 'asked', 'given-up']),
  /** Time of the next question; null while queued, and after the last one. */
  nextAskAt: amountOrNull,
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
  gone: list(text),
  nextAskMs: amount,
  /** Used part (0 to 1) of the day's questions, of the shop or of the least busy mini-program. */
  usedShare: amount,
  /** Least age (s) of a row's answer before WeChat is asked again; null while not slowed down. */
  slowedToSeconds: amountOrNull,
  /** Mini-programs whose orders wait, because the day's quota for lists is used. */
  skipped: optional(list(text)),
  /** Number of awaited orders beyond those in the rows; missing for none. */
  awaitedMore: optional(amount),
  /** Orders that people have brought in this batch, and those asked about; missing for none. */
  queue: optional(type({ done: amount, of: amount, seconds: amount })),
  /** True while calm rows are asked for later, because most of the minute's questions are used. */
  isStretched: optional(flag),
  /** True when more orders are under way than a board holds; those looked up longest ago lack. */
  isCut: optional(flag),
  darkMap: optional(nullable(darkMap)),
  /** Subscribe messages of the caller; missing while no template is chosen. */
  messages: optional(boardMessages),
});

/** Returns the phone's rows after an answer, in no order. */
export function rowsAfter(before: readonly AnyRow[], { rows, gone }: Board): readonly AnyRow[] {
  return [...before.filter(({ mark }) => !gone.includes(mark)), ...rows];
}

const BOARD_DATA = {
  board,
  'add-orders': addedOrders,
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

export const parseBoardAnswer = parserOf<BoardCalls>(BOARD_DATA);
