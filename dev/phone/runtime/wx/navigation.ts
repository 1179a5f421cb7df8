import { NavigationError, type Router } from '../router';
import { topPage } from '../page-stack';
import { unsharedPages } from '../shell/share-sheet';
import { flagOf, isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApi } from './api';
import { createEventChannel } from './event-channel';

/** navigateTo and its kin, the navigation bar, pulling down, and scrolling the page. */
export function navigationApis(router: Router): Record<string, unknown> {
  const navigating = (name: string, run: (options: Options) => unknown) =>
    asyncApi(name, (options) => {
      try {
        return run(options);
      } catch (error) {
        throw error instanceof NavigationError ? new ApiFailure(error.message) : error;
      }
    });
  return {
    navigateTo: navigating('navigateTo', ({ url, events }) => {
      const channel = createEventChannel(isRecord(events) ? events : {});
      router.navigateTo(textOf(url), (caller) => {
        caller['getOpenerEventChannel'] = () => channel;
      });
      return { eventChannel: channel };
    }),
    redirectTo: navigating('redirectTo', ({ url }) => {
      router.redirectTo(textOf(url));
    }),
    reLaunch: navigating('reLaunch', ({ url }) => {
      router.reLaunch(textOf(url));
    }),
    navigateBack: navigating('navigateBack', ({ delta }) => {
      router.navigateBack(numberOf(delta, 1));
    }),
    switchTab: navigating('switchTab', ({ url }) => {
      router.switchTab(textOf(url));
    }),
    showShareMenu: asyncApi('showShareMenu', () => {
      const page = topPage();
      if (page !== undefined) unsharedPages.delete(page);
    }),
    hideShareMenu: asyncApi('hideShareMenu', () => {
      const page = topPage();
      if (page !== undefined) unsharedPages.add(page);
    }),
    setNavigationBarTitle: asyncApi('setNavigationBarTitle', ({ title }) => {
      topPage()?.frame.setNavigation('title', title);
    }),
    setNavigationBarColor: asyncApi('setNavigationBarColor', ({ frontColor, backgroundColor }) => {
      topPage()?.frame.setNavigation('front-color', frontColor);
      topPage()?.frame.setNavigation('background-color', backgroundColor);
    }),
    setBackgroundColor: asyncApi('setBackgroundColor', ({ backgroundColor }) => {
      topPage()?.frame.setMeta('background-color', backgroundColor);
    }),
    showNavigationBarLoading: asyncApi('showNavigationBarLoading', () => {
      topPage()?.frame.setNavigation('loading', true);
    }),
    hideNavigationBarLoading: asyncApi('hideNavigationBarLoading', () => {
      topPage()?.frame.setNavigation('loading', false);
    }),
    startPullDownRefresh: asyncApi('startPullDownRefresh', () => {
      topPage()?.frame.startPullDown();
    }),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => {
      topPage()?.frame.stopPullDown();
    }),
    pageScrollTo: asyncApi('pageScrollTo', ({ scrollTop, duration }) => {
      topPage()?.frame.scroller.scrollTo({
        top: numberOf(scrollTop, 0),
        behavior: flagOf(duration, true) && numberOf(duration, 300) > 0 ? 'smooth' : 'instant',
      });
    }),
  };
}
