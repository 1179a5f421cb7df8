import { openShopPage } from '../../../platform/navigation';
import { ageMs } from '../../../contract/age';
import { type MiniProgram, MINI_PROGRAM_BOUNDS } from '../../../contract/mini-programs';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type Reading, isReadable, miniProgramCard } from '../../views/mini-program-reading';
import { type TapOn, joinTwo, loadPage, showAnswer } from '../../form-page';
import { PAGE_DATA } from '../../page-data';

/** Age (ms) of WeChat's answer from which a visit to the page asks WeChat again. */
const READING_RECENT_MS = 60_000;

/** Page 下单小程序: the mini-programs that place orders, each with its state at WeChat. */
Page({
  data: {
    ...PAGE_DATA,
    cards: [] as readonly ReturnType<typeof miniProgramCard>[],
    most: MINI_PROGRAM_BOUNDS.entries,
  },
  /** WeChat's last answers, by AppID. They stay on the page until WeChat has answered again. */
  readings: new Map<string, Reading>(),
  loads: 0,

  onLoad() {
    this.readings = new Map();
  },
  onShow: loadPage,
  async load() {
    this.loads += 1;
    const load = this.loads;
    const listed = joinTwo(askShop('list-mini-programs', {}), askShop('list-accounts', {}));
    await showAnswer(this, listed, ({ miniPrograms, accounts }) => {
      const cardOf = (entry: MiniProgram) =>
        miniProgramCard(entry, accounts, this.readings.get(entry.appId) ?? null);
      miniPrograms.forEach((entry, index) => {
        const before = this.readings.get(entry.appId);
        const isReadingRecent =
          before?.ok === true && ageMs(before.serverTime, serverClock.now()) < READING_RECENT_MS;
        if (!isReadable(entry) || isReadingRecent) return;
        void askShop('read-mini-program', { appId: entry.appId }).then((reading) => {
          this.readings.set(entry.appId, reading);
          if (load === this.loads) this.setData({ [`cards[${index}]`]: cardOf(entry) });
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
