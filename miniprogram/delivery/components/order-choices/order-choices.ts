import type { OrderTap } from '../../../platform/input';
import type { ChoicesView } from '../../view/choices-view';

const NO_CHOICES: ChoicesView = { question: '', rows: [], more: '', typed: '' };

/** Choice between orders that end in the typed text. Emits `choose` (whole `orderId`). */
Component({
  properties: {
    choices: { type: Object, value: NO_CHOICES },
  },
  methods: {
    choose({ currentTarget }: OrderTap) {
      this.triggerEvent('choose', { orderId: currentTarget.dataset.orderId });
    },
  },
});
