import type { Outcome } from './ask-pairs';
import type { Attempt, DeliveryRecord } from './delivery-record';
import { deliveryIn, hasFailed, isMissed, leading } from './delivery-record';
import { floorMs } from './next-ask';
import type { Pair } from './pairs';
import { statusOf } from '../../../miniprogram/shared/delivery-status';

/** What somebody may see of an order: what is on record of it at the pairs that they may ask. */
export interface Sight {
  readonly orderId: string;
  readonly record: DeliveryRecord;
  readonly pairs: readonly Pair[];
  /** ms since 1970. */
  readonly now: number;
  /** Nothing that is known is young enough. */
  readonly afresh: boolean;
}

/** What can be told: `told` all there is to know; else what is known is `recent`, `old`, or `nothing`. */
export type Knowledge = 'told' | 'recent' | 'old' | 'nothing';

/** Told while somebody else asks, without waiting for them. */
const RECENT_FLOORS = 2;

/** The attempt that leads as far as is known: one that has not failed before one that has, then the latest. */
export function leadingOf({ record, pairs }: Pick<Sight, 'record' | 'pairs'>): Attempt | undefined {
  const visible = record.attempts.filter(({ pair }) => pairs.some(({ key }) => key === pair));
  return leading(visible);
}

/** What a pair said, if that is young enough to be told again. */
export function rememberedAt(sight: Sight, pair: Pair): Outcome | null {
  const { record, orderId, now, afresh } = sight;
  const attempt = record.attempts.find((one) => one.pair === pair.key);
  if (afresh || attempt === undefined || !isYounger(attempt, now, 1)) return null;
  return told(attempt, pair, orderId);
}

/** What a pair said last, however long ago. */
export function told(attempt: Attempt, pair: Pair, orderId: string) {
  const { askedAt } = attempt;
  return { pair, found: { delivery: deliveryIn(attempt, orderId), contact: null, askedAt } };
}

export function knowledgeOf(sight: Sight): Knowledge {
  if (isTold(sight)) return 'told';
  const known = leadingOf(sight);
  if (known === undefined) return 'nothing';
  return isYounger(known, sight.now, RECENT_FLOORS) ? 'recent' : 'old';
}

/** Whether nobody need be asked: the delivery lives, or has arrived, where it was heard of a moment ago; or everybody has just said what there is. */
function isTold(sight: Sight): boolean {
  const { record, pairs, now } = sight;
  const isRemembered = (pair: Pair): boolean => rememberedAt(sight, pair) !== null;
  const known = leadingOf(sight);
  if (known !== undefined && !hasFailed(known))
    return pairs.some((pair) => pair.key === known.pair && isRemembered(pair));
  return pairs.every((pair) => isRemembered(pair) || isMissed(record, pair.key, now));
}

/** Younger than so many floors; a clock that was set back makes nothing young. */
function isYounger({ status, askedAt }: Attempt, now: number, floors: number): boolean {
  return Math.abs(now - askedAt) < floors * floorMs(statusOf(status));
}
