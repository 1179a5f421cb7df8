import type { HeadlineView } from '../../view/delivery-view';
import type { HeroView } from '../../view/hero-view';

const NO_HEADLINE: HeadlineView = { tag: '', tone: 'neutral' };

/** Essentials of a delivery in one row: all that the sheet shows at its lowest stop. */
Component({
  properties: {
    headline: { type: Object, value: NO_HEADLINE },
    /** Time of the delivery, with a line below it. */
    hero: { type: Object, value: null as HeroView | null },
    /** True for data that are old, or may be. */
    old: { type: Boolean, value: false },
  },
});
