import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';
import type { HeroView } from '../../view/hero-view';
import type { StageStep } from '../../view/stages-view';

/** Sheet until the first answer: grey shapes, or the list's data in their place. */
Component({
  properties: {
    /** Status in the list; null for an order that is not in the list. */
    headline: { type: Object, value: null as HeadlineView | null },
    hero: { type: Object, value: null as HeroView | null },
    /** Age of the list's data, or words for a person who waits; null for neither. */
    freshness: { type: Object, value: null as FreshnessView | null },
    stages: { type: Array, value: [] as readonly StageStep[] },
  },
});
