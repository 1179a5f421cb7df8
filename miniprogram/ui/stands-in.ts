import { onLoadFailure } from '../platform/lazy-loading';

/** Functions that stop listening, kept here because a component's own fields cannot be typed. */
const listening = new WeakMap<object, () => void>();

/** Behavior of components that stand in the place of a part until WeChat has loaded its package. */
export const standsIn = Behavior({
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
