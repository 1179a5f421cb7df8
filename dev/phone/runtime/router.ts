import type * as glassEasel from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import type { PhoneManifest } from '../manifest';
import { createListeners } from './listeners';
import type { Caller, Framework } from './framework/framework';
import { reportError } from './errors';
import { logHandler } from './framework/handler-log';
import { pageStack, topPage, type OpenPage } from './page-stack';
import { parsePageUrl } from './page-url';
import { phone } from './phone';
import { PageFrame, type PageConfig } from './shell/page-frame';
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
  private readonly pages: Opened[] = [];
  /** False while the mini-program is in the background. */
  private visible = true;

  constructor(
    private readonly framework: () => Framework,
    private readonly manifest: PhoneManifest,
    private readonly place: HTMLElement,
  ) {}

  /** `prepare` comes before the page's onLoad. */
  navigateTo(url: string, prepare: (caller: Caller) => void): void {
    if (this.pages.length >= MOST_PAGES) {
      throw new NavigationError('webview count limit exceed');
    }
    const target = this.find(url);
    this.hide(this.top);
    this.open(target, prepare);
  }

  redirectTo(url: string): void {
    const target = this.find(url);
    this.close(this.top);
    this.open(target);
  }

  reLaunch(url: string): void {
    const target = this.find(url);
    while (this.pages.length > 0) this.close(this.top);
    this.open(target);
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
    for (const page of this.pages) page.frame.reconfigure(this.configOf(page.route));
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
        first && route !== home
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
    pages.push(page);
    pageStack.push(page);
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
    this.pages.splice(this.pages.indexOf(page), 1);
    pageStack.splice(pageStack.indexOf(page), 1);
    page.root.release();
    page.frame.section.remove();
  }

  /** The page's JSON over app.json's `window`, with `@names` of theme.json in place. */
  private configOf(route: string): PageConfig {
    const { config, theme, components } = this.manifest;
    const own = components.find(({ path }) => path === route)?.config ?? {};
    const common = isRecord(config['window']) ? config['window'] : {};
    const colours: unknown = theme?.[phone.settings.theme];
    return Object.fromEntries(
      Object.entries({ ...common, ...own }).map(([key, value]) => {
        const name = typeof value === 'string' && value.startsWith('@') ? value.slice(1) : null;
        return [key, name !== null && isRecord(colours) ? colours[name] : value];
      }),
    );
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
