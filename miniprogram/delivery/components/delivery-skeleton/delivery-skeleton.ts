import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';
import type { HeroView } from '../../view/hero-view';
import type { StageStep } from '../../view/stages-view';

/**
 * Sheet until the first answer: grey shapes, and in their place what the list says of the order.
 */
Component({
  properties: {
    /** Status as the list knows it; null for an order that is not in the list. */
    headline: { type: Object, value: null as HeadlineView | null },
    /** Time as the list knows it. */
    hero: { type: Object, value: null as HeroView | null },
    /** Age of what the list knows, or words for a person who waits; null for neither. */
    freshness: { type: Object, value: null as FreshnessView | null },
    /** Steps as the list knows them. */
    stages: { type: Array, value: [] as readonly StageStep[] },
  },
});
