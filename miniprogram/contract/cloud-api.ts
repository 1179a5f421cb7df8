import type { Struct } from 'superstruct';
import { boolean, nullable, number, optional, string, type, union, validate } from 'superstruct';
import type { CloudError } from './cloud-error';
import { cloudError } from './cloud-error';
import { deliveryReport } from './delivery';
import { deliveryHistory } from './delivery-history';
import { statusName } from './delivery-status';
import type { Nothing, Of, OneOf } from './schema';
import { list } from './schema';
import { checkedLines } from './self-check';

/**
 * What every cloud function answers; nothing is thrown at the client. `serverTime` is ms since 1970
 * on the cloud's clock.
 */
export type Answer<Data> =
  | { readonly ok: true; readonly serverTime: number; readonly data: Data }
  | { readonly ok: false; readonly serverTime: number; readonly error: CloudError };

/** What can be asked of a function, `{ action, …input }`, and the data that it comes to. */
export type CallsOf<Data extends Schemas, Inputs> = {
  readonly [Action in keyof Data]: {
    readonly input: Action extends keyof Inputs ? Inputs[Action] : Nothing;
    readonly data: OneOf<Data[Action]>;
  };
};

type Schemas = Readonly<Record<string, { readonly TYPE: unknown }>>;

export interface LookUpRequest {
  /**
   * The order id; or, where the shop knows the order, the last 4 or more characters of it or of its
   * waybill id.
   */
  readonly orderId: string;
  /**
   * What else the text that was typed or scanned may mean, the likelier first; {@link MOST_OTHERS}
   * at most.
   */
  readonly others?: readonly string[] | undefined;
  /**
   * Up to when the phone knows what was seen of the delivery, ms on the cloud's clock; without it
   * all is told.
   */
  readonly since?: number | undefined;
  /** It is the whole order id, whatever other ids end so. */
  readonly exact?: boolean | undefined;
}

export const MOST_OTHERS = 1;

/**
 * A delivery, and what the cloud remembers of it that the phone may not know; a reviewer's recorded
 * stories have no past.
 */
export type DeliveryAnswer = Of<typeof deliveryAnswer>;
const deliveryAnswer = type({ ...deliveryReport.schema, history: optional(deliveryHistory) });

/** An order that somebody of the person's stores has asked for, as it was last known. */
export type KnownOrder = Of<typeof knownOrder>;
export const knownOrder = type({
  orderId: string(),
  status: statusName,
  /** Of an unknown status, see DeliveryStatus. */
  detail: nullable(string()),
  /** When that was known: ms on the cloud's clock. */
  askedAt: number(),
  /** ms; null when no arrival was told. */
  expectedAt: nullable(number()),
});

/** Several orders end as was asked: one of them is meant. `more`: there are others besides. */
export type OrderChoices = Of<typeof orderChoices>;
const orderChoices = type({ choices: list(knownOrder), more: boolean() });

/** What a look-up comes to. */
export type LookUpAnswer = DeliveryAnswer | OrderChoices;
const lookUpAnswer: Struct<LookUpAnswer> = union([deliveryAnswer, orderChoices]);

/** The latest first; 20 at most. */
export type LatestOrders = Of<typeof latestOrders>;
const latestOrders = type({ orders: list(knownOrder) });

export type RevealPhoneRequest = Pick<LookUpRequest, 'orderId'>;

/**
 * The number to dial. It is for the dialler, and for the page where there is none, for a minute; it
 * is neither stored nor logged.
 */
export type RevealedPhone = Of<typeof revealedPhone>;
const revealedPhone = type({ phone: string() });

/** Everything that can be asked of the function `getOrder`. */
export type OrderCalls = CallsOf<typeof ORDER_DATA, OrderInputs>;

export type OrderAction = keyof OrderCalls;

const ORDER_DATA = {
  /** A delivery; or, where a text may mean several orders, which. */
  'look-up': lookUpAnswer,
  /** The orders that the person's stores asked for last. */
  'latest-orders': latestOrders,
  /** The full number of a delivery's rider, to dial. */
  'reveal-phone': revealedPhone,
  /** What the function finds of itself, for the owner's self-check. */
  'check-function': checkedLines,
};

interface OrderInputs {
  readonly 'look-up': LookUpRequest;
  readonly 'reveal-phone': RevealPhoneRequest;
}

const ANSWERS: { readonly [Action in OrderAction]: Struct<OrderCalls[Action]['data']> } =
  ORDER_DATA;

/** Checks what `getOrder` answered to an action; null when it is not of the agreed shape. */
export function parseOrderAnswer<Action extends OrderAction>(
  action: Action,
  value: unknown,
): Answer<OrderCalls[Action]['data']> | null {
  return parseAnswer(value, ANSWERS[action]);
}

const envelope = type({ ok: boolean(), serverTime: number() });
const failure = type({ error: cloudError });

/** Checks an envelope and what it holds; null when it is not of the agreed shape. */
export function parseAnswer<Data>(value: unknown, data: Struct<Data>): Answer<Data> | null {
  const [, head] = validate(value, envelope);
  if (head === undefined) return null;
  const { ok, serverTime } = head;
  if (!ok) {
    const [, refused] = validate(value, failure, { coerce: true });
    return refused === undefined ? null : { ok, serverTime, error: refused.error };
  }
  const held: unknown = 'data' in head ? head.data : undefined;
  const [, checked] = validate(held, data, { coerce: true });
  return checked === undefined ? null : { ok, serverTime, data: checked };
}
