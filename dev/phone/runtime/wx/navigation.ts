import { topPage } from '../page-stack';
import type { Router } from '../router';
import { numberOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApis } from './api';

/** navigateTo and its kin; and the tab bar's calls, which fail on a page without one. */
export function navigationApis(router: Router): Record<string, unknown> {
  const { tabBar } = router;
  const onTabPage = (change: () => void): void => {
    if (!tabBar.routes.includes(topPage()?.route ?? '')) throw new ApiFailure('not TabBar page');
    change();
    router.redraw();
  };
  const setBadge = ({ index }: Options, text: string): void => {
    onTabPage(() => {
      const tab = numberOf(index, NaN);
      if (tabBar.routes[tab] === undefined) throw new ApiFailure('tabbar item not found');
      tabBar.setBadge(tab, text);
    });
  };
  return asyncApis({
    navigateTo: ({ url }) => {
      router.navigateTo(textOf(url));
    },
    redirectTo: ({ url }) => {
      router.redirectTo(textOf(url));
    },
    reLaunch: ({ url }) => {
      router.reLaunch(textOf(url));
    },
    switchTab: ({ url }) => {
      router.switchTab(textOf(url));
    },
    navigateBack: ({ delta }) => {
      router.navigateBack(numberOf(delta, 1));
    },
    showTabBar: () => {
      onTabPage(() => {
        tabBar.show(true);
      });
    },
    hideTabBar: () => {
      onTabPage(() => {
        tabBar.show(false);
      });
    },
    setTabBarBadge: (options) => {
      setBadge(options, textOf(options['text']));
    },
    removeTabBarBadge: (options) => {
      setBadge(options, '');
    },
  });
}
