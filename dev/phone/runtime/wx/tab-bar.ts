import { topPage } from '../page-stack';
import type { Router } from '../router';
import { numberOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApi, type AsyncApi } from './api';

/** What `wx` can do to the tab bar; on a page without one it fails, as in WeChat. */
export function tabBarApis(router: Router): Record<string, unknown> {
  const { tabBar } = router;
  const onTabPage = (name: string, run: (options: Options) => void): AsyncApi =>
    asyncApi(name, (options) => {
      if (!tabBar.routes.includes(topPage()?.route ?? '')) throw new ApiFailure('not TabBar page');
      run(options);
      router.redraw();
    });
  const ofTab = (name: string, run: (index: number, options: Options) => void): AsyncApi =>
    onTabPage(name, (options) => {
      const index = numberOf(options['index'], NaN);
      if (tabBar.routes[index] === undefined) throw new ApiFailure('tabbar item not found');
      run(index, options);
    });
  return {
    showTabBar: onTabPage('showTabBar', () => {
      tabBar.show(true);
    }),
    hideTabBar: onTabPage('hideTabBar', () => {
      tabBar.show(false);
    }),
    setTabBarStyle: onTabPage('setTabBarStyle', (options) => {
      tabBar.setStyle(options);
    }),
    setTabBarItem: ofTab('setTabBarItem', (index, options) => {
      tabBar.change(index, { item: options });
    }),
    setTabBarBadge: ofTab('setTabBarBadge', (index, { text }) => {
      tabBar.change(index, { badge: shortened(textOf(text)) });
    }),
    removeTabBarBadge: ofTab('removeTabBarBadge', (index) => {
      tabBar.change(index, { badge: '' });
    }),
    showTabBarRedDot: ofTab('showTabBarRedDot', (index) => {
      tabBar.change(index, { redDot: true });
    }),
    hideTabBarRedDot: ofTab('hideTabBarRedDot', (index) => {
      tabBar.change(index, { redDot: false });
    }),
  };
}

/** As documented: more than four characters are shown as `...`. */
function shortened(text: string): string {
  return Array.from(text).length > 4 ? '...' : text;
}
