import { nullable, number, optional, string, type } from 'superstruct';
import type { DeliveryReport, Position } from './delivery';
import { position } from './delivery';
import type { DeliveryStatus, StatusName } from './delivery-status';
import { rankOf, statusName, statusOf } from './delivery-status';
import type { Of } from './schema';
import { list } from './schema';

type Sighting = Of<typeof sighting>;
const sighting = type({
  /** When it was asked: ms since 1970, on the cloud's clock. */
  at: number(),
  status: statusName,
  /** What the delivery company calls an unknown status; left out where it has a name. */
  detail: optional(string()),
  riderName: nullable(string()),
  position: nullable(position),
  expectedAt: nullable(number()),
});

/**
 * What was seen of one delivery, over time. getOrder tells no times of its own, so every time here is an observation.
 *
 * A history is a set of sightings, and `observe` puts one more into it: reports may come in any order and any number of times, the history ends up
 * the same. It stays bounded because, of sightings that say the same within one slot of time, only the first and the last are kept, and not of
 * arbitrarily many statuses and riders; when a status changed is therefore never blurred. Entries, trail and freshness are read from the set.
 */
export type DeliveryHistory = Of<typeof deliveryHistory>;
export const deliveryHistory = type({
  /** Oldest first. */
  sightings: list(sighting),
});

/** One line of a history: a status that a delivery was in. */
export interface HistoryEntry {
  readonly status: DeliveryStatus;
  readonly riderName: string | null;
  /** The first ask that showed it (ms); null when nobody saw it and it is inferred. */
  readonly seenAt: number | null;
  /** The last ask that still showed something else (ms); null when the first ask of all already showed it. */
  readonly notBefore: number | null;
  /** Skipped between two asks: it must have happened, nobody saw when. */
  readonly inferred: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Polls are 8 s apart or more: a slot of 15 s loses none of them. */
const FINE_SLOT = 15 * SECOND;
const FINE_SPAN = 30 * MINUTE;
const COARSE_SLOT = 2 * MINUTE;
const COARSE_SLOTS_KEPT = 300;
/** In 2 minutes a delivery goes through all its statuses at most; more come only of an upstream that makes riders up. */
const STATES_KEPT = 8;

/** The history of a delivery that nobody has asked for yet. */
export function emptyHistory(): DeliveryHistory {
  return { sightings: [] };
}

/** What of a report a history remembers. */
export type Observed = Pick<
  DeliveryReport,
  'askedAt' | 'status' | 'rider' | 'position' | 'arrival'
>;

/** The history with one more report in it. Order and repetition of reports make no difference. */
export function observe(history: DeliveryHistory, report: Observed): DeliveryHistory {
  const sighting: Sighting = {
    at: report.askedAt,
    ...told(report.status),
    riderName: report.rider?.name ?? null,
    position: report.position,
    expectedAt: report.arrival?.expectedAt ?? null,
  };
  return { sightings: thinned([...history.sightings, sighting]) };
}

function told({ name, detail }: DeliveryStatus): Pick<Sighting, 'status' | 'detail'> {
  return { status: name, ...(detail === null ? {} : { detail }) };
}

/** What two watchers of one delivery have seen, as if one had seen it all. */
export function together(one: DeliveryHistory, other: DeliveryHistory): DeliveryHistory {
  return { sightings: thinned([...one.sightings, ...other.sightings]) };
}

/** The end of a history: what was seen after a time (ms). */
export function seenAfter({ sightings }: DeliveryHistory, time: number): DeliveryHistory {
  return { sightings: sightings.filter(({ at }) => at > time) };
}

/** A page reads the entries of one history each second. */
const ENTRIES = new WeakMap<DeliveryHistory, readonly HistoryEntry[]>();

/** The statuses that a delivery went through, oldest first, the skipped ones filled in. */
export function entriesOf(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = ENTRIES.get(history) ?? readEntries(history);
  ENTRIES.set(history, entries);
  return entries;
}

function readEntries(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let last: HistoryEntry | undefined;
  let lastAt: number | null = null;
  for (const { at, status: name, detail = null, riderName } of history.sightings) {
    const status = statusOf(name, detail);
    const isSame = last?.status.name === name && last.status.detail === detail;
    if (last !== undefined && isSame && !isOther(last.riderName, riderName)) {
      last = { ...last, riderName: last.riderName ?? riderName };
      entries[entries.length - 1] = last;
    } else {
      if (last !== undefined) entries.push(...skippedBetween(last.status.name, name));
      last = { status, riderName, seenAt: at, notBefore: lastAt, inferred: false };
      entries.push(last);
    }
    lastAt = at;
  }
  return entries;
}

/**
 * Since when the rider's latest known position has been what it is (ms, first ask that showed it); `atLeast` when the very first position was the
 * same, so that it may be older. Null when the latest report holds no position.
 */
export function positionChangeOf(
  history: DeliveryHistory,
): { readonly changedAt: number; readonly atLeast: boolean } | null {
  const latest = lastOf(history.sightings);
  if (latest === undefined || latest.position === null) return null;
  let changedAt = latest.at;
  for (const { at, position } of [...history.sightings].reverse()) {
    if (position === null) continue;
    if (!samePlace(position, latest.position)) return { changedAt, atLeast: false };
    changedAt = at;
  }
  return { changedAt, atLeast: true };
}

/** When the delivery was to arrive as it was first promised (ms); null when nothing ever was. */
export function firstPromiseOf({ sightings }: DeliveryHistory): number | null {
  return sightings.find(({ expectedAt }) => expectedAt !== null)?.expectedAt ?? null;
}

/** The positions that the present rider was seen at, oldest first, without repeats. */
export function trailOf(history: DeliveryHistory): readonly Position[] {
  const trail: Position[] = [];
  let rider: string | null = null;
  for (const { riderName, position } of history.sightings) {
    if (isOther(rider, riderName)) trail.length = 0;
    rider = riderName ?? rider;
    const last = lastOf(trail);
    if (position !== null && (last === undefined || !samePlace(last, position)))
      trail.push(position);
  }
  return trail;
}

/** The same history without what is personal about riders: names and positions. */
export function withoutRider(history: DeliveryHistory): DeliveryHistory {
  return {
    sightings: thinned(
      history.sightings.map((sighting) => ({ ...sighting, riderName: null, position: null })),
    ),
  };
}

/** The way a delivery goes when all is well, up to its end. */
const MAIN_LINE: readonly StatusName[] = [
  'waiting',
  'assigned',
  'at-store',
  'picked-up',
  'delivering',
];

function skippedBetween(before: StatusName, after: StatusName): readonly HistoryEntry[] {
  const from = rankOf(before);
  const to = rankOf(after);
  if (from === null || to === null) return [];
  return MAIN_LINE.slice(from + 1, to).map((name) => ({
    status: statusOf(name),
    riderName: null,
    seenAt: null,
    notBefore: null,
    inferred: true,
  }));
}

function isOther(rider: string | null, other: string | null): boolean {
  return rider !== null && other !== null && rider !== other;
}

function samePlace(one: Position, other: Position): boolean {
  return one.longitude === other.longitude && one.latitude === other.latitude;
}

interface State {
  first: Sighting;
  last: Sighting;
}

/** Sightings in order, of each slot and state the first and the last. */
function thinned(sightings: readonly Sighting[]): readonly Sighting[] {
  const ordered = [...sightings].sort(byTime);
  const latestAt = lastOf(ordered)?.at ?? 0;
  const fineFrom = Math.floor((latestAt - FINE_SPAN) / COARSE_SLOT) * COARSE_SLOT;

  const slots = new Map<string, Map<string, State>>();
  const coarse = new Set<number>();
  for (const sighting of ordered) {
    const isFine = sighting.at >= fineFrom;
    const slot = Math.floor(sighting.at / (isFine ? FINE_SLOT : COARSE_SLOT));
    if (!isFine) coarse.add(slot);
    const { status, detail = '', riderName } = sighting;
    // A rider may be called null.
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
 * Of the states of one slot the first sightings that came first, and the last that came last. Whatever comes later, a first sighting that is left out
 * has as many before it, a last one as many after it: so it would not be kept either if it were still there.
 */
function outermost(states: readonly State[]): readonly Sighting[] {
  const firsts = states.map(({ first }) => first).sort(byTime);
  const lasts = states.map(({ last }) => last).sort(byTime);
  return [...firsts.slice(0, STATES_KEPT), ...lasts.slice(-STATES_KEPT)];
}

function lastOf<Item>(items: readonly Item[]): Item | undefined {
  return items[items.length - 1];
}

/** By time; what was seen in the same millisecond in a fixed order, so that the order of arrival never shows. */
function byTime(one: Sighting, other: Sighting): number {
  if (one === other || one.at !== other.at) return one.at - other.at;
  const [text, otherText] = [JSON.stringify(one), JSON.stringify(other)];
  return text < otherText ? -1 : text > otherText ? 1 : 0;
}

/**
 * The history since an ended delivery was last seen under way again: revived, or placed anew. What
 * was promised, and where riders were, before that is of another life.
 */
export function currentLife({ sightings }: DeliveryHistory): DeliveryHistory {
  const hasEnded = sightings.map(({ status }) => statusOf(status).isFinal);
  const begins = sightings.map((_sighting, at) => hasEnded[at - 1] === true && !hasEnded[at]);
  return { sightings: sightings.slice(Math.max(0, begins.lastIndexOf(true))) };
}

/** The entries of the current life, with when each began as the whole history tells it. */
export function entriesOfLife(history: DeliveryHistory): readonly HistoryEntry[] {
  const entries = entriesOf(history);
  const ended = entries.map(({ status }) => status.isFinal).lastIndexOf(true, -2);
  return entries.slice(ended + 1);
}

/** Since when a delivery was seen in the stage that it is in, ms; null before the first sighting. */
export function stageSince(history: DeliveryHistory): number | null {
  const entries = entriesOfLife(history);
  const stage = entries[entries.length - 1]?.status.stage;
  const others = entries.map((entry) => entry.status.stage !== stage);
  const seen = entries.slice(others.lastIndexOf(true) + 1).map(({ seenAt }) => seenAt);
  return seen.find((seenAt) => seenAt !== null) ?? null;
}
