import { RIDERS_KEPT_MS, ageMs } from '../../../miniprogram/contract/age';
import { withoutRider } from '../../../miniprogram/contract/delivery/delivery-history';
import { type Attempt, withoutReceiver } from './attempt';

/** Time (ms) for which 取货码 and the receiver's position are kept after the last answer. */
export const RECEIVER_KEPT_MS = 2 * 60 * 60_000;

/**
 * Removes the rider's data from an attempt that ended at least a day ago. Without an end the day is
 * counted from the last look-up. 取货码 and the receiver's position are removed two hours after the
 * last answer.
 */
export function withoutOldRiders(attempt: Attempt, now: number): Attempt {
  const isOver = ageMs(ridersNeededUntil(attempt), now) >= RIDERS_KEPT_MS;
  if (!isOver && ageMs(attempt.askedAt, now) < RECEIVER_KEPT_MS) return attempt;
  const answer = withoutReceiver(attempt.answer);
  if (!isOver) return { ...attempt, answer };
  return {
    ...attempt,
    answer: { ...answer, rider: null, position: null },
    history: withoutRider(attempt.history),
  };
}

/**
 * Returns a time (ms since 1970). A day after this time the first data must be removed. For rider
 * data the time is the end or, without an end, the last look-up. For data kept two hours it is 22
 * hours before the answer.
 *
 * @param until times at which stores stop awaiting the order
 * @returns null when nothing has to be removed
 */
export function ridersNeededAt(attempts: readonly Attempt[], until: number[] = []): number | null {
  const times = attempts.flatMap((attempt) => [
    ...(hasReceiver(attempt) ? [attempt.askedAt - RIDERS_KEPT_MS + RECEIVER_KEPT_MS] : []),
    ...(hasRider(attempt) ? [ridersNeededUntil(attempt)] : []),
  ]);
  times.push(...until.map((time) => time - RIDERS_KEPT_MS));
  return times.length === 0 ? null : Math.min(...times);
}

function hasReceiver({ answer }: Attempt): boolean {
  return answer.receiverPosition !== undefined || answer.handover !== undefined;
}

function hasRider({ answer, history }: Attempt): boolean {
  const isSeen = history.sightings.some((one) => one.riderName !== null || one.position !== null);
  return answer.rider !== null || answer.position !== null || isSeen;
}

function ridersNeededUntil({ endedAt, askedAt }: Attempt): number {
  return endedAt ?? askedAt;
}
