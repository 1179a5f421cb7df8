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
 * Answer of every cloud function. A function never throws at the client. `serverTime` is ms since
 * 1970 on the cloud's clock.
 */
export type Answer<Data> =
  | { readonly ok: true; readonly serverTime: number; readonly data: Data }
  | { readonly ok: false; readonly serverTime: number; readonly error: CloudError };

/**
 * Actions of a cloud function, each with its input (the call is `{ action, …input }`) and its data.
 */
export type CallsOf<Data extends Schemas, Inputs> = {
  readonly [Action in keyof Data]: {
    readonly input: Action extends keyof Inputs ? Inputs[Action] : Nothing;
    readonly data: OneOf<Data[Action]>;
  };
};

type Schemas = Readonly<Record<string, { readonly TYPE: unknown }>>;

export interface LookUpRequest {
  /**
   * Order id. For an order that the shop knows, the last 4 or more characters of the order id or of
   * the waybill id suffice.
   */
  readonly orderId: string;
  /**
   * Other meanings of the text that was typed or scanned, the likeliest first; {@link MOST_OTHERS}
   * at most.
   */
  readonly others?: readonly string[] | undefined;
  /**
   * Time up to which the phone already has the history, in ms on the cloud's clock. Without this
   * field the cloud sends the whole history.
   */
  readonly since?: number | undefined;
  /** True for a whole order id. Other ids that end in the same characters are then ignored. */
  readonly exact?: boolean | undefined;
}

export const MOST_OTHERS = 1;

/**
 * Delivery with the part of its history that the phone may not have. The recorded deliveries of a
 * reviewer have no history.
 */
export type DeliveryAnswer = Of<typeof deliveryAnswer>;
const deliveryAnswer = type({ ...deliveryReport.schema, history: optional(deliveryHistory) });

/** Order that somebody of the caller's stores has looked up, with its last known status. */
export type KnownOrder = Of<typeof knownOrder>;
export const knownOrder = type({
  orderId: string(),
  status: statusName,
  /** Name that the delivery company gives an unknown status, see DeliveryStatus. */
  detail: nullable(string()),
  /** Time of that status, in ms on the cloud's clock. */
  askedAt: number(),
  /** Expected time of arrival in ms; null when the delivery company named none. */
  expectedAt: nullable(number()),
});

/**
 * Known orders that end in the given characters. The person has to choose one. `more`: there are
 * further orders besides these.
 */
export type OrderChoices = Of<typeof orderChoices>;
const orderChoices = type({ choices: list(knownOrder), more: boolean() });

/** Answer to a look-up. */
export type LookUpAnswer = DeliveryAnswer | OrderChoices;
const lookUpAnswer: Struct<LookUpAnswer> = union([deliveryAnswer, orderChoices]);

/** Orders of the caller's stores, the latest first; 20 at most. */
export type LatestOrders = Of<typeof latestOrders>;
const latestOrders = type({ orders: list(knownOrder) });

export type RevealPhoneRequest = Pick<LookUpRequest, 'orderId'>;

/**
 * Phone number of the rider. It goes to the dialler or, where the device has none, onto the page
 * for one minute. Nobody stores or logs it.
 */
export type RevealedPhone = Of<typeof revealedPhone>;
const revealedPhone = type({ phone: string() });

/** Actions of the cloud function `getOrder`. */
export type OrderCalls = CallsOf<typeof ORDER_DATA, OrderInputs>;

export type OrderAction = keyof OrderCalls;

const ORDER_DATA = {
  /** Delivery, or the orders to choose from where a text may mean several. */
  'look-up': lookUpAnswer,
  /** Orders that the caller's stores looked up last. */
  'latest-orders': latestOrders,
  /** Full phone number of a delivery's rider, to dial. */
  'reveal-phone': revealedPhone,
  /** Findings of the function about itself, for the owner's self-check. */
  'check-function': checkedLines,
};

interface OrderInputs {
  readonly 'look-up': LookUpRequest;
  readonly 'reveal-phone': RevealPhoneRequest;
}

const ANSWERS: { readonly [Action in OrderAction]: Struct<OrderCalls[Action]['data']> } =
  ORDER_DATA;

/**
 * Checks an answer of `getOrder` to an action.
 *
 * @returns the answer; null when it does not have the agreed shape
 */
export function parseOrderAnswer<Action extends OrderAction>(
  action: Action,
  value: unknown,
): Answer<OrderCalls[Action]['data']> | null {
  return parseAnswer(value, ANSWERS[action]);
}

const envelope = type({ ok: boolean(), serverTime: number() });
const failure = type({ error: cloudError });

/**
 * Checks an envelope and its data.
 *
 * @returns the answer; null when it does not have the agreed shape
 */
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
