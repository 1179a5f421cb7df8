import type { HeroView } from '../../view/hero-view';

/** Row with a delivery's main facts: all that the sheet shows when it is lowest. */
Component({
  properties: {
    headline: { type: Object, value: { tag: '', tone: 'neutral', icon: '' } },
    hero: { type: Object, value: null as HeroView | null },
    old: { type: Boolean, value: false },
  },
});
