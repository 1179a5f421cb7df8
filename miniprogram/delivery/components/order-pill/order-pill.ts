import { ID_END_LENGTH } from '../../../contract/order-id';

/** Pill over the map: order id and back button, in the row of WeChat's capsule. Emits `back`. */
Component({
  properties: {
    orderId: { type: String, value: '' },
    /** Top and height (px) of WeChat's capsule button (see platform/device), and of this pill. */
    top: { type: Number, value: 0 },
    height: { type: Number, value: 32 },
    /** Left edge of WeChat's capsule button in px. The pill ends there. */
    right: { type: Number, value: 0 },
    /** True when the back button closes the pane instead of leaving the page. */
    closes: { type: Boolean, value: false },
  },
  data: { front: '', end: '' },
  observers: {
    orderId(orderId: string) {
      this.setData({ front: orderId.slice(0, -ID_END_LENGTH), end: orderId.slice(-ID_END_LENGTH) });
    },
  },
  methods: {
    back() {
      this.triggerEvent('back');
    },
  },
});
