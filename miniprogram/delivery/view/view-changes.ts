import { dayOf } from '../../ui/wording/clock-time';
import { type DeliveryView, type TrackedDelivery, deliveryView, timedView } from './delivery-view';
import { riderPlace } from './rider-place';

/**
 * Compares the page for the given data and time (ms on the cloud's clock) with the page on show.
 *
 * @returns the changed fields
 */
export type ViewChanges = (tracked: TrackedDelivery, now: number) => Partial<DeliveryView>;

/**
 * Creates the comparison for a new page. While the data stay the same, only the parts that change
 * every second are rebuilt.
 */
export function viewChanges(): ViewChanges {
  let shown: DeliveryView | null = null;
  let builtFrom: BuiltFrom | null = null;
  return (tracked, now) => {
    const { report, history } = tracked;
    const place = report === null ? null : riderPlace(report, history, now);
    const isFaded = place?.isFaded ?? null;
    const known = { ...tracked, nextAskInMs: null, day: dayOf(now), isFaded };
    const view: DeliveryView =
      shown !== null && isSame(builtFrom, known)
        ? { ...shown, ...timedView(tracked, now) }
        : deliveryView(tracked, now, shown);
    const changed = changedKeys(shown, view);
    // After a changed scene the next call rebuilds everything, because the glide may be over then.
    builtFrom = 'scene' in changed ? null : known;
    shown = view;
    return changed;
  };
}

/** Data that the page is built from, except those that change every second. */
interface BuiltFrom extends Omit<TrackedDelivery, 'nextAskInMs'> {
  readonly day: number;
  /** Says whether the rider's place on the map is faded; null without a place. */
  readonly isFaded: boolean | null;
}

function isSame(one: BuiltFrom | null, other: BuiltFrom): boolean {
  const fields = Object.keys(other) as (keyof BuiltFrom)[];
  return one !== null && fields.every((field) => one[field] === other[field]);
}

/**
 * Selects the keys of `after` whose values differ from those of `before`, with the new values, for
 * one setData. Values are plain data.
 */
export function changedKeys<Data extends object>(
  before: Partial<Data> | null,
  after: Data,
): Partial<Data> {
  const changed: Partial<Data> = {};
  for (const key of Object.keys(after) as (keyof Data)[]) {
    if (before === null || !sameData(before[key], after[key])) changed[key] = after[key];
  }
  return changed;
}

function sameData(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
