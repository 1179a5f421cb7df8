import type { OrderTap } from '../../../platform/input';
import type { ChoicesView } from '../../view/choices-view';

/** Choice between orders whose ids end in the typed text. Emits `choose` (whole `orderId`). */
Component({
  properties: { choices: { type: Object, value: null as ChoicesView | null } },
  methods: {
    choose({ currentTarget }: OrderTap) {
      this.triggerEvent('choose', { orderId: currentTarget.dataset.orderId });
    },
  },
});
