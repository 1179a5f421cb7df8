import type { Infer } from 'superstruct';
import { array, is, nullable, number, string, type } from 'superstruct';
import { statusOf } from '../../../miniprogram/shared/delivery-status';
import { changeDocument } from '../runtime/change-document';
import type { Documents, Versioned } from '../runtime/documents';
import type { LookedUp } from '../wechat/get-order';

/** What is known of an order at one pair of account and store number. Times are ms since 1970. Nothing personal. */
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
export const MISS_MS = 60_000;
/** A record that tells nothing new is not written again for so long: it is only to show that somebody still asks. */
export const STALE_MS = 60 * 60_000;
const MOST_ATTEMPTS = 20;

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
  return {
    pair,
    company,
    code: status.code,
    askedAt,
    liveAt: status.isFinal ? (before?.liveAt ?? null) : askedAt,
    endedAt: status.isFinal ? (before?.endedAt ?? askedAt) : null,
  };
}

/** Whether a record tells enough more than the one before to be written. */
function tellsMore(after: DeliveryRecord, before: DeliveryRecord): boolean {
  const [latest] = after.attempts;
  const [known] = before.attempts;
  return (
    after.misses.length > 0 ||
    before.misses.length > 0 ||
    after.attempts.length !== before.attempts.length ||
    latest?.pair !== known?.pair ||
    latest?.code !== known?.code ||
    (latest?.askedAt ?? 0) - (known?.askedAt ?? 0) >= STALE_MS
  );
}

/** Writes down what asking came to: one operation as a rule, none when it is nothing new. */
export async function remember(
  deliveries: Documents,
  orderId: string,
  before: DeliveryRecord,
  asked: readonly Asked[],
  now: number,
): Promise<void> {
  const after = withAsked(before, asked, now);
  if (!tellsMore(after, before)) return;
  const first = { ...fieldsOf(after, now), version: before.version + 1 };
  if (await deliveries.replace(orderId, before.version, first)) return;
  await changeDocument(deliveries, orderId, (document) =>
    fieldsOf(withAsked(recordOf(document), asked, now), now),
  );
}

function fieldsOf({ attempts, misses }: DeliveryRecord, now: number) {
  const isKnown = attempts.length > 0;
  return { attempts: [...attempts], misses: [...misses], isKnown, lastAskedAt: now };
}

/** Whether an attempt has ended otherwise than at the customer's door: the order may live on at another account. */
export function hasFailed({ code }: Pick<Attempt, 'code'>): boolean {
  return statusOf(code).outcome === 'failed';
}
