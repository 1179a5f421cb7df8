import type { Tap } from '../../../platform/input';
import type { NowCard } from '../../now-cards';

/**
 * Cards of what has to be done now. Emits `choose` (`orderId`) and, for an action, `act` (`act`,
 * `orderId`). A tap on 知道了 removes the card, which comes back if the action fails.
 */
Component({
  properties: {
    cards: { type: Array, value: [] as readonly NowCard[] },
    /** Number of orders to handle: `3 件`; empty for a card without a heading. */
    heading: { type: String, value: '' },
    /** True for large text on a phone. The buttons then stand below the text. */
    tall: { type: Boolean, value: false },
    /** True in a wide window. Its cards have room for one more fact, and a word beside the icon. */
    wide: { type: Boolean, value: false },
  },
  data: {
    /** Order id of the card that 知道了 is removing; empty while no card is being removed. */
    leavingId: '',
  },
  observers: {
    cards() {
      if (this.data.leavingId !== '') this.setData({ leavingId: '' });
    },
  },
  methods: {
    choose({ currentTarget }: CardTap) {
      this.triggerEvent('choose', currentTarget.dataset);
    },
    act({ currentTarget: { dataset } }: CardTap) {
      this.triggerEvent('act', dataset);
      if (dataset.act === 'take-note') this.setData({ leavingId: dataset.orderId });
    },
  },
});

type CardTap = Tap<{ readonly orderId: string; readonly act?: string }>;
