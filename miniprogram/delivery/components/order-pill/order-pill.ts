import { ID_END_LENGTH } from '../../../contract/order-id';

/** Pill over the map: order id and back button, in the row of WeChat's capsule. Emits `back`. */
Component({
  properties: {
    orderId: { type: String, value: '' },
    /** Top of the capsule button in px, see platform/device. */
    top: { type: Number, value: 0 },
    height: { type: Number, value: 32 },
    /** Left edge of the capsule button in px, where the pill has to end. */
    right: { type: Number, value: 0 },
    /** True when a tap closes the pane instead of going back. */
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
