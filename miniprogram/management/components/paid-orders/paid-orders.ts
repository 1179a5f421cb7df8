import type { MiniProgram, PaidComparison } from '../../../contract/mini-programs';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { FORM_DATA, submit } from '../../form-page';
import { paidOrdersView, whatToWaitFor } from '../../views/paid-orders-view';

/** Switch to put paid orders on the board, after a comparison of order numbers. Emits `saved`. */
Component({
  properties: { entry: { type: null, value: null as MiniProgram | null } },
  data: {
    ...FORM_DATA,
    view: null as ReturnType<typeof paidOrdersView> | null,
    /** Sentence about what must happen before the next comparison; empty if it can start now. */
    waitReason: '',
    compared: null as Pick<PaidComparison, 'listed' | 'examples'> | null,
  },
  observers: {
    entry() {
      this.showEntry();
    },
  },
  methods: {
    showEntry() {
      const { entry } = this.data;
      if (entry !== null)
        this.setData({ view: paidOrdersView(entry.paidOrders, serverClock.now()) });
    },
    async compare() {
      const appId = this.data.entry?.appId ?? '';
      const compareAtWeChat = async () => {
        const answer = await askShop('compare-paid-orders', { appId });
        this.setData({ waitReason: whatToWaitFor(answer) });
        return answer;
      };
      const onDone = ({ miniProgram, ...compared }: PaidComparison) => {
        this.setData({ compared });
        this.triggerEvent('saved', { value: miniProgram });
      };
      await submit(this, 'compare', compareAtWeChat, onDone);
    },
    async toggle({ detail }: WechatMiniprogram.SwitchChange) {
      const appId = this.data.entry?.appId ?? '';
      const isOn = detail.value;
      const switchInCloud = () => askShop('switch-paid-orders', { appId, isOn });
      const onDone = (miniProgram: MiniProgram) => {
        this.triggerEvent('saved', { value: miniProgram });
      };
      // WeChat moves the switch at once. If the cloud refuses, `showEntry` moves it back.
      this.setData({ 'view.isOn': isOn, waitReason: '' });
      await submit(this, 'switch', switchInCloud, onDone);
      this.showEntry();
    },
  },
});
