import { standsIn } from '../stands-in';

/**
 * Number and grey shapes in the place of a delivery pane until WeChat has loaded its package, or
 * words when that takes too long. WeChat replaces it by the pane as soon as it can
 * (developers.weixin.qq.com/miniprogram/dev/framework/custom-component/placeholder.html [O]).
 */
Component({
  behaviors: [standsIn],
  // WeChat hands a placeholder what the page gives the pane.
  properties: {
    /** Order ids that the entered text may mean, the likeliest first. */
    orderIds: { type: Array, value: [] as readonly string[] },
    exact: Boolean,
    beside: Boolean,
    width: Number,
    card: Boolean,
  },
});
