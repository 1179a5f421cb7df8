import type { OrderRow } from '../wording/order-row';

/** Row of an order in a list. Emits `undo` when a person takes back their tap on 知道了 (noted). */
Component({
  properties: {
    /** Order to show; null to show grey shapes while orders are loaded. */
    row: { type: Object, value: null as OrderRow | null },
    current: { type: Boolean, value: false },
    /** True while the list shows an old answer of the cloud. The large text is then grey. */
    faded: { type: Boolean, value: false },
  },
  methods: {
    undo() {
      this.triggerEvent('undo');
    },
  },
});
