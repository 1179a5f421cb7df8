import type { OrderRow } from '../wording/order-row';

/** Row of an order in a list: the end of its id, who delivers it, its state and a figure. */
Component({
  properties: {
    /** Order to show; null shows the skeleton of a row. */
    row: { type: Object, value: null as OrderRow | null },
    /** True for the order whose delivery is shown beside the list. */
    current: { type: Boolean, value: false },
    /** True while the whole list is an old one. */
    faded: { type: Boolean, value: false },
  },
});
