import type { Tap } from '../../../platform/input';

/** Company and ids of an order. A tap on an id emits `copy` (`text`: the id). */
Component({
  properties: {
    /** Delivery company; empty where it is unknown, or shown elsewhere on the page. */
    company: { type: String, value: '' },
    orderId: { type: String, value: '' },
    /** Waybill id of the delivery company; empty when the company gave none. */
    waybillId: { type: String, value: '' },
  },
  methods: {
    copy({ currentTarget }: Tap<{ readonly text: string }>) {
      this.triggerEvent('copy', { text: currentTarget.dataset.text });
    },
  },
});
