import { canHideTabBar, windowWidth } from '../../platform/device';
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

/**
 * Rail with the tabs at the left of a wide window, in place of WeChat's tab bar; its slot is the
 * page.
 */
Component({
  properties: {
    current: { type: String, value: '' },
    /** Orders to be handled, for the badge of 看板; -1 on other pages, until they are shown. */
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
    go({ currentTarget }: TabTap) {
      const { tab } = currentTarget.dataset;
      if (tab !== this.data.current) goToTab(tab);
    },
  },
});

function hasRoom(): boolean {
  return canHideTabBar() && windowWidth() >= RAIL_FROM_PX;
}

type TabTap = Tap<{ readonly tab: Tab }>;
