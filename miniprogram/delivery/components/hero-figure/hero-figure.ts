import type { HeroView } from '../../view/hero-view';

/** Large figure of a delivery. Its digits roll when it changes, except for a running time. */
Component({
  properties: {
    hero: { type: Object, value: null as HeroView | null },
    tone: { type: String, value: '' },
    /** True for a figure from old data, which may have changed since. */
    old: { type: Boolean, value: false },
  },
});
