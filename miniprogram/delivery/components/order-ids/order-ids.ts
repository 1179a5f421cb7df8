/** Ids of an order, each copied by a tap on it. Emits `copy` (`text`: the tapped id). */
Component({
  properties: {
    orderId: { type: String, value: '' },
    /** Number at the delivery company; empty where it gave none. */
    waybillId: { type: String, value: '' },
  },
  methods: {
    copyOrderId() {
      this.triggerEvent('copy', { text: this.data.orderId });
    },
    copyWaybillId() {
      this.triggerEvent('copy', { text: this.data.waybillId });
    },
  },
});
