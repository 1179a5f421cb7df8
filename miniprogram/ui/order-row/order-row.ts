import type { OrderRow } from '../wording/order-row';

/** Row of an order in a list. Emits `undo` when the person takes back their own 知道了. */
Component({
  properties: {
    /** Order to show; null for grey shapes. */
    row: { type: Object, value: null as OrderRow | null },
    current: { type: Boolean, value: false },
    /** True while all rows are from an earlier answer. Their figures are then grey. */
    faded: { type: Boolean, value: false },
  },
  methods: {
    undo() {
      this.triggerEvent('undo');
    },
  },
});
