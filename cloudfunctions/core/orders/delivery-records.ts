import type { Infer } from 'superstruct';
import { array, is, nullable, number, string, type } from 'superstruct';
import {
  deliveryHistory,
  emptyHistory,
  observe,
  withoutRider,
} from '../../../miniprogram/shared/delivery-history';
import { statusOf } from '../../../miniprogram/shared/delivery-status';
import { changeDocument } from '../runtime/change-document';
import type { Call } from '../runtime/define-function';
import type { Documents, Fields, Search, Versioned } from '../runtime/documents';
import type { LookedUp } from '../wechat/get-order';

/** What is known of an order at one pair of account and store number. Times are ms since 1970. */
const attemptShape = type({
  pair: string(),
  company: string(),
  /** `order_status` as it was last seen. */
  code: nullable(number()),
  askedAt: number(),
  /** When it was last seen under way; null when it never was. */
  liveAt: nullable(number()),
  /** When it was first seen to have ended; null while it has not. */
  endedAt: nullable(number()),
  /** What was seen of it, by whoever asked. The riders in it are forgotten a while after the end (forgetRiders). */
  history: deliveryHistory,
});

const recordShape = type({
  attempts: array(attemptShape),
  /** Where nobody knew the order, and when that was. */
  misses: array(type({ pair: string(), at: number() })),
});

export type Attempt = Infer<typeof attemptShape>;

/** What the cloud knows of an order: where it was found, and where it was not. */
export interface DeliveryRecord {
  readonly version: number;
  readonly attempts: readonly Attempt[];
  readonly misses: readonly { readonly pair: string; readonly at: number }[];
}

/** What asking one pair came to; `company` as the account names it. */
export type Asked =
  | { readonly pair: string; readonly company: string; readonly found: LookedUp }
  | { readonly pair: string; readonly missedAt: number };

/** How long a pair that did not know an order is not asked for it again. */
const MISS_MS = 60_000;
const MOST_ATTEMPTS = 20;
const BATCH = 100;
/** What a change may take; with less time left none is begun. */
const CHANGE_MS = 500;
/** How long after the end of a delivery it is known who the rider was, and where. */
const RIDERS_KEPT_MS = 24 * 60 * 60_000;

export function recordOf(document: Versioned | null): DeliveryRecord {
  if (document === null) return { version: 0, attempts: [], misses: [] };
  const { version } = document;
  if (!is(document, recordShape)) return { version, attempts: [], misses: [] };
  return { version, attempts: document.attempts, misses: document.misses };
}

/** Whether a pair has said within the last minute that it does not know the order. */
export function isMissed({ misses }: DeliveryRecord, pair: string, now: number): boolean {
  return misses.some((miss) => miss.pair === pair && now - miss.at < MISS_MS);
}

/** The record after some pairs were asked. What others have found out meanwhile stays. */
export function withAsked(
  { version, attempts, misses }: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
): DeliveryRecord {
  const pairs = new Set(asked.map(({ pair }) => pair));
  const found = asked.flatMap((one) =>
    'found' in one
      ? [
          attemptAfter(
            attempts.find(({ pair }) => pair === one.pair),
            one,
          ),
        ]
      : [],
  );
  const missed = asked.flatMap((one) =>
    'missedAt' in one ? [{ pair: one.pair, at: one.missedAt }] : [],
  );
  const foundPairs = new Set(found.map(({ pair }) => pair));
  return {
    version,
    // Where it was found once and is no longer known it stays on record, as it was last seen.
    attempts: [...attempts.filter(({ pair }) => !foundPairs.has(pair)), ...found]
      .sort((one, other) => other.askedAt - one.askedAt)
      .slice(0, MOST_ATTEMPTS),
    misses: [...misses.filter(({ pair, at }) => !pairs.has(pair) && now - at < MISS_MS), ...missed],
  };
}

function attemptAfter(
  before: Attempt | undefined,
  { pair, company, found }: Extract<Asked, { readonly found: LookedUp }>,
): Attempt {
  const { status } = found.delivery;
  const { askedAt } = found;
  const endedAt = status.isFinal ? (before?.endedAt ?? askedAt) : null;
  const history = observe(before?.history ?? emptyHistory(), { ...found.delivery, askedAt });
  return {
    pair,
    company,
    code: status.code,
    askedAt,
    liveAt: status.isFinal ? (before?.liveAt ?? null) : askedAt,
    endedAt,
    history: askedAt - (endedAt ?? askedAt) < RIDERS_KEPT_MS ? history : withoutRider(history),
  };
}

/** Writes down what asking came to: one operation as a rule. */
export async function remember(
  deliveries: Documents,
  orderId: string,
  before: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
): Promise<void> {
  const after = withAsked(before, asked, now);
  const first = { ...fieldsOf(after, now), version: before.version + 1 };
  if (await deliveries.replace(orderId, before.version, first)) return;
  await changeDocument(deliveries, orderId, (document) =>
    fieldsOf(withAsked(recordOf(document), asked, now), now),
  );
}

function fieldsOf({ attempts, misses }: DeliveryRecord, lastAskedAt: number): Fields {
  return {
    attempts: [...attempts],
    misses: [...misses],
    isKnown: attempts.length > 0,
    lastAskedAt,
    ridersNeededAt: ridersNeededAt(attempts),
  };
}

/** Since when nobody has needed to know the riders of an order; null when none is known. */
function ridersNeededAt(attempts: readonly Attempt[]): number | null {
  const withRiders = attempts.filter(({ history }) =>
    history.sightings.some(({ riderName, position }) => riderName !== null || position !== null),
  );
  if (withRiders.length === 0) return null;
  return Math.max(...withRiders.map(({ endedAt, askedAt }) => endedAt ?? askedAt));
}

/**
 * Forgets the riders of deliveries that ended, or were last asked for, a day ago; what else was seen of them stays.
 *
 * @returns how many deliveries that were, and whether there are more than there was time for
 */
export async function forgetRiders(
  deliveries: Documents,
  now: number,
  call: Pick<Call, 'timeLeftMs'>,
): Promise<{ readonly forgotten: number; readonly left: boolean }> {
  const search: Search = { below: ['ridersNeededAt', now - RIDERS_KEPT_MS], limit: BATCH };
  let forgotten = 0;
  for (;;) {
    const found = await deliveries.list(search);
    for (const { _id } of found) {
      if (call.timeLeftMs() < CHANGE_MS) return { forgotten, left: true };
      await changeDocument(deliveries, _id, withoutRiders);
      forgotten += 1;
    }
    if (found.length < BATCH) return { forgotten, left: false };
  }
}

function withoutRiders(document: Versioned | null): Fields | null {
  if (document === null) return null;
  const { attempts } = recordOf(document);
  return {
    attempts: attempts.map((attempt) => ({ ...attempt, history: withoutRider(attempt.history) })),
    ridersNeededAt: null,
  };
}

/** Whether an attempt has ended otherwise than at the customer's door: the order may live on at another account. */
export function hasFailed({ code }: Pick<Attempt, 'code'>): boolean {
  return statusOf(code).outcome === 'failed';
}
