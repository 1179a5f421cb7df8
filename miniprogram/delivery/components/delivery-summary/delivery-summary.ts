import type { ArrivalView } from '../../view/arrival-view';
import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';

const NO_HEADLINE: HeadlineView = { tag: '', tone: 'neutral', title: '', meaning: '' };
const NO_FRESHNESS: FreshnessView = { text: '', tone: 'neutral' };

/** Where the delivery is, when it arrives, and how fresh that is. */
Component({
  properties: {
    headline: { type: Object, value: NO_HEADLINE },
    /** Null when nothing is known of an arrival. */
    arrival: { type: Object, value: null as ArrivalView | null },
    freshness: { type: Object, value: NO_FRESHNESS },
  },
});
