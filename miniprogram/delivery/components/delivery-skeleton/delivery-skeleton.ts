import type { HeadlineView } from '../../view/delivery-view';
import type { FreshnessView } from '../../view/freshness-view';
import type { HeroView } from '../../view/hero-view';
import type { TrackStep } from '../../view/stages-view';

/** Content of the sheet before the first answer: grey shapes, or what 最近查过 has of the order. */
Component({
  properties: {
    headline: { type: Object, value: null as HeadlineView | null },
    hero: { type: Object, value: null as HeroView | null },
    freshness: { type: Object, value: null as FreshnessView | null },
    stages: { type: Array, value: [] as readonly TrackStep[] },
  },
});
