import type * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { PhoneManifest } from '../manifest';
import { createListeners } from './listeners';
import type { Caller, Framework } from './framework/framework';
import { reportError } from './errors';
import { logHandler } from './framework/handler-log';
import { pageStack, topPage, type OpenPage } from './page-stack';
import { parsePageUrl } from './page-url';
import { PageFrame, type PageConfig } from './shell/page-frame';
import { TabBar } from './shell/tab-bar';
import { themedConfig } from './themed-config';
import { callable, isRecord } from './values';

/** WeChat: so many pages may be open. */
const MOST_PAGES = 10;

interface Opened extends OpenPage {
  readonly root: Root;
  shown: boolean;
}

/** Why a navigation failed, in WeChat's words. */
export class NavigationError extends Error {}

/** The stack of pages and their lifecycle. */
export class Router {
  readonly routed = createListeners<[route: string]>();
  readonly tabBar: TabBar;
  private readonly pages: Opened[] = [];
  /** Tab pages that have been opened: they live on when another tab is shown. */
  private readonly tabs = new Map<string, Opened>();
  /** False while the mini-program is in the background. */
  private visible = true;

  constructor(
    private readonly framework: () => Framework,
    private readonly manifest: PhoneManifest,
    private readonly place: HTMLElement,
  ) {
    this.tabBar = new TabBar(manifest, (index) => {
      this.tabTapped(index);
    });
  }

  /** `prepare` comes before the page's onLoad. */
  navigateTo(url: string, prepare: (caller: Caller) => void): void {
    if (this.pages.length >= MOST_PAGES) {
      throw new NavigationError('webview count limit exceed');
    }
    const target = this.find(url);
    if (this.isTab(target.route)) throw new NavigationError('can not navigateTo a tabbar page');
    this.hide(this.top);
    this.open(target, prepare);
  }

  redirectTo(url: string): void {
    const target = this.find(url);
    if (this.isTab(target.route)) throw new NavigationError('can not redirectTo a tabbar page');
    this.close(this.top);
    this.open(target);
  }

  reLaunch(url: string): void {
    const target = this.find(url);
    while (this.pages.length > 0) this.close(this.top);
    for (const page of [...this.tabs.values()]) this.close(page);
    this.open(target);
  }

  /** Closes what is no tab page; the lifecycles are those of the table in developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html. */
  switchTab(url: string): void {
    const { route } = this.find(url);
    if (!this.isTab(route)) throw new NavigationError('can not switch to no-tabBar page');
    while (this.pages.length > 0 && !this.isTab(this.top?.route ?? '')) this.close(this.top);
    const left = this.top;
    if (left?.route === route) {
      this.show(left);
      return;
    }
    if (left !== undefined) {
      this.hide(left);
      this.leaveStack(left);
      left.frame.section.hidden = true;
    }
    const opened = this.tabs.get(route);
    if (opened === undefined) this.open({ route, query: {}, url: `/${route}` });
    else {
      this.enterStack(opened);
      this.show(opened);
    }
  }

  navigateBack(delta: number): void {
    if (this.pages.length < 2) throw new NavigationError('cannot navigate back at first page');
    const keep = Math.max(1, this.pages.length - Math.max(1, delta));
    while (this.pages.length > keep) this.close(this.top);
    this.show(this.top);
  }

  /** The mini-program comes to the front or goes to the back. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    if (visible) {
      this.visible = true;
      this.show(this.top);
    } else {
      this.hide(this.top);
      this.visible = false;
    }
  }

  /** Calls a lifecycle method of the visible page, and the page lifetime of that name in its components. */
  tell(method: string, lifetime: string | null, ...args: unknown[]): void {
    const page = this.top;
    if (page === undefined) return;
    if (lifetime !== null) page.root.getComponent().triggerPageLifetime(lifetime, args);
    call(page, method, ...args);
  }

  /** After theme, text size or window changed. */
  redraw(): void {
    this.tabBar.draw();
    for (const page of new Set([...this.pages, ...this.tabs.values()])) {
      page.frame.reconfigure(this.configOf(page.route));
    }
  }

  get top(): Opened | undefined {
    return this.pages.at(-1);
  }

  private find(url: string): {
    route: string;
    query: Readonly<Record<string, string>>;
    url: string;
  } {
    const { route, query } = parsePageUrl(url, topPage()?.route ?? '');
    if (!this.manifest.components.some(({ isPage, path }) => isPage && path === route)) {
      throw new NavigationError(`page "${route}" is not found`);
    }
    return { route, query, url };
  }

  private open(
    { route, query, url }: ReturnType<Router['find']>,
    prepare: (caller: Caller) => void = () => undefined,
  ): void {
    const { pages } = this;
    const first = pages.length === 0;
    const home = this.manifest.components.find(({ isPage }) => isPage)?.path ?? route;
    const frame = new PageFrame(route, this.configOf(route), {
      back: first
        ? null
        : () => {
            this.navigateBack(1);
          },
      home:
        first && route !== home && !this.isTab(route)
          ? () => {
              this.reLaunch(`/${home}`);
            }
          : null,
      pulledDown: () => {
        this.tell('onPullDownRefresh', null);
      },
      reachedBottom: () => {
        this.tell('onReachBottom', null);
      },
      scrolled: (scrollTop) => {
        this.tell('onPageScroll', null, { scrollTop });
      },
    });
    const root = this.framework().createPage(
      `/${route}${url.includes('?') ? url.slice(url.indexOf('?')) : ''}`,
    );
    const caller = root.get() as unknown as Caller;
    Object.assign(caller, { route, __route__: route, options: query });
    const page: Opened = { route, options: query, caller, frame, root, shown: false };
    this.enterStack(page);
    if (this.isTab(route)) {
      this.tabs.set(route, page);
      frame.setTabBar(this.tabBar.barOf(route));
    }
    if (!first) frame.section.classList.add('phone-page-enter');
    this.place.append(frame.section);
    const placeholder = document.createElement('div');
    frame.scroller.append(placeholder);
    root.attach(
      frame.scroller as unknown as glassEasel.GeneralBackendElement,
      placeholder as unknown as glassEasel.GeneralBackendElement,
    );
    prepare(caller);
    call(page, 'onLoad', query);
    this.show(page);
    this.framework().ready.flush();
    call(page, 'onReady');
  }

  private show(page: Opened | undefined): void {
    if (page === undefined || page.shown || !this.visible) return;
    page.shown = true;
    for (const one of this.pages) one.frame.section.inert = one !== page;
    page.root.getComponent().triggerPageLifetime('show', []);
    call(page, 'onShow');
    this.routed.emit(page.route);
  }

  private hide(page: Opened | undefined): void {
    if (page?.shown !== true) return;
    page.shown = false;
    page.root.getComponent().triggerPageLifetime('hide', []);
    call(page, 'onHide');
  }

  private close(page: Opened | undefined): void {
    if (page === undefined) return;
    page.shown = false;
    call(page, 'onUnload');
    if (this.pages.includes(page)) this.leaveStack(page);
    if (this.tabs.delete(page.route)) this.tabBar.forget(page.route);
    page.root.release();
    page.frame.section.remove();
  }

  private isTab(route: string): boolean {
    return this.tabBar.routes.includes(route);
  }

  private tabTapped(index: number): void {
    const pagePath = this.tabBar.routes[index] ?? '';
    this.switchTab(`/${pagePath}`);
    this.tell('onTabItemTap', null, {
      index: String(index),
      pagePath,
      text: this.tabBar.textOf(index),
    });
  }

  private enterStack(page: Opened): void {
    page.frame.section.hidden = false;
    this.pages.push(page);
    pageStack.push(page);
  }

  private leaveStack(page: Opened): void {
    this.pages.splice(this.pages.indexOf(page), 1);
    pageStack.splice(pageStack.indexOf(page), 1);
  }

  /** The page's JSON over app.json's `window`, with `@names` of theme.json in place. */
  private configOf(route: string): PageConfig {
    const { config, theme, components } = this.manifest;
    const own = components.find(({ path }) => path === route)?.config ?? {};
    const common = isRecord(config['window']) ? config['window'] : {};
    return themedConfig({ ...common, ...own }, theme);
  }
}

/** Calls a method of the page if it has it; what it throws is reported. */
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
