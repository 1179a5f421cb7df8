import type { HeroView } from '../../view/hero-view';

/** Most important facts of a delivery in one row, which alone is visible at the lowest stop. */
Component({
  properties: {
    headline: { type: Object, value: { tag: '', tone: 'neutral', icon: '' } },
    hero: { type: Object, value: null as HeroView | null },
    old: { type: Boolean, value: false },
  },
});
