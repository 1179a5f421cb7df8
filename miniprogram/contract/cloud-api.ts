import { type Struct, nullable, optional, type, union, validate } from 'superstruct';
import { type CloudError, cloudError } from './cloud-error';
import { darkMap } from './shop';
import { delivery, deliveryReport, stuck } from './delivery';
import { deliveryHistory } from './delivery/delivery-history';
import { statusName } from './delivery-status';
import { orderFacts } from './delivery/order-summary';
import {
  type Nothing,
  type Of,
  type OneOf,
  amount,
  amountOrNull,
  flag,
  list,
  text,
  textOrNull,
} from './schema';
import { checkedLines } from './self-check';

/** Answer of a cloud function, which never rejects. `serverTime` (ms) is the cloud's clock. */
export type Answer<Data> =
  | { readonly ok: true; readonly serverTime: number; readonly data: Data }
  | { readonly ok: false; readonly serverTime: number; readonly error: CloudError };

/** Maps each action of a cloud function to the input of its calls and the data of its answers. */
export type CallsOf<Data extends Readonly<Record<string, { readonly TYPE: unknown }>>, Inputs> = {
  readonly [Action in keyof Data]: {
    readonly input: Action extends keyof Inputs ? Inputs[Action] : Nothing;
    readonly data: OneOf<Data[Action]>;
  };
};

export interface LookUpRequest {
  /** Order id; or the last 4 or more characters of an order id or waybill id that is on record. */
  readonly orderId: string;
  /** Other order ids that the entered text may mean, the likeliest first. */
  readonly others?: readonly string[] | undefined;
  /** Time (ms, cloud's clock) up to which the phone has the history; missing if it has none. */
  readonly since?: number | undefined;
  /** True for a whole order id. The cloud then does not search for longer ids that end in it. */
  readonly exact?: boolean | undefined;
  /** True for a label scanned on the board: the limit on scans holds, not that on unknown ids. */
  readonly isScanned?: boolean | undefined;
}

export const MAX_OTHER_IDS = 1;

/** Delivery with the history after `since`. The reviewers' recorded deliveries have no history. */
export type DeliveryAnswer = Of<typeof deliveryAnswer>;
const deliveryAnswer = type({
  ...deliveryReport.schema,
  history: optional(deliveryHistory),
  /** Dark style of the map, as in `RefreshedOrders`. Only calls without `since` get it. */
  darkMap: optional(nullable(darkMap)),
});

/** Order in a list. The rider is named only while the delivery is under way. Times in ms. */
export type KnownOrder = Of<typeof knownOrder>;
export const knownOrder = type({
  orderId: text,
  status: statusName,
  provider: delivery.schema.provider,
  detail: textOrNull,
  /** Time when WeChat or the delivery company sent this status. */
  askedAt: amount,
  /** Expected time of arrival (see `expectedArrivalOf`); null when it is not known. */
  expectedAt: amountOrNull,
  ...orderFacts.schema,
  /** When a person last looked the order up (ms), not a list's refresh; missing on the board. */
  lookedUpAt: optional(amount),
  company: optional(text),
  /** Store's name; missing if the member sees only one store, or if several stores are possible. */
  store: optional(text),
  distanceMetres: optional(amount),
  stuck: optional(stuck),
});

/** Recorded orders whose ids end in the entered text. `more`: there are more than `choices`. */
export type PossibleOrders = Of<typeof orderChoices>;
const orderChoices = type({ choices: list(knownOrder), more: flag });

export type LookUpAnswer = DeliveryAnswer | PossibleOrders;
const lookUpAnswer: Struct<LookUpAnswer> = union([deliveryAnswer, orderChoices]);

export interface RefreshRequest {
  /** Orders under way in the phone's list; at most {@link MAX_REFRESHED}. */
  readonly orderIds: readonly string[];
}

export const MAX_REFRESHED = 20;

/** Orders of the list 最近查过 as they are now, and when the phone should call again. */
export type RefreshedOrders = Of<typeof refreshedOrders>;
const refreshedOrders = type({
  /** Latest 20 orders that people of the caller's stores looked up, then the rest of `orderIds`. */
  orders: list(knownOrder),
  nextAskInSeconds: amount,
  /** Dark style of the map; null if the owner entered none, missing if the cloud cannot read it. */
  darkMap: optional(nullable(darkMap)),
});

export type RevealPhoneRequest = Pick<LookUpRequest, 'orderId'>;

/** Rider's full phone number, which the phone dials or shows for one minute and never stores. */
export type RevealedPhone = Of<typeof revealedPhone>;
const revealedPhone = type({ phone: text });

export type OrderCalls = CallsOf<typeof ORDER_DATA, OrderInputs>;

export type OrderAction = keyof OrderCalls;

const ORDER_DATA = {
  /** Returns one delivery, or orders to choose from if several ids end in the entered text. */
  'look-up': lookUpAnswer,
  'refresh-orders': refreshedOrders,
  'reveal-phone': revealedPhone,
  /** Returns what the cloud function `getOrder` finds about its own set-up, for the page 自检. */
  'check-function': checkedLines,
};

interface OrderInputs {
  readonly 'look-up': LookUpRequest;
  readonly 'refresh-orders': RefreshRequest;
  readonly 'reveal-phone': RevealPhoneRequest;
}

export const parseOrderAnswer = createAnswerParser<OrderCalls>(ORDER_DATA);

const envelope = type({ ok: flag, serverTime: amount });
const failureEnvelope = type({ error: cloudError });

/** Returns a function that validates an answer of the cloud; it returns null if that is invalid. */
export function createAnswerParser<
  Calls extends { readonly [Action in keyof Calls]: { readonly data: unknown } },
>(schemas: { readonly [Action in keyof Calls]: Struct<Calls[Action]['data']> }) {
  return <Action extends keyof Calls>(
    action: Action,
    value: unknown,
  ): Answer<Calls[Action]['data']> | null => {
    const [, parsedEnvelope] = validate(value, envelope);
    if (parsedEnvelope === undefined) return null;
    const { ok, serverTime } = parsedEnvelope;
    if (!ok) {
      const [, parsedFailure] = validate(value, failureEnvelope, { coerce: true });
      return parsedFailure === undefined ? null : { ok, serverTime, error: parsedFailure.error };
    }
    const rawData: unknown = 'data' in parsedEnvelope ? parsedEnvelope.data : undefined;
    const [, parsedData] = validate(rawData, schemas[action], { coerce: true });
    return parsedData === undefined ? null : { ok, serverTime, data: parsedData };
  };
}
