import { addOrders } from '../../../services/board-calls';
import { pastedIds, putPasted } from '../../pasted-ids';

/** Field to put many order ids on the board; rejected ones stay. Emits `added` afterwards. */
Component({
  properties: {
    /** Store that is chosen on the board; empty for all stores of the person. */
    storeId: { type: String, value: '' },
  },
  data: {
    /** Value of the field as last set. Typed text is not set again, which could lose keys. */
    text: '',
    typed: '',
    count: 0,
    outcome: '',
    isBusy: false,
  },
  methods: {
    onInput({ detail }: WechatMiniprogram.Input) {
      const typed = detail.value;
      this.setData({ typed, count: pastedIds(typed).orderIds.length, outcome: '' });
    },
    async put() {
      if (this.data.isBusy) return;
      const pasted = pastedIds(this.data.typed);
      if (pasted.orderIds.length === 0) {
        this.setData({ outcome: '还没有订单号：一行一个，或用空格、逗号隔开。' });
        return;
      }
      this.setData({ isBusy: true, outcome: '' });
      const { storeId } = this.data;
      const { text, rest } = await putPasted(pasted, (orders) => addOrders(orders, storeId));
      const count = pastedIds(rest).orderIds.length;
      // WeChat ignores a value that equals the last one set.
      this.setData({ text: this.data.typed });
      this.setData({ isBusy: false, outcome: text, text: rest, typed: rest, count });
      this.triggerEvent('added');
    },
  },
});
