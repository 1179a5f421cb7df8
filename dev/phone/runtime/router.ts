import type * as glassEasel from 'glass-easel';
import type { AppConfig } from './app-config';
import type { AppInstance } from './app-instance';
import { reportError } from './errors';
import { logHandler } from './framework/cost-logs';
import type { Framework } from './framework/framework';
import { createListeners } from './listeners';
import {
  pageStack,
  pageUrl,
  parsePageUrl,
  topPage,
  type Caller,
  type OpenPage,
  type PageTarget,
} from './page-stack';
import { PageFrame } from './shell/page-frame';
import { TabBar } from './shell/tab-bar';
import { callable } from './values';
import { ApiFailure } from './wx/api';

/** WeChat's limit of pages on the stack. */
const MOST_PAGES = 10;

/** Opens and closes pages as WeChat does. @throws ApiFailure for navigation that WeChat refuses */
export class Router {
  readonly routed = createListeners<[route: string]>();
  private readonly tabBar: TabBar;
  /** Opened tab pages by route, which stay alive while another tab is visible. */
  private readonly tabs = new Map<string, OpenPage>();

  constructor(
    private readonly app: AppInstance,
    private readonly config: AppConfig,
    private readonly framework: Framework,
    private readonly place: HTMLElement,
  ) {
    this.tabBar = new TabBar(config, (route) => {
      this.switchTab(`/${route}`);
    });
  }

  navigateTo(url: string): void {
    if (pageStack.length >= MOST_PAGES) throw new ApiFailure('webview count limit exceed');
    const target = this.find(url);
    if (this.isTab(target.route)) throw new ApiFailure('can not navigateTo a tabbar page');
    this.hideTop();
    this.open(target);
  }

  redirectTo(url: string): void {
    const target = this.find(url);
    if (this.isTab(target.route)) throw new ApiFailure('can not redirectTo a tabbar page');
    this.close(topPage());
    this.open(target);
  }

  reLaunch(url: string): void {
    const target = this.find(url);
    while (pageStack.length > 0) this.close(topPage());
    for (const page of [...this.tabs.values()]) this.close(page);
    this.open(target);
  }

  /**
   * Shows a tab page, and closes pages that are no tabs. The lifecycles follow the table in
   * developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html.
   */
  switchTab(url: string): void {
    const { route } = this.find(url);
    if (!this.isTab(route)) throw new ApiFailure('can not switch to no-tabBar page');
    while (pageStack.length > 0 && !this.isTab(topPage()?.route ?? '')) this.close(topPage());
    const left = topPage();
    if (left !== undefined && left.route !== route) {
      this.hideTop();
      leaveStack(left);
      left.frame.section.hidden = true;
    }
    const opened = this.tabs.get(route);
    if (opened === undefined) {
      this.open({ route, query: {} });
      return;
    }
    if (opened !== left) enterStack(opened);
    this.showTop();
  }

  hideTabBar(isHidden: boolean): void {
    if (!this.isTab(topPage()?.route ?? '')) throw new ApiFailure('not TabBar page');
    this.tabBar.hide(isHidden);
  }

  /** Shows a badge of the tab bar; as in WeChat, only a tab page can. */
  setTabBarBadge(index: number, text: string): void {
    if (!this.isTab(topPage()?.route ?? '')) throw new ApiFailure('not TabBar page');
    this.tabBar.badge(index, text);
  }

  navigateBack(): void {
    if (pageStack.length < 2) throw new ApiFailure('cannot navigate back at first page');
    this.close(topPage());
    this.showTop();
  }

  /** Calls onShow of the page on top, unless the mini-program is hidden. */
  showTop(): void {
    const page = topPage();
    if (page === undefined || page.isShown || !this.app.isVisible) return;
    page.isShown = true;
    for (const one of pageStack) one.frame.section.inert = one !== page;
    page.root.getComponent().triggerPageLifetime('show', []);
    call(page, 'onShow');
    this.routed.emit(page.route);
  }

  hideTop(): void {
    const page = topPage();
    if (page?.isShown !== true) return;
    page.isShown = false;
    page.root.getComponent().triggerPageLifetime('hide', []);
    call(page, 'onHide');
  }

  /** Calls onResize of the page on top, and `resize` of its components. */
  resized(size: Readonly<Record<string, number>>): void {
    const page = topPage();
    if (page === undefined) return;
    page.root.getComponent().triggerPageLifetime('resize', [{ size }]);
    call(page, 'onResize', { size });
  }

  /** Redraws after a change of theme, text size or window. */
  redraw(): void {
    this.tabBar.draw();
    for (const { frame, route } of new Set([...pageStack, ...this.tabs.values()])) {
      frame.reconfigure(this.config.page(route));
    }
  }

  private find(url: string): PageTarget {
    const target = parsePageUrl(url);
    if (!this.config.hasPage(target.route)) {
      throw new ApiFailure(`page "${target.route}" is not found`);
    }
    return target;
  }

  private open({ route, query }: PageTarget): void {
    const isFirst = pageStack.length === 0;
    const { home } = this.config;
    const back = (): void => {
      this.navigateBack();
    };
    const goHome = (): void => {
      this.reLaunch(`/${home}`);
    };
    const isHome = route === home || this.isTab(route);
    const frame = new PageFrame(route, this.config.page(route), {
      back: isFirst ? null : back,
      home: isFirst && !isHome ? goHome : null,
    });
    const root = this.framework.createPage(pageUrl({ route, query }));
    const caller = root.get() as unknown as Caller;
    Object.assign(caller, { route, __route__: route, options: query });
    const page: OpenPage = { route, query, caller, frame, root, isShown: false };
    enterStack(page);
    if (this.isTab(route)) {
      this.tabs.set(route, page);
      frame.setTabBar(this.tabBar.barOf(route));
    }
    this.place.append(frame.section);
    const placeholder = document.createElement('div');
    frame.scroller.append(placeholder);
    root.attach(
      frame.scroller as unknown as glassEasel.GeneralBackendElement,
      placeholder as unknown as glassEasel.GeneralBackendElement,
    );
    call(page, 'onLoad', query);
    this.showTop();
    this.framework.ready.flush();
    call(page, 'onReady');
  }

  private close(page: OpenPage | undefined): void {
    if (page === undefined) return;
    page.isShown = false;
    call(page, 'onUnload');
    leaveStack(page);
    if (this.tabs.delete(page.route)) this.tabBar.forget(page.route);
    page.root.release();
    page.frame.section.remove();
  }

  private isTab(route: string): boolean {
    return this.tabBar.routes.includes(route);
  }
}

function enterStack(page: OpenPage): void {
  page.frame.section.hidden = false;
  pageStack.push(page);
}

function leaveStack(page: OpenPage): void {
  const at = pageStack.indexOf(page);
  if (at >= 0) pageStack.splice(at, 1);
}

/** Calls a page's method, if it exists. An error is reported and not thrown. */
function call(page: OpenPage, method: string, ...args: unknown[]): void {
  const handler = callable(page.caller[method]);
  if (handler === undefined) return;
  const at = performance.now();
  try {
    handler.apply(page.caller, args);
  } catch (error) {
    reportError(error, `${page.route} ${method}`);
  }
  logHandler(page.route, method, at);
}
