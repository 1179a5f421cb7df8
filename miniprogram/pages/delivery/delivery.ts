import { phoneMemory, serverClock } from '../../phone-memory';
import { copyText } from '../../platform/clipboard';
import { lookUpDelivery, revealPhone } from '../../platform/cloud-functions';
import { capsule } from '../../platform/device';
import { goBack, orderIdsOf } from '../../platform/navigation';
import { onNetworkReturn } from '../../platform/network';
import { dial } from '../../platform/phone-call';
import { timers } from '../../platform/timers';
import { customerSummary } from '../../tracking/customer-summary';
import type { DeliverySession } from '../../tracking/delivery-session';
import { openDelivery } from '../../tracking/delivery-session';
import { NOTHING_KNOWN } from '../../tracking/delivery-view';
import type { CallTrouble } from '../../tracking/trouble';
import { callTrouble } from '../../tracking/trouble';

/** 配送: where one delivery stands and where its rider is. Opened with the order ids that may be meant. */
Page({
  data: {
    ...NOTHING_KNOWN,
    capsule: { top: 0, bottom: 0, left: 0, height: 0 },
    calling: false,
    callTrouble: null as CallTrouble | null,
  },
  session: null as DeliverySession | null,
  stopListening: null as (() => void) | null,

  onLoad(query) {
    this.setData({ capsule: capsule() });
    this.session = openDelivery({
      orderIds: orderIdsOf(query),
      lookUp: lookUpDelivery,
      snapshots: { load: phoneMemory.snapshot, save: phoneMemory.keep },
      forgetEverything: phoneMemory.forgetEverything,
      clock: serverClock,
      timers,
      random: Math.random,
      show: (changed) => {
        this.setData(changed);
      },
    });
  },
  onShow() {
    this.session?.start();
    this.stopListening = onNetworkReturn(() => this.session?.networkReturned());
  },
  onHide() {
    this.rest();
  },
  onUnload() {
    this.rest();
  },
  rest() {
    this.session?.stop();
    this.stopListening?.();
    this.stopListening = null;
  },

  refresh() {
    this.session?.refresh();
  },
  back: goBack,

  async call() {
    if (this.data.calling) return;
    this.setData({ calling: true, callTrouble: null });
    const answer = await revealPhone(this.data.orderId);
    this.setData({ calling: false, callTrouble: answer.ok ? null : callTrouble(answer) });
    if (answer.ok) await dial(answer.data.phone);
  },

  copySummary() {
    const report = this.session?.tracked().report;
    if (report) void copyText(customerSummary(report, serverClock.now()));
  },
  copyOrderId() {
    void copyText(this.data.orderId);
  },
  copyWaybillId() {
    void copyText(this.data.waybillId);
  },
});
