import type { OrderLine } from '../wording/order-line';

const NO_ORDER: OrderLine = {
  orderId: '',
  tag: '',
  tone: 'neutral',
  detail: '',
  age: '',
};

/** A known order as a line to be tapped: its id, and where it was last known to be. */
Component({
  properties: {
    order: { type: Object, value: NO_ORDER },
    /** It is the one that is shown beside the list. */
    current: { type: Boolean, value: false },
  },
});
