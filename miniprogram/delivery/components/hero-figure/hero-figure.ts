import type { HeroView } from '../../view/hero-view';

/** Large figure (hero) of a delivery. Changed digits roll in, except in a running time. */
Component({
  properties: {
    hero: { type: Object, value: null as HeroView | null },
    tone: { type: String, value: '' },
    /** True for a figure from old data: the present one may be another. */
    old: { type: Boolean, value: false },
  },
});
