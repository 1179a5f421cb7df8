import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';
import type { HeroView } from '../../view/hero-view';
import type { StageStep } from '../../view/stages-view';

/** Sheet until the first answer: grey shapes, or the list's data in their place. */
Component({
  properties: {
    headline: { type: Object, value: null as HeadlineView | null },
    hero: { type: Object, value: null as HeroView | null },
    freshness: { type: Object, value: null as FreshnessView | null },
    stages: { type: Array, value: [] as readonly StageStep[] },
  },
});
