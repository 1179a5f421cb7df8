import { canHideTabBar, windowSize } from '../../platform/device';
import type { Tap } from '../../platform/input';
import {
  type Tab,
  goToTab,
  lastToHandleCount,
  showToHandleBadge,
  showTabBar,
} from '../../platform/navigation';
import { RAIL_FROM_PX } from '../../styles/widths';

const TABS: readonly { readonly tab: Tab; readonly text: string }[] = [
  { tab: 'search', text: '查单' },
  { tab: 'board', text: '看板' },
  { tab: 'shop', text: '店铺' },
];

/** Tabs at the left of a wide window, in place of WeChat's tab bar. Slot: the page's content. */
Component({
  properties: {
    current: { type: String, value: '' },
    /** Number of orders to handle, for the badge of tab 看板; -1 while the page has no number. */
    toHandle: { type: Number, value: -1 },
  },
  data: { tabs: TABS, isShown: hasRoomForRail() },
  observers: {
    toHandle(count: number) {
      if (count >= 0) showToHandleBadge(count);
    },
  },
  pageLifetimes: {
    show() {
      this.showRailOrTabBar();
      this.setData({ toHandle: lastToHandleCount() });
    },
    resize() {
      this.showRailOrTabBar();
    },
  },
  methods: {
    showRailOrTabBar() {
      const isShown = hasRoomForRail();
      this.setData({ isShown });
      showTabBar(!isShown);
    },
    openTappedTab({ currentTarget }: Tap<{ readonly tab: Tab }>) {
      const { tab } = currentTarget.dataset;
      if (tab !== this.data.current) goToTab(tab);
    },
  },
});

function hasRoomForRail(): boolean {
  return canHideTabBar() && windowSize().width >= RAIL_FROM_PX;
}
