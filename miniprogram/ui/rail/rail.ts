import { windowWidth } from '../../platform/device';
import type { Tab } from '../../platform/navigation';
import { goToTab, showBadge, showTabBar, tellToHandle } from '../../platform/navigation';
import { RAIL_FROM_PX } from '../../styles/widths';

const TABS: readonly { readonly tab: Tab; readonly text: string }[] = [
  { tab: 'search', text: '查单' },
  { tab: 'board', text: '看板' },
  { tab: 'shop', text: '店铺' },
];

/**
 * Rail with the tabs at the left of a wide window, where WeChat's tab bar at the bottom is far from
 * everything: the rail hides it. In a narrow window the rail is not shown.
 */
Component({
  properties: {
    /** Tab whose page has this rail. */
    current: { type: String, value: '' },
    /** Number of orders to be handled, from the page that knows it; -1 on other pages. */
    toHandle: { type: Number, value: -1 },
  },
  data: {
    tabs: TABS,
    /** Text of the badge at 看板; empty for none. WeChat's own badges are on its tab bar only. */
    badge: '',
  },
  observers: {
    toHandle(count: number) {
      if (count >= 0) tellToHandle(count);
      this.setData({ badge: showBadge() });
    },
  },
  pageLifetimes: {
    show() {
      giveWay();
      this.setData({ badge: showBadge() });
    },
    resize: giveWay,
  },
  methods: {
    go({ currentTarget }: TabTap) {
      const { tab } = currentTarget.dataset;
      if (tab !== this.data.current) goToTab(tab);
    },
  },
});

/** Hides WeChat's tab bar where the rail is shown. */
function giveWay(): void {
  showTabBar(windowWidth() < RAIL_FROM_PX);
}

type TabTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly tab: Tab }
>;
