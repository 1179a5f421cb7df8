import type { MiniProgram, PaidComparison } from '../../../contract/mini-programs';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { FORM_DATA, submit } from '../../form-page';
import { paidOrdersView, whatToWaitFor } from '../../views/paid-orders-view';

/** Block 新单自己上看板: compares order numbers, and has the switch. Emits `saved` (mini-program). */
Component({
  properties: { entry: { type: null, value: null as MiniProgram | null } },
  data: {
    ...FORM_DATA,
    view: null as ReturnType<typeof paidOrdersView> | null,
    /** What the owner has to wait for before the next comparison; empty for nothing. */
    wait: '',
    compared: null as Pick<PaidComparison, 'listed' | 'examples'> | null,
  },
  observers: {
    entry() {
      this.show();
    },
  },
  methods: {
    show() {
      const { entry } = this.data;
      if (entry !== null)
        this.setData({ view: paidOrdersView(entry.paidOrders, serverClock.now()) });
    },
    async compare() {
      const appId = this.data.entry?.appId ?? '';
      const ask = async () => {
        const answer = await askShop('compare-paid-orders', { appId });
        this.setData({ wait: whatToWaitFor(answer) });
        return answer;
      };
      const onDone = ({ miniProgram, ...compared }: PaidComparison) => {
        this.setData({ compared });
        this.triggerEvent('saved', { value: miniProgram });
      };
      await submit(this, 'compare', ask, onDone);
    },
    async toggle({ detail }: WechatMiniprogram.SwitchChange) {
      const appId = this.data.entry?.appId ?? '';
      const isOn = detail.value;
      const ask = () => askShop('switch-paid-orders', { appId, isOn });
      const onDone = (value: MiniProgram) => {
        this.triggerEvent('saved', { value });
      };
      // WeChat moves its switch at once. If the cloud refuses the change, `show` moves it back.
      this.setData({ 'view.isOn': isOn, wait: '' });
      await submit(this, 'switch', ask, onDone);
      this.show();
    },
  },
});
