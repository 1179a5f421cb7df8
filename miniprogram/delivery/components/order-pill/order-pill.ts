/** The order id over the map, and the way back. It keeps to the row of WeChat's capsule. Emits `back`. */
Component({
  properties: {
    orderId: { type: String, value: '' },
    /** The capsule's row, in px: see platform/device. */
    top: { type: Number, value: 0 },
    height: { type: Number, value: 32 },
    /** Where the capsule begins, in px. */
    right: { type: Number, value: 0 },
    /** It closes what it lies over, and leads nowhere. */
    closes: { type: Boolean, value: false },
  },
  methods: {
    back() {
      this.triggerEvent('back');
    },
  },
});
