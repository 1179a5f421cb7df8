import { onLoadFailure } from '../../platform/lazy-loading';

/** Functions that stop listening, kept here because a component's own fields cannot be typed. */
const listening = new WeakMap<object, () => void>();

/**
 * Number and grey shapes in the place of a delivery pane until WeChat has loaded its package, or
 * words when that takes too long. WeChat replaces it by the pane as soon as it can
 * (developers.weixin.qq.com/miniprogram/dev/framework/custom-component/placeholder.html [O]).
 */
Component({
  // WeChat hands a placeholder what the page gives the pane.
  properties: {
    /** Order ids that the entered text may mean, the likeliest first. */
    orderIds: { type: Array, value: [] as readonly string[] },
    exact: Boolean,
    beside: Boolean,
    width: Number,
    card: Boolean,
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
