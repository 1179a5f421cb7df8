import type { OrderLine } from '../../shared/order-line';
import type { ChoiceRow } from '../../tracking/choices-view';

const NO_ORDER: OrderLine & Partial<ChoiceRow> = {
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
