import { openShopPage } from '../../../platform/navigation';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type RobotRow, type WatchView, robotRow, watchView } from '../../views/notices-view';
import { type TapOn, showAnswer } from '../../form-page';
import { PAGE_DATA } from '../../page-data';

/** Page 提醒: the robots of the stores' groups, which tell what happens while nobody looks. */
Page({
  data: { ...PAGE_DATA, rows: [] as readonly RobotRow[], watch: null as WatchView | null },

  onShow() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('list-robots', {}), (doors) => {
      const now = serverClock.now();
      return { rows: doors.robots.map((one) => robotRow(one, now)), watch: watchView(doors, now) };
    });
  },
  openRobot({ currentTarget }: TapOn<{ id: string }>) {
    openShopPage('robot', currentTarget.dataset.id);
  },
});
