import { phoneMemory, serverClock } from '../../services/phone-memory';
import { refreshRecents } from '../../services/cloud-functions';
import type { OrderEvent, Tap } from '../../platform/input';
import { askLossConfirmation } from '../../platform/dialog';
import { goToTab, openDeliveryPage, openShopPage } from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import type { ShopPage } from '../../contract/page-paths';
import { type EntranceView, entranceView } from '../../shop/entrance-view';
import { type ActionFailure, actionFailure, isForOwner } from '../../ui/wording/failure-view';
import { failureOf } from '../../contract/call-result';
import {
  type HomeView,
  homeView,
  LEAVING_QUESTION,
  NO_OWNER_DATA,
  settingsFailure,
} from '../../shop/home-view';
import { type FirstOrderCard, firstOrderCard } from '../../shop/set-up-steps';
import { afterFailure, PAGE_KNOWN, PAGE_LOADING } from '../../shop/page-state';
import { askOwnerData, askIdentity, leaveShop } from '../../services/shop-session';

/** Page 店铺 (shop): the person's role in the shop, and the menu entries for that role. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: PAGE_LOADING,
    home: null as HomeView | null,
    /** Card about the shop's first found order, shown once when set-up is complete; else null. */
    opened: null as FirstOrderCard | null,
    entrance: null as EntranceView | null,
    /** True while the page asks the cloud again whether the person has become a member. */
    asking: false,
    leaving: false,
    isMoreShown: false,
    failure: null as ActionFailure | null,
    /** Failure for the owner to fix, which keeps some data off the page; null if there is none. */
    settingsFailure: null as ActionFailure | null,
  },

  onShow() {
    void this.load();
  },
  async load() {
    const identity = await askIdentity();
    if (!identity.ok) {
      this.setData({ state: afterFailure(this.data.state, identity) });
      return;
    }
    const { membership, stores } = identity.data;
    const now = serverClock.now();
    if (membership.kind !== 'member') {
      this.setData({ state: PAGE_KNOWN, home: null, entrance: entranceView(membership, now) });
      return;
    }
    const isOwner = membership.role === 'owner';
    const [ownerAnswer, hasFoundOrder] = isOwner
      ? await Promise.all([askOwnerData(), askWhetherOrderFound()])
      : [null, true];
    // Shows the page despite a failure that the owner has to fix, because 自检 explains the failure.
    const isShownInSelfCheck = ownerAnswer?.ok === false && isForOwner(failureOf(ownerAnswer));
    if (ownerAnswer?.ok === false && !isShownInSelfCheck) {
      this.setData({ state: afterFailure(this.data.state, ownerAnswer) });
      return;
    }
    const ownerData = ownerAnswer?.ok === true ? ownerAnswer.data : NO_OWNER_DATA;
    const facts = { ...ownerData, stores, hasFoundOrder };
    const isFirstOrderNew = hasFoundOrder && Boolean(this.data.home?.steps);
    this.setData({
      state: PAGE_KNOWN,
      home: homeView(membership, facts, now),
      opened: isFirstOrderNew ? firstOrderCard(phoneMemory.recents(), now) : null,
      entrance: null,
      settingsFailure: ownerAnswer?.ok === false ? settingsFailure(ownerAnswer) : null,
    });
  },
  async reload() {
    this.setData({ asking: true });
    await this.load();
    this.setData({ asking: false });
  },
  open({ currentTarget }: EntryTap) {
    openShopPage(currentTarget.dataset.page);
  },
  toggleMore() {
    this.setData({ isMoreShown: !this.data.isMoreShown });
  },
  openStep() {
    const steps = this.data.home?.steps;
    if (steps?.page === 'search') goToTab('search');
    else if (steps) openShopPage(steps.page, steps.id);
  },
  openFirstOrder() {
    const { opened } = this.data;
    if (opened !== null) openDeliveryPage([opened.orderId], true);
  },
  openRecorded({ detail }: OrderEvent) {
    openDeliveryPage([detail.orderId], true);
  },
  async leave() {
    if (this.data.leaving || !(await askLossConfirmation(LEAVING_QUESTION))) return;
    this.setData({ leaving: true, failure: null });
    const leaveAnswer = await leaveShop();
    this.setData({ leaving: false, failure: leaveAnswer.ok ? null : actionFailure(leaveAnswer) });
  },
});

/** Tells whether the shop has ever found an order. Asks the cloud if this phone has saved none. */
async function askWhetherOrderFound(): Promise<boolean> {
  if (phoneMemory.recents().length > 0) return true;
  const refreshedAnswer = await refreshRecents();
  // If the cloud does not answer, returns true, so that the page does not show the set-up steps.
  return !refreshedAnswer.ok || refreshedAnswer.data.orders.length > 0;
}

type EntryTap = Tap<{ readonly page: ShopPage }>;
