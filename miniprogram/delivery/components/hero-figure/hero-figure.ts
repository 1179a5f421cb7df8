import type { HeroView } from '../../view/hero-view';

/** Large figure of a delivery. Its digits roll when it changes, but not while it counts seconds. */
Component({
  properties: {
    hero: { type: Object, value: null as HeroView | null },
    tone: { type: String, value: '' },
    /** True for a time that may have changed since. */
    old: { type: Boolean, value: false },
  },
});
