import { serverClock } from '../../../services/phone-memory';
import { testAccess } from '../../platform/client-database';
import { copyText } from '../../../platform/clipboard';
import { selfCheckGetOrder } from '../../../services/cloud-functions';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { afterFailure, PAGE_KNOWN, PAGE_LOADING } from '../../../shop/page-state';
import { type PartFindings, isForOwnersOnly, runSelfCheck } from '../../views/run-self-check';
import { isFailedCall, selfCheckText, selfCheckView } from '../../views/self-check-view';
import { askShop } from '../../../services/shop-session';
import { PAGE_DATA } from '../../page-data';

const NO_FINDINGS: PartFindings = {};

/** Page 自检 (self-check): what is set up wrongly, and who can fix it. Results appear one by one. */
Page({
  data: { ...PAGE_DATA, view: selfCheckView(NO_FINDINGS), copyRefused: '' },
  findings: NO_FINDINGS,

  onLoad() {
    void this.check();
  },
  async check() {
    this.findings = NO_FINDINGS;
    this.show();
    await runSelfCheck(
      {
        askShop: () => askShop('self-check', {}),
        askGetOrder: selfCheckGetOrder,
        testAccess,
        phoneNow: () => Date.now(),
      },
      (checkPart, findings) => {
        this.findings = { ...this.findings, [checkPart]: findings };
        this.show();
      },
    );
  },
  recheck() {
    if (this.data.view.isDone) void this.check();
  },
  show() {
    const { shop } = this.findings;
    const isRefused = isFailedCall(shop) && isForOwnersOnly(shop);
    const pageState = isRefused ? afterFailure(PAGE_LOADING, shop) : PAGE_KNOWN;
    this.setData({ state: pageState, view: selfCheckView(this.findings), copyRefused: '' });
  },
  async copy() {
    const refusal = await copyText(selfCheckText(this.data.view, serverClock.now()));
    this.setData({ copyRefused: sentenceForOwner(refusal) });
  },
});
