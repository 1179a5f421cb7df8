import type { Tap } from '../../../platform/input';
import type { NowCard } from '../../now-cards';

/**
 * Cards of what is to be done now. Emits `choose` (`orderId`) and, for an action, `act` (`act`,
 * `orderId`). A card leaves at 知道了, and comes back if the action fails.
 */
Component({
  properties: {
    cards: { type: Array, value: [] as readonly NowCard[] },
    /** Number of orders to handle: `3 件`; empty for a card without a heading. */
    heading: { type: String, value: '' },
    /** True for large text on a phone: the buttons then stand below the text. */
    tall: { type: Boolean, value: false },
    /** True on a computer: its cards have room for one more fact, and a word beside the icon. */
    wide: { type: Boolean, value: false },
  },
  data: {
    /** Order id of the card that has left; empty for none. */
    left: '',
  },
  observers: {
    cards() {
      if (this.data.left !== '') this.setData({ left: '' });
    },
  },
  methods: {
    choose({ currentTarget }: CardTap) {
      this.triggerEvent('choose', currentTarget.dataset);
    },
    act({ currentTarget: { dataset } }: CardTap) {
      this.triggerEvent('act', dataset);
      if (dataset.act === 'take-note') this.setData({ left: dataset.orderId });
    },
  },
});

type CardTap = Tap<{ readonly orderId: string; readonly act?: string }>;
