import { windowWidth } from '../../platform/device';
import type { Tab } from '../../platform/navigation';
import { goToTab, knownToHandle, showBadge, showTabBar } from '../../platform/navigation';
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
    /** Orders to be handled, for the badge of 看板; -1 on other pages, until they are shown. */
    toHandle: { type: Number, value: -1 },
  },
  data: { tabs: TABS },
  observers: {
    toHandle(count: number) {
      if (count >= 0) showBadge(count);
    },
  },
  pageLifetimes: {
    show() {
      giveWay();
      this.setData({ toHandle: knownToHandle() });
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
