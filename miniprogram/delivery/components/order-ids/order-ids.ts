import type { Tap } from '../../../platform/input';

/** Company and ids of an order, each copied by a tap on it. Emits `copy` (`text`: the id). */
Component({
  properties: {
    /** Delivery company; empty where the page shows it elsewhere, or it is not known. */
    company: { type: String, value: '' },
    orderId: { type: String, value: '' },
    /** Number at the delivery company; empty where it gave none. */
    waybillId: { type: String, value: '' },
  },
  methods: {
    copy({ currentTarget }: Tap<{ readonly text: string }>) {
      this.triggerEvent('copy', { text: currentTarget.dataset.text });
    },
  },
});
