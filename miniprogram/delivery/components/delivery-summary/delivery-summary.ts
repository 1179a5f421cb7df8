import type { FreshnessView } from '../../view/freshness-view';
import type { HeroView } from '../../view/hero-view';

/** Summary of a delivery: status, age of the data, figure. A tap on the age emits `refresh`. */
Component({
  properties: {
    headline: { type: Object, value: { tag: '', tone: 'neutral', icon: '' } },
    hero: { type: Object, value: null as HeroView | null },
    freshness: { type: Object, value: null as FreshnessView | null },
    old: { type: Boolean, value: false },
    /** True where a tap on the data's age fetches newer data. */
    canRefresh: { type: Boolean, value: false },
    /** True while a person waits for newer data. */
    refreshing: { type: Boolean, value: false },
  },
  methods: {
    refresh() {
      if (this.data.canRefresh) this.triggerEvent('refresh');
    },
  },
});
