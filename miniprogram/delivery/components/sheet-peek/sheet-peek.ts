import type { HeroView } from '../../view/hero-view';

/** Essentials of a delivery in one row: all that the sheet shows at its lowest stop. */
Component({
  properties: {
    headline: { type: Object, value: { tag: '', tone: 'neutral', icon: '' } },
    hero: { type: Object, value: null as HeroView | null },
    old: { type: Boolean, value: false },
  },
});
