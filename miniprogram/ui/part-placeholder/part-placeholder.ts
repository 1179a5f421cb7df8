import { onLoadFailure } from '../../platform/lazy-loading';

/** Functions that stop listening, kept here because a component's own fields cannot be typed. */
const listening = new WeakMap<object, () => void>();

/** Words in the place of a part of a page until WeChat has loaded its package. */
Component({
  // WeChat hands a placeholder what the page gives the part.
  properties: {
    riders: Array,
    stores: Array,
    selected: String,
    covered: Number,
    settings: Object,
    title: String,
  },
  data: {
    /** True when the package could not be loaded, or not in time. */
    isLate: false,
  },
  lifetimes: {
    attached() {
      const stop = onLoadFailure(() => {
        this.setData({ isLate: true });
      });
      listening.set(this, stop);
    },
    detached() {
      listening.get(this)?.();
    },
  },
});
