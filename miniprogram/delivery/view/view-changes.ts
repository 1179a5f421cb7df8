import { dayOf } from '../../ui/wording/clock-time';
import type { DeliveryView, TrackedDelivery } from './delivery-view';
import { deliveryView, timedView } from './delivery-view';

/**
 * Takes what is known of a delivery at a time (ms on the cloud's clock), and says what is new of
 * its page.
 */
export type ViewChanges = (tracked: TrackedDelivery, now: number) => Partial<DeliveryView>;

/**
 * Follows a page from its beginning. From second to second only what goes with the time is made
 * anew.
 */
export function viewChanges(): ViewChanges {
  let shown: DeliveryView | null = null;
  let madeOf: MadeOf | null = null;
  return (tracked, now) => {
    const known = { ...tracked, nextAskInMs: null, day: dayOf(now) };
    const view: DeliveryView =
      shown !== null && isSame(madeOf, known)
        ? { ...shown, ...timedView(tracked, now) }
        : deliveryView(tracked, now, shown);
    const changed = changedKeys(shown, view);
    // A glide that has begun may be over by the next time.
    madeOf = 'scene' in changed ? null : known;
    shown = view;
    return changed;
  };
}

/** What all of a page was made of, but for the seconds. */
interface MadeOf extends Omit<TrackedDelivery, 'nextAskInMs'> {
  readonly day: number;
}

function isSame(one: MadeOf | null, other: MadeOf): boolean {
  const fields = Object.keys(other) as (keyof MadeOf)[];
  return one !== null && fields.every((field) => one[field] === other[field]);
}

/** The keys of `after` whose values differ from those of `before`, with their new values: what one setData has to carry. Values are plain data. */
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
