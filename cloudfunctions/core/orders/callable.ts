import type { FoundDelivery } from './found-delivery';

/** How long after its end a rider may still be called. */
const CALLABLE_MS = 30 * 60_000;
/** An end that was first seen so long after the delivery was last seen under way may be older than it seems. */
const UNSEEN_MS = 60 * 60_000;

/** Whether a rider may be called: while the delivery is under way, and a little longer for those that were seen to be, not long before. */
export function mayBeCalled(
  { delivery, attempt }: Pick<FoundDelivery, 'delivery' | 'attempt'>,
  now: number,
): boolean {
  if (!delivery.status.isFinal) return true;
  const { liveAt, endedAt } = attempt;
  if (liveAt === null || endedAt === null) return false;
  return now - endedAt <= CALLABLE_MS && now - liveAt <= UNSEEN_MS + CALLABLE_MS;
}
