import type { Actor } from '../access/access';
import type { UsableAccount } from '../shop/account-book';
import { type LookUpTarget, targetsOf } from '../shop/look-up-targets';
import {
  type CachedAnswer,
  type VisibleRecord,
  cachedAnswerOf,
  currentAttemptOf,
} from '../records/cached-answer';
import { type DeliveryRecord, recordFields, isKnownMissing } from '../records/delivery-record';
import { recordOf } from '../records/read-record';
import type { Records } from '../records/records';
import type { CallContext } from '../runtime/define-function';
import type { Documents } from '../storage/documents';
import type { SerialQueue } from '../storage/one-at-a-time';
import {
  type Flight,
  type Lease,
  joinFlight,
  leaseEnd,
  withinStoreLimit,
} from '../storage/single-flight';
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

export interface Need {
  /** True when a person waits for this order; false for a list, which does not wait. */
  readonly isLookUp: boolean;
  /** Order of a list, of which a newer answer is needed; missing: any fresh answer is enough. */
  readonly listed?: ListedOrder | undefined;
}

/** Time (ms) that a person waits for another caller's answer, by the age of the cached answer. */
const PATIENCE_MS: Readonly<Record<CachedAnswer, number>> = {
  fresh: 0,
  recent: 0,
  stale: 1500,
  none: Infinity,
};

/** A damaged record is never written and takes no lease: every caller asks alone. */
export async function joinOrderFlight(
  { documents, now, sleep }: Pick<Records, 'documents' | 'now'> & Pick<SerialQueue, 'sleep'>,
  question: OrderQuestion,
  record: DeliveryRecord,
  { isLookUp, listed }: Need,
): Promise<Flight<DeliveryRecord>> {
  const { orderId, actor, bypassCache } = question;
  if (bypassCache || record.isDamaged) return { role: 'alone', lastRead: record, lease: null };
  const visible = (known: DeliveryRecord): VisibleRecord => visibleRecord(question, known, now());
  const document = {
    read: async () => recordOf(await documents.read(orderId)),
    lease: (known: DeliveryRecord, leaseUntil: number) =>
      takeLease(documents, orderId, known, leaseUntil, now()),
    leaseUntilOf: ({ leaseUntil }: DeliveryRecord) => leaseUntil,
    isEnough: (known: DeliveryRecord) =>
      listed === undefined
        ? cachedAnswerOf(visible(known)) === 'fresh'
        : hasNewerAnswer(visible(known), listed),
    patienceMs: (known: DeliveryRecord) =>
      isLookUp ? PATIENCE_MS[cachedAnswerOf(visible(known))] : 0,
  };
  const failed = (): void => {
    actor.call.note({ deliveryStore: 'failed' });
  };
  return joinFlight({ now, sleep, failed }, document, record, actor.call);
}

export function hasNewerAnswer(visible: VisibleRecord, { target, askedAt }: ListedOrder): boolean {
  if (isKnownMissing(visible.record, target.key, visible.now)) return true;
  return currentAttemptOf(visible)?.askedAt !== askedAt;
}

const JUST_TAKEN_MS = 500;

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
  if (lease === null || until - lease.until < JUST_TAKEN_MS) return;
  const renewing = deliveries.putIf(orderId, { leaseUntil: lease.until }, { leaseUntil: until });
  if (await withinStoreLimit(renewing).catch(() => false)) lease.until = until;
}

/** Gives back an own lease; `triedAt`: WeChat did not answer, so the board asks others first. */
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
