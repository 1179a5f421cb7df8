import { phone } from '../phone';
import type { Router } from '../router';
import { numberOf, textOf } from '../values';
import { ApiFailure, asyncApis } from './api';

export function navigationApis(router: Router): Record<string, unknown> {
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
    hideTabBar: () => {
      if (phone.isMac) throw new ApiFailure('not support');
      router.hideTabBar(true);
    },
    showTabBar: () => {
      router.hideTabBar(false);
    },
    setTabBarBadge: ({ index, text }) => {
      router.setTabBarBadge(numberOf(index, 0), textOf(text));
    },
    removeTabBarBadge: ({ index }) => {
      router.setTabBarBadge(numberOf(index, 0), '');
    },
    navigateBack: () => {
      router.navigateBack();
    },
  });
}
