import { windowWidth } from '../../platform/device';
import { goToTab, showTabBar } from '../../platform/navigation';
import { RAIL_FROM_PX } from '../../styles/widths';

type Tab = Parameters<typeof goToTab>[0];

const TABS: readonly { readonly tab: Tab; readonly text: string }[] = [
  { tab: 'search', text: '查单' },
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
    /** Numbers to show at tabs, by tab; WeChat's own badges are on its tab bar only. */
    badges: { type: Object, value: {} },
  },
  data: {
    tabs: TABS,
  },
  pageLifetimes: {
    show: giveWay,
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
