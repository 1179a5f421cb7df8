import type { Struct } from 'superstruct';
import { array, boolean, enums, is, nullable, number, string, type } from 'superstruct';
import { COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { deliveryHistory, emptyHistory } from '../../../miniprogram/shared/delivery-history';
import { STATUS_NAMES } from '../../../miniprogram/shared/delivery-status';
import { withStatusName } from '../providers/wechat-instant/status-codes';
import type { Fields, Versioned } from '../runtime/documents';
import { unreadable } from '../runtime/documents';
import type { Attempt, DeliveryRecord, Miss } from './delivery-record';
import { NO_RECORD } from './delivery-record';

/**
 * What the cloud knows of an order, by its document, which an older or newer release may have written. What is missing is taken for nothing. Where
 * something is there that cannot be read, the record is `isDamaged`: it is told from as far as it goes, and never written over.
 */
export function recordOf(document: Versioned | null): DeliveryRecord {
  if (document === null) return NO_RECORD;
  const { version, attempts: kept = [], misses: missed = [], leaseUntil = 0 } = document;
  const attempts = listOf(kept, attemptOf);
  const misses = listOf(missed, (one) => (is(one, missShape) ? one : null));
  return {
    version,
    attempts: attempts.read,
    misses: misses.read,
    leaseUntil: typeof leaseUntil === 'number' ? leaseUntil : 0,
    isDamaged: attempts.isDamaged || misses.isDamaged,
  };
}

/**
 * The same of a record that has to be whole.
 *
 * @throws CloudFailure `unreadable-document`
 */
export function wholeRecordOf(document: Versioned): DeliveryRecord {
  const record = recordOf(document);
  if (record.isDamaged) throw unreadable(COLLECTIONS.deliveries, 'attempts');
  return record;
}

/** For the log: which collection holds the record that cannot be read. */
export const DAMAGED = { unreadable: `${COLLECTIONS.deliveries}: attempts` } as const;

const missShape: Struct<Miss> = type({ pair: string(), at: number() });
const position = nullable(type({ longitude: number(), latitude: number() }));
const rider = nullable(
  type({ name: nullable(string()), phone: nullable(string()), callable: boolean() }),
);
const arrival = nullable(type({ remainingSeconds: number(), expectedAt: number() }));

function listOf<One>(
  kept: unknown,
  read: (one: unknown) => One | null,
): { readonly read: readonly One[]; readonly isDamaged: boolean } {
  if (!Array.isArray(kept)) return { read: [], isDamaged: true };
  const all = kept.map(read);
  const found = all.filter((one) => one !== null);
  return { read: found, isDamaged: found.length < all.length };
}

/** An attempt; null when it cannot be read. Without its pair nobody can say who may see it, and its history comes from nowhere else. */
function attemptOf(stored: unknown): Attempt | null {
  const kept = withStatusName(stored);
  if (!isFields(kept) || typeof kept['pair'] !== 'string') return null;
  const { answer = {} } = kept;
  const history = withStatusNames(kept['history'] ?? emptyHistory());
  if (!is(history, deliveryHistory) || !isFields(answer)) return null;
  const usual = <Value>(fields: Fields, name: string, shape: Struct<Value>, value: Value): Value =>
    is(fields[name], shape) ? fields[name] : value;
  const none = nullable(number());
  return {
    ...kept,
    pair: kept['pair'],
    history,
    company: usual(kept, 'company', string(), ''),
    storeIds: usual(kept, 'storeIds', array(string()), []),
    status: usual(kept, 'status', enums(STATUS_NAMES), 'unknown'),
    detail: usual(kept, 'detail', nullable(string()), null),
    askedAt: usual(kept, 'askedAt', number(), 0),
    liveAt: usual(kept, 'liveAt', none, null),
    endedAt: usual(kept, 'endedAt', none, null),
    answer: {
      waybillId: usual(answer, 'waybillId', nullable(string()), null),
      rider: usual(answer, 'rider', rider, null),
      position: usual(answer, 'position', position, null),
      arrival: usual(answer, 'arrival', arrival, null),
    },
  };
}

/** A history, also one of an earlier release. */
function withStatusNames(history: unknown): unknown {
  if (!isFields(history) || !Array.isArray(history['sightings'])) return history;
  return { ...history, sightings: history['sightings'].map(withStatusName) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
