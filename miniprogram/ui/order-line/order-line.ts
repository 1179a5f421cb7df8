import type { OrderLine } from '../wording/order-line';

const NO_ORDER: OrderLine = {
  orderId: '',
  tag: '',
  tone: 'neutral',
  detail: '',
  age: '',
};

/** List line of a known order: its id and its last known status. */
Component({
  properties: {
    order: { type: Object, value: NO_ORDER },
    /** True for the order whose delivery is shown beside the list. */
    current: { type: Boolean, value: false },
  },
});
