import type { ArrivalView } from '../../view/arrival-view';
import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';

const NO_HEADLINE: HeadlineView = { tag: '', tone: 'neutral', title: '', meaning: '' };
const NO_FRESHNESS: FreshnessView = { text: '', tone: 'neutral' };

/** Summary of a delivery: its status, its arrival, and the age of these data. */
Component({
  properties: {
    /** Status of the delivery in words. */
    headline: { type: Object, value: NO_HEADLINE },
    /** Time of arrival; null when nothing is known of it. */
    arrival: { type: Object, value: null as ArrivalView | null },
    /** Age of the data. */
    freshness: { type: Object, value: NO_FRESHNESS },
  },
});
