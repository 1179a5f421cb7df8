import { openShopPage } from '../../../platform/navigation';
import { ageMs } from '../../../contract/age';
import { type MiniProgram, MINI_PROGRAM_BOUNDS } from '../../../contract/mini-programs';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type Reading, canAskWeChat, miniProgramCard } from '../../views/mini-program-reading';
import { type TapOn, joinTwo, loadPage, showAnswer } from '../../form-page';
import { PAGE_DATA } from '../../page-data';

/** Age (ms) up to which the page, when shown again, uses WeChat's last answer again. */
const MAX_AGE_MS = 60_000;

/** Page 下单小程序: the mini-programs that place orders, each with its state at WeChat. */
Page({
  data: {
    ...PAGE_DATA,
    cards: [] as readonly ReturnType<typeof miniProgramCard>[],
    maxCount: MINI_PROGRAM_BOUNDS.entries,
  },
  /** WeChat's last answers, by AppID. They are shown until WeChat has answered again. */
  readings: new Map<string, Reading>(),
  loadCount: 0,

  onLoad() {
    this.readings = new Map();
  },
  onShow: loadPage,
  async load() {
    this.loadCount += 1;
    const loadNumber = this.loadCount;
    const pageCalls = joinTwo(askShop('list-mini-programs', {}), askShop('list-accounts', {}));
    await showAnswer(this, pageCalls, ({ miniPrograms, accounts }) => {
      const cardOf = (miniProgram: MiniProgram) =>
        miniProgramCard(miniProgram, accounts, this.readings.get(miniProgram.appId) ?? null);
      miniPrograms.forEach((entry, index) => {
        const lastReading = this.readings.get(entry.appId);
        const isReadingRecent =
          lastReading?.ok === true && ageMs(lastReading.serverTime, serverClock.now()) < MAX_AGE_MS;
        if (!canAskWeChat(entry) || isReadingRecent) return;
        void askShop('read-mini-program', { appId: entry.appId }).then((reading) => {
          this.readings.set(entry.appId, reading);
          if (loadNumber === this.loadCount) this.setData({ [`cards[${index}]`]: cardOf(entry) });
        });
      });
      return { cards: miniPrograms.map(cardOf) };
    });
  },
  openEntry({ currentTarget }: TapOn<{ id?: string }>) {
    openShopPage('mini-program', currentTarget.dataset.id);
  },
  openAccounts() {
    openShopPage('accounts');
  },
});
