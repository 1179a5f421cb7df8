import { addOrders } from '../../../services/board-calls';
import { pastedIds, addPastedOrders } from '../../pasted-ids';

/** Field to paste many order ids. Ids that were not added stay in it. Emits `added` at the end. */
Component({
  properties: {
    /** Store that is chosen on the board; empty for all stores of the person. */
    storeId: { type: String, value: '' },
  },
  data: {
    /** Text that the page last put into the field. Doing so while a person types may lose keys. */
    text: '',
    typed: '',
    count: 0,
    outcome: '',
    isBusy: false,
  },
  methods: {
    onInput({ detail }: WechatMiniprogram.Input) {
      const typedText = detail.value;
      this.setData({ typed: typedText, count: pastedIds(typedText).orderIds.length, outcome: '' });
    },
    async addAll() {
      if (this.data.isBusy) return;
      const pasted = pastedIds(this.data.typed);
      if (pasted.orderIds.length === 0) {
        this.setData({ outcome: '还没有订单号：一行一个，或用空格、逗号隔开。' });
        return;
      }
      this.setData({ isBusy: true, outcome: '' });
      const { storeId } = this.data;
      const { text, rest } = await addPastedOrders(pasted, (orders) => addOrders(orders, storeId));
      const count = pastedIds(rest).orderIds.length;
      // WeChat ignores a value that equals the last set value, so the typed text is set first.
      this.setData({ text: this.data.typed });
      this.setData({ isBusy: false, outcome: text, text: rest, typed: rest, count });
      this.triggerEvent('added');
    },
  },
});
