import { canHideTabBar, windowSize } from '../../platform/device';
import type { Tap } from '../../platform/input';
import {
  type Tab,
  goToTab,
  lastToHandleCount,
  showBadge,
  showTabBar,
} from '../../platform/navigation';
import { RAIL_FROM_PX } from '../../styles/widths';

const TABS: readonly { readonly tab: Tab; readonly text: string }[] = [
  { tab: 'search', text: '查单' },
  { tab: 'board', text: '看板' },
  { tab: 'shop', text: '店铺' },
];

/** Rail with the tabs at the left of a wide window, instead of WeChat's tab bar. Slot: the page. */
Component({
  properties: {
    current: { type: String, value: '' },
    /** Number on the badge of 看板 (orders 要处理); -1 on the other pages until they are shown. */
    toHandle: { type: Number, value: -1 },
  },
  data: { tabs: TABS, isShown: hasRoom() },
  observers: {
    toHandle(count: number) {
      if (count >= 0) showBadge(count);
    },
  },
  pageLifetimes: {
    show() {
      this.giveWay();
      this.setData({ toHandle: lastToHandleCount() });
    },
    resize() {
      this.giveWay();
    },
  },
  methods: {
    /** Hides WeChat's tab bar where the rail is shown. */
    giveWay() {
      const isShown = hasRoom();
      this.setData({ isShown });
      showTabBar(!isShown);
    },
    go({ currentTarget }: Tap<{ readonly tab: Tab }>) {
      const { tab } = currentTarget.dataset;
      if (tab !== this.data.current) goToTab(tab);
    },
  },
});

function hasRoom(): boolean {
  return canHideTabBar() && windowSize().width >= RAIL_FROM_PX;
}
