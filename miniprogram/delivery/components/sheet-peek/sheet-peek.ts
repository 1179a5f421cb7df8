import type { HeroView } from '../../view/hero-view';

/** Essentials of a delivery in one row: all that the sheet shows at its lowest stop. */
Component({
  properties: {
    headline: { type: Object, value: { tag: '', tone: 'neutral', icon: '' } },
    /** Time of the delivery, with a line below it. */
    hero: { type: Object, value: null as HeroView | null },
    /** True for data that are old, or may be. */
    old: { type: Boolean, value: false },
  },
});
