import type { ChoicesView } from '../../view/choices-view';

const NO_CHOICES: ChoicesView = { question: '', rows: [], more: '', typed: '' };

/** Which order was meant, where several end in what was typed. Emits `choose` with the whole `orderId` of the one that was tapped. */
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

type OrderTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly orderId: string }
>;
