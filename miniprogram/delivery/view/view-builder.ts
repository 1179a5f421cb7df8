import { dayOf } from '../../ui/wording/clock-time';
import { type DeliveryView, type TrackedDelivery, deliveryView, timedView } from './delivery-view';
import { riderPlace } from './rider-place';

/** Builds the page for the given data and time (ms on the cloud's clock). */
export type ViewBuilder = (tracked: TrackedDelivery, now: number) => DeliveryView;

/**
 * Creates the builder of a new page. While the data stay the same, only the parts that change every
 * second are rebuilt.
 */
export function viewBuilder(): ViewBuilder {
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
    // After a changed scene the next call rebuilds everything, because the glide may be over then.
    const isMoved = JSON.stringify(view.scene) !== JSON.stringify(shown?.scene);
    builtFrom = isMoved ? null : known;
    shown = view;
    return view;
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
