import type { Actor } from '../access/access';
import type { UsableAccount } from '../shop/account-book';
import { type LookUpTarget, targetsOf } from '../shop/look-up-targets';
import {
  type AnswerAge,
  type VisibleRecord,
  answerAgeOf,
  currentAttemptOf,
} from '../records/cached-answer';
import { type DeliveryRecord, recordFields, isKnownMissing } from '../records/delivery-record';
import { recordOf } from '../records/read-record';
import type { RecordContext } from '../records/records';
import type { CallContext } from '../runtime/define-function';
import type { Documents } from '../storage/documents';
import type { SerialQueue } from '../storage/one-at-a-time';
import { type Lease, leaseEnd, leaseLeftMs, withinStoreLimit } from '../storage/lease';
import type { FetchToken } from './ask-targets';

export interface OrderQuestion {
  readonly orderId: string;
  readonly actor: Actor;
  readonly accounts: readonly UsableAccount[];
  /** When true, WeChat is asked even if a cached answer is fresh. */
  readonly bypassCache: boolean;
  readonly fetchToken: FetchToken;
  /** True when the id was scanned from a label, so that it is no guess. */
  readonly isScanned?: boolean;
}

export function visibleRecord(
  { orderId, actor, accounts, bypassCache }: OrderQuestion,
  record: DeliveryRecord,
  now: number,
): VisibleRecord {
  const targets = targetsOf(accounts, actor.staff.stores);
  return { orderId, record, targets, now, bypassCache };
}

interface ListedOrder {
  readonly target: LookUpTarget;
  readonly askedAt: number;
}

export interface AskNeed {
  /** True when a person waits for this order; false for a list, which does not wait. */
  readonly isLookUp: boolean;
  /** Listed order that needs a newer answer than the list has; missing: a fresh one is enough. */
  readonly listed?: ListedOrder | undefined;
}

/** Time (ms) that a person waits for another caller's answer, by the age of the cached answer. */
const PATIENCE_MS: Readonly<Record<AnswerAge, number>> = {
  fresh: 0,
  recent: 0,
  stale: 1500,
  none: Infinity,
};

/**
 * Result of joining a single flight, in which one caller asks WeChat for all. Roles:
 * `answered`: the record is fresh enough; `leader`: this caller asks; `follower`: another caller
 * asks, and this one uses the record meanwhile; `late`: nothing is cached, and no time is left;
 * `alone`: the database fails, so each caller asks for itself.
 */
export interface Flight {
  readonly role: 'answered' | 'leader' | 'follower' | 'late' | 'alone';
  /** Record as this caller last read it. */
  readonly lastRead: DeliveryRecord;
  /** Lease of a leader; of a caller alone, the lease that a failed write may have stored. */
  readonly lease: Lease | null;
}

type FlightParts = Pick<RecordContext, 'documents' | 'now'> & Pick<SerialQueue, 'sleep'>;

/** Joins the single flight of an order. A damaged record has no lease: each caller asks alone. */
export async function joinOrderFlight(
  parts: FlightParts,
  question: OrderQuestion,
  record: DeliveryRecord,
  { isLookUp, listed }: AskNeed,
): Promise<Flight> {
  const { orderId, actor, bypassCache } = question;
  if (bypassCache || record.isDamaged) return { role: 'alone', lastRead: record, lease: null };
  const visible = (known: DeliveryRecord) => visibleRecord(question, known, parts.now());
  const wish: AnswerCriteria = {
    isEnough: (known) =>
      listed === undefined
        ? answerAgeOf(visible(known)) === 'fresh'
        : hasNewerAnswer(visible(known), listed),
    patienceMs: (known) => (isLookUp ? PATIENCE_MS[answerAgeOf(visible(known))] : 0),
  };
  return joinFlight(parts, orderId, record, wish, actor.call);
}

/** When a caller uses a record instead of asking WeChat. */
interface AnswerCriteria {
  readonly isEnough: (record: DeliveryRecord) => boolean;
  /** Returns the time (ms) that a follower waits; Infinity when nothing is cached. */
  readonly patienceMs: (record: DeliveryRecord) => number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 800;
/** Time (ms) that a follower needs to ask WeChat itself, after a leader that got no answer. */
const OWN_QUESTION_MS = 1500;

/** Joins a single flight. `firstRead` is the record as it was read a moment ago. */
export async function joinFlight(
  { documents, now, sleep }: FlightParts,
  orderId: string,
  firstRead: DeliveryRecord,
  criteria: AnswerCriteria,
  call: Pick<CallContext, 'timeLeftMs' | 'note'>,
): Promise<Flight> {
  const began = now();
  let lastRead = firstRead;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    if (criteria.isEnough(lastRead)) return { role: 'answered', lastRead, lease: null };
    const patienceMs = criteria.patienceMs(lastRead);
    const leaseMs = leaseLeftMs(lastRead.leaseUntil, now());
    // If the leader got no answer, a follower with enough time becomes the leader.
    const mayLead =
      leaseMs === 0 && (lastRead === firstRead || call.timeLeftMs() > OWN_QUESTION_MS);
    const callMs = call.timeLeftMs() - (patienceMs === Infinity ? 0 : OWN_QUESTION_MS);
    const waitMs = Math.min(began + patienceMs - now(), callMs);
    if (!mayLead && waitMs <= 0)
      return { role: patienceMs === Infinity ? 'late' : 'follower', lastRead, lease: null };
    let lease: Lease | null = mayLead ? { until: leaseEnd(now(), call) } : null;
    try {
      if (lease !== null) {
        const taking = takeLease(documents, orderId, lastRead, lease.until, now());
        const leased = await withinStoreLimit(taking);
        if (leased !== null) return { role: 'leader', lastRead: leased, lease };
        lease = null;
      } else {
        await sleep(Math.min(pauseMs, waitMs, leaseMs === 0 ? Infinity : leaseMs));
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
      lastRead = recordOf(await withinStoreLimit(documents.read(orderId)));
    } catch {
      call.note({ deliveryStore: 'failed' });
      return { role: 'alone', lastRead, lease };
    }
  }
}

export function hasNewerAnswer(visible: VisibleRecord, { target, askedAt }: ListedOrder): boolean {
  if (isKnownMissing(visible.record, target.key, visible.now)) return true;
  return currentAttemptOf(visible)?.askedAt !== askedAt;
}

const MIN_RENEWAL_MS = 500;

export async function takeLease(
  deliveries: Documents,
  orderId: string,
  record: DeliveryRecord,
  leaseUntil: number,
  now: number,
): Promise<DeliveryRecord | null> {
  const version = record.version + 1;
  // An existing record keeps its other fields: only the lease and the version are written.
  const fields = record.version === 0 ? recordFields(orderId, record, now) : {};
  const leased = { ...fields, leaseUntil, version };
  const isTaken = await deliveries.replace(orderId, record.version, leased);
  return isTaken ? { ...record, version, leaseUntil } : null;
}

/** Renews a lease before a round of questions. If that fails, the caller still asks. */
export async function renewLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  now: number,
  call: CallContext,
): Promise<void> {
  const until = leaseEnd(now, call);
  if (lease === null || until - lease.until < MIN_RENEWAL_MS) return;
  const renewing = deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: until });
  if (await withinStoreLimit(renewing).catch(() => false)) lease.until = until;
}

/** Gives back the caller's lease. If WeChat did not answer, `triedAt` makes the order wait. */
export async function giveBackLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  triedAt?: number,
): Promise<void> {
  if (lease === null) return;
  const tried = triedAt === undefined ? {} : { triedAt };
  await deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: 0, ...tried });
}
