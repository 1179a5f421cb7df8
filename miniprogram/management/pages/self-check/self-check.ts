import { serverClock } from '../../../services/phone-memory';
import { tryCollection } from '../../platform/client-database';
import { copyText } from '../../../platform/clipboard';
import { checkGetOrder } from '../../../services/cloud-functions';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { afterFailure, PAGE_KNOWN, PAGE_LOADING } from '../../../shop/page-state';
import { type FoundLines, isForbidden, runSelfCheck } from '../../views/run-self-check';
import { isFailedCall, selfCheckText, selfCheckView } from '../../views/self-check-view';
import { askShop } from '../../../services/shop-session';
import { PAGE_DATA } from '../../page-data';

const NO_FINDINGS: FoundLines = {};

/** Page 自检 (self-check): what is set up, and who can fix what is not. Results come one by one. */
Page({
  data: { ...PAGE_DATA, view: selfCheckView(NO_FINDINGS), copyRefused: '' },
  found: NO_FINDINGS,

  onLoad() {
    void this.check();
  },
  async check() {
    this.found = NO_FINDINGS;
    this.show();
    await runSelfCheck(
      {
        askShop: () => askShop('self-check', {}),
        askGetOrder: checkGetOrder,
        tryCollection,
        phoneNow: () => Date.now(),
      },
      (part, found) => {
        this.found = { ...this.found, [part]: found };
        this.show();
      },
    );
  },
  recheck() {
    if (this.data.view.isDone) void this.check();
  },
  show() {
    const { shop } = this.found;
    const isRefused = isFailedCall(shop) && isForbidden(shop);
    const state = isRefused ? afterFailure(PAGE_LOADING, shop) : PAGE_KNOWN;
    this.setData({ state, view: selfCheckView(this.found), copyRefused: '' });
  },
  async copy() {
    const refused = await copyText(selfCheckText(this.data.view, serverClock.now()));
    this.setData({ copyRefused: sentenceForOwner(refused) });
  },
});
