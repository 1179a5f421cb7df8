import type { Struct } from 'superstruct';
import {
  array,
  boolean,
  coerce,
  enums,
  nullable,
  number,
  optional,
  string,
  type,
  validate,
} from 'superstruct';
import type { CloudError, CloudErrorCode, Fixer } from './cloud-error';
import { CLOUD_ERRORS } from './cloud-error';
import type { DeliveryReport, EarlierAttempt, Position, Stuck, StuckReason } from './delivery';
import type { DeliveryHistory } from './delivery-history';
import { deliveryHistory } from './delivery-history';
import type { DeliveryStatus, Outcome, Stage } from './delivery-status';

/** What every cloud function answers; nothing is thrown at the client. `serverTime` is ms since 1970 on the cloud's clock. */
export type Answer<Data> =
  | { readonly ok: true; readonly serverTime: number; readonly data: Data }
  | { readonly ok: false; readonly serverTime: number; readonly error: CloudError };

/** What can be asked of the function `getOrder`: a delivery, or its rider's full number to dial. */
export type GetOrderRequest = LookUpRequest | RevealPhoneRequest;

export interface LookUpRequest {
  readonly orderId: string;
  /** Up to when the phone knows what was seen of the delivery, ms on the cloud's clock; without it all is told. */
  readonly since?: number | undefined;
}

/** A delivery, and what the cloud remembers of it that the phone may not know; a reviewer's recorded stories have no past. */
export interface DeliveryAnswer extends DeliveryReport {
  readonly history?: DeliveryHistory | undefined;
}

export interface RevealPhoneRequest {
  readonly orderId: string;
  readonly reveal: 'phone';
}

/** The number to dial. It is for the dialler, and for the page where there is none, for a minute; it is neither stored nor logged. */
export interface RevealedPhone {
  readonly phone: string;
}

const STAGES: readonly Stage[] = [
  'accepting',
  'pickup',
  'delivering',
  'returning',
  'exception',
  'unknown',
];
const OUTCOMES: readonly Outcome[] = ['open', 'delivered', 'failed'];
const STUCK_REASONS: readonly StuckReason[] = ['no-rider', 'at-store', 'not-moving', 'overdue'];
const FIXERS: readonly Fixer[] = ['staff', 'owner', 'courier', 'wechat'];
// The table's own keys: Object.keys knows them as text only.
const ERROR_CODES = Object.keys(CLOUD_ERRORS) as CloudErrorCode[];

/** superstruct knows lists that may be changed only; nobody changes an answer. */
export function list<Item>(item: Struct<Item>): Struct<readonly Item[]> {
  return array(item) as unknown as Struct<readonly Item[]>;
}

// A newer cloud may send more than this phone knows: other fields (hence `type`, not `object`), stages and error codes.
const status: Struct<DeliveryStatus> = type({
  code: nullable(number()),
  stage: coerce(
    enums(STAGES),
    string(),
    (stage): Stage => STAGES.find((known) => known === stage) ?? 'unknown',
  ),
  outcome: enums(OUTCOMES),
  isFinal: boolean(),
});

const position: Struct<Position> = type({ longitude: number(), latitude: number() });

const earlierAttempt: Struct<EarlierAttempt> = type({
  company: string(),
  status,
  endedAt: nullable(number()),
});

const stuck: Struct<Stuck> = type({ reason: enums(STUCK_REASONS), since: number() });

const reportFields = {
  orderId: string(),
  status,
  waybillId: nullable(string()),
  rider: nullable(
    type({ name: nullable(string()), phone: nullable(string()), callable: boolean() }),
  ),
  position: nullable(position),
  arrival: nullable(type({ remainingSeconds: number(), expectedAt: number() })),
  askedAt: number(),
  nextAskInSeconds: nullable(number()),
  company: optional(string()),
  storePosition: optional(position),
  stuck: optional(stuck),
  earlier: optional(list(earlierAttempt)),
};

const deliveryReport: Struct<DeliveryReport> = type(reportFields);
const deliveryAnswer: Struct<DeliveryAnswer> = type({
  ...reportFields,
  history: optional(deliveryHistory),
});

const revealedPhone: Struct<RevealedPhone> = type({ phone: string() });

const envelope = type({ ok: boolean(), serverTime: number() });

const failure = type({
  error: type({
    code: coerce(
      enums(ERROR_CODES),
      string(),
      (code): CloudErrorCode => ERROR_CODES.find((known) => known === code) ?? 'unexpected',
    ),
    message: string(),
    fixer: enums(FIXERS),
    retryable: boolean(),
    traceId: string(),
    rid: optional(string()),
  }),
});

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

/** Checks what `getOrder` answered to `{ orderId }`; null when it is not of the agreed shape. */
export function parseDeliveryAnswer(value: unknown): Answer<DeliveryAnswer> | null {
  return parseAnswer(value, deliveryAnswer);
}

/** Checks what `getOrder` answered to `{ orderId, reveal: "phone" }`; null when it is not of the agreed shape. */
export function parseRevealAnswer(value: unknown): Answer<RevealedPhone> | null {
  return parseAnswer(value, revealedPhone);
}

/** Whether a value is a report of the agreed shape: for what a phone has stored, perhaps by an older version. */
export function isDeliveryReport(value: unknown): value is DeliveryReport {
  return deliveryReport.is(value);
}
