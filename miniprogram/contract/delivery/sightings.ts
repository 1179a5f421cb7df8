import { nullable, optional, type } from 'superstruct';
import { position } from '../delivery';
import { statusName } from '../delivery-status';
import { type Of, amount, amountOrNull, text, textOrNull } from '../schema';
import { byTime } from './told-times';

/** What one look-up of a delivery showed. */
export type Sighting = Of<typeof sighting>;
export const sighting = type({
  /** Time of the look-up: ms since 1970 on the cloud's clock. */
  at: amount,
  status: statusName,
  /** Delivery company's own name for an unknown status; missing for a known status. */
  detail: optional(text),
  riderName: textOrNull,
  position: nullable(position),
  expectedAt: amountOrNull,
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Length (ms) of a recent time slot. At one poll per 8 s it holds 2 sightings: both are kept. */
const FINE_SLOT = 15 * SECOND;
const FINE_SPAN = 30 * MINUTE;
const COARSE_SLOT = 2 * MINUTE;
const COARSE_SLOTS_KEPT = 300;
/**
 * Largest number of different states (status and rider) that are kept of one slot. No real delivery
 * changes so often within two minutes.
 */
const STATES_KEPT = 8;

/** Finds the time (ms) since which a history keeps each position; before it, few are left. */
export function fineSince({ sightings }: { readonly sightings: readonly Sighting[] }): number {
  const latestAt = sightings[sightings.length - 1]?.at ?? 0;
  return Math.floor((latestAt - FINE_SPAN) / COARSE_SLOT) * COARSE_SLOT;
}

interface State {
  first: Sighting;
  last: Sighting;
}

/** Sorts the sightings, and keeps the first and the last of each state in each time slot. */
export function thinned(sightings: readonly Sighting[]): readonly Sighting[] {
  const ordered = [...sightings].sort(byTime);
  const fineFrom = fineSince({ sightings: ordered });

  const slots = new Map<string, Map<string, State>>();
  const coarse = new Set<number>();
  for (const sighting of ordered) {
    const isFine = sighting.at >= fineFrom;
    const slot = Math.floor(sighting.at / (isFine ? FINE_SLOT : COARSE_SLOT));
    if (!isFine) coarse.add(slot);
    const { status, detail = '', riderName } = sighting;
    // The colon distinguishes a rider with an empty name from a missing rider.
    const key = `${status} ${detail} ${riderName === null ? '' : `:${riderName}`}`;
    const slotKey = `${isFine} ${slot}`;
    const states = slots.get(slotKey) ?? new Map<string, State>();
    slots.set(slotKey, states);
    const seen = states.get(key);
    if (seen === undefined) states.set(key, { first: sighting, last: sighting });
    else seen.last = sighting;
  }

  const oldestSlot = [...coarse].slice(-COARSE_SLOTS_KEPT)[0] ?? 0;
  return [...slots.values()]
    .flatMap((states) => outermost([...states.values()]))
    .filter(({ at }) => at >= fineFrom || at >= oldestSlot * COARSE_SLOT)
    .sort(byTime)
    .filter((sighting, index, all) => {
      const before = all[index - 1];
      return before === undefined || byTime(before, sighting) !== 0;
    });
}

/**
 * Limits the sightings of one slot to the earliest first ones and the latest last ones. Sightings
 * that are added later never revive a dropped one, so the order of arrival makes no difference.
 */
function outermost(states: readonly State[]): readonly Sighting[] {
  const firsts = states.map(({ first }) => first).sort(byTime);
  const lasts = states.map(({ last }) => last).sort(byTime);
  return [...firsts.slice(0, STATES_KEPT), ...lasts.slice(-STATES_KEPT)];
}
