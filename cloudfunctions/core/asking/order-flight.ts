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
  /** True to ask WeChat even if a cached answer is fresh. */
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
  /** True when a person waits for this order's answer; false for the refresh of a list. */
  readonly isLookUp: boolean;
  /** Order as a list shows it; the answer must be newer. Missing: any fresh answer will do. */
  readonly listed?: ListedOrder | undefined;
}

/** Time (ms) that a look-up waits for another caller's answer, by the age of the cached answer. */
const PATIENCE_MS: Readonly<Record<AnswerAge, number>> = {
  fresh: 0,
  recent: 0,
  stale: 1500,
  none: Infinity,
};

/**
 * Result of a single flight: one of several callers asks WeChat for all. `leader`: this one asks;
 * `follower`: another asks, so a cached answer is used; `late`: another asks, but there is no
 * cached answer and no time left; `answered`: the cached answer is new enough; `alone`: each caller
 * asks for itself.
 */
export interface Flight {
  readonly role: 'answered' | 'leader' | 'follower' | 'late' | 'alone';
  readonly lastRead: DeliveryRecord;
  /** Lease of a leader; in role `alone`, one that a failed write may have stored; else null. */
  readonly lease: Lease | null;
}

type FlightContext = Pick<RecordContext, 'documents' | 'now'> & Pick<SerialQueue, 'sleep'>;

/** Lets one of several callers ask WeChat for all, or each for itself if the record is damaged. */
export async function joinOrderFlight(
  context: FlightContext,
  question: OrderQuestion,
  record: DeliveryRecord,
  { isLookUp, listed }: AskNeed,
): Promise<Flight> {
  const { orderId, actor, bypassCache } = question;
  if (bypassCache || record.isDamaged) return { role: 'alone', lastRead: record, lease: null };
  const visibleNow = (latest: DeliveryRecord) => visibleRecord(question, latest, context.now());
  const criteria: AnswerCriteria = {
    isNewEnough: (latest) =>
      listed === undefined
        ? answerAgeOf(visibleNow(latest)) === 'fresh'
        : hasNewerAnswer(visibleNow(latest), listed),
    patienceMs: (latest) => (isLookUp ? PATIENCE_MS[answerAgeOf(visibleNow(latest))] : 0),
  };
  return joinFlight(context, orderId, record, criteria, actor.call);
}

/** Criteria by which a caller uses the answer on record, or waits, instead of asking WeChat. */
interface AnswerCriteria {
  readonly isNewEnough: (record: DeliveryRecord) => boolean;
  /** Returns the time (ms) to wait while another caller asks; Infinity without a cached answer. */
  readonly patienceMs: (record: DeliveryRecord) => number;
}

const FIRST_READ_PAUSE_MS = 100;
const LONGEST_READ_PAUSE_MS = 800;
/** Time (ms) that a waiting caller needs to ask WeChat itself, if the asking one got no answer. */
const OWN_QUESTION_MS = 1500;

export async function joinFlight(
  { documents, now, sleep }: FlightContext,
  orderId: string,
  firstRead: DeliveryRecord,
  criteria: AnswerCriteria,
  call: Pick<CallContext, 'timeLeftMs' | 'note'>,
): Promise<Flight> {
  const beganAt = now();
  let lastRead = firstRead;
  let pauseMs = FIRST_READ_PAUSE_MS;
  for (;;) {
    if (criteria.isNewEnough(lastRead)) return { role: 'answered', lastRead, lease: null };
    const patienceMs = criteria.patienceMs(lastRead);
    const otherLeaseMs = leaseLeftMs(lastRead.leaseUntil, now());
    // If the leader got no answer, a follower with enough time becomes the leader.
    const mayLead =
      otherLeaseMs === 0 && (lastRead === firstRead || call.timeLeftMs() > OWN_QUESTION_MS);
    const usableCallMs = call.timeLeftMs() - (patienceMs === Infinity ? 0 : OWN_QUESTION_MS);
    const maxWaitMs = Math.min(beganAt + patienceMs - now(), usableCallMs);
    if (!mayLead && maxWaitMs <= 0)
      return { role: patienceMs === Infinity ? 'late' : 'follower', lastRead, lease: null };
    let lease: Lease | null = mayLead ? { until: leaseEnd(now(), call) } : null;
    try {
      if (lease !== null) {
        const leaseWrite = takeLease(documents, orderId, lastRead, lease.until, now());
        const leasedRecord = await withinStoreLimit(leaseWrite);
        if (leasedRecord !== null) return { role: 'leader', lastRead: leasedRecord, lease };
        lease = null;
      } else {
        await sleep(Math.min(pauseMs, maxWaitMs, otherLeaseMs === 0 ? Infinity : otherLeaseMs));
        pauseMs = Math.min(LONGEST_READ_PAUSE_MS, pauseMs * 2);
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

const MIN_LEASE_EXTENSION_MS = 500;

export async function takeLease(
  deliveries: Documents,
  orderId: string,
  record: DeliveryRecord,
  leaseUntil: number,
  now: number,
): Promise<DeliveryRecord | null> {
  const version = record.version + 1;
  // An existing record keeps its other fields: only the lease and the version are written.
  const firstFields = record.version === 0 ? recordFields(orderId, record, now) : {};
  const leaseFields = { ...firstFields, leaseUntil, version };
  const isTaken = await deliveries.replace(orderId, record.version, leaseFields);
  return isTaken ? { ...record, version, leaseUntil } : null;
}

/** Extends a lease before a round of questions. If that fails, the caller still asks. */
export async function renewLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  now: number,
  call: CallContext,
): Promise<void> {
  const newEnd = leaseEnd(now, call);
  if (lease === null || newEnd - lease.until < MIN_LEASE_EXTENSION_MS) return;
  const leaseWrite = deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: newEnd });
  if (await withinStoreLimit(leaseWrite).catch(() => undefined)) lease.until = newEnd;
}

/** Ends the caller's lease. `triedAt` (time of an unanswered question) delays the next question. */
export async function giveBackLease(
  deliveries: Documents,
  orderId: string,
  lease: Lease | null,
  fields: { readonly triedAt?: number } = {},
): Promise<void> {
  if (lease === null) return;
  await deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: 0, ...fields });
}
