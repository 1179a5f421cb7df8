import { phone } from '../phone';
import { makePullable } from '../pull-refresh';
import { flagOf, numberOf, textOf } from '../values';
import { phoneUnits } from '../../style-units';
import { shellButton, shellElement } from './element';

/** app.json's `window` with the page's own JSON over it, theme variables resolved. */
export type PageConfig = Readonly<Record<string, unknown>>;

const frames = new WeakMap<Element, PageFrame>();

/** The frame of the page that an element stands in. */
export function pageFrameOf(element: Element): PageFrame | undefined {
  const section = element.closest('.phone-page');
  return section === null ? undefined : frames.get(section);
}

/** What WeChat draws around a page: its navigation bar, its scrolling area, its pull-down. */
export class PageFrame {
  readonly section: HTMLElement;
  /** WeChat's <page>, which scrolls. */
  readonly scroller = document.createElement('wx-page');
  readonly area = shellElement('div', 'phone-page-area', this.scroller);
  private readonly title = shellElement('div', 'phone-navigation-title');
  private readonly bar = shellElement('header', 'phone-navigation', this.title);
  private readonly refresher = shellElement('div', 'phone-refresher');
  private readonly navigation = new Map<string, string>();
  private tabBar: HTMLElement | null = null;
  private rootFontSize: unknown = null;
  private pulledDown = false;

  constructor(
    readonly route: string,
    private config: PageConfig,
    private readonly events: {
      readonly back: (() => void) | null;
      readonly home: (() => void) | null;
      readonly pulledDown: () => void;
      readonly reachedBottom: () => void;
      readonly scrolled: (scrollTop: number) => void;
    },
  ) {
    this.refresher.hidden = true;
    this.area.prepend(this.refresher);
    this.section = shellElement('section', 'phone-page', this.bar, this.area);
    this.section.dataset['route'] = route;
    frames.set(this.section, this);
    if (events.back !== null) this.bar.prepend(arrow('返回', 'phone-back', events.back));
    else if (events.home !== null) this.bar.prepend(arrow('首页', 'phone-home', events.home));
    this.draw();
    this.watchScrolling();
  }

  /** px from the screen's top to the page's area. */
  get top(): number {
    return this.isCustom ? 0 : phone.statusBarHeight + phone.navigationBarHeight;
  }

  /** px from the page's area to the screen's bottom: its tab bar, if it has one. */
  get bottom(): number {
    return this.tabBar?.offsetHeight ?? 0;
  }

  /** The bar of a tab page. */
  setTabBar(bar: HTMLElement): void {
    this.tabBar = bar;
    this.section.append(bar);
    this.draw();
  }

  /** Whether text on the status bar is white. */
  get lightText(): boolean {
    const colour = this.value('frontColor') || this.value('navigationBarTextStyle') || 'white';
    return colour === 'white' || colour === '#ffffff';
  }

  /** After the theme has changed. */
  reconfigure(config: PageConfig): void {
    this.config = config;
    this.draw();
  }

  setMeta(name: string, value: unknown): void {
    if (name === 'root-font-size') this.rootFontSize = value;
    else if (name === 'page-style') this.scroller.style.cssText = phoneUnits(textOf(value));
    else if (name === 'page-font-size') this.scroller.style.fontSize = this.fontSize(value, '');
    else if (name === 'background-color') this.navigation.set('backgroundColor', textOf(value));
    else if (name === 'root-background-color') this.scroller.style.background = textOf(value);
    else if (name === 'scroll-top') this.scroller.scrollTop = numberOf(value, 0);
    this.draw();
  }

  /** <navigation-bar>'s attributes, and wx.setNavigationBarTitle and its like. */
  setNavigation(name: string, value: unknown): void {
    const keys: Readonly<Record<string, string>> = {
      title: 'navigationBarTitleText',
      'front-color': 'frontColor',
      'background-color': 'navigationBarBackgroundColor',
      loading: 'loading',
    };
    const key = keys[name];
    if (key === undefined) return;
    this.navigation.set(key, name === 'loading' ? (flagOf(value) ? 'yes' : '') : textOf(value));
    this.draw();
  }

  startPullDown(): void {
    this.pulledDown = true;
    this.pullTo(50);
    this.events.pulledDown();
  }

  stopPullDown(): void {
    this.pulledDown = false;
    this.pullTo(0);
  }

  /** Redraws what depends on configuration, theme, text size and width. */
  draw(): void {
    const { style } = this.section;
    style.setProperty('--phone-rem', this.fontSize(this.rootFontSize, '16px'));
    style.backgroundColor = this.value('backgroundColor') || 'transparent';
    // Above a tab bar, the page does not reach the edge of the screen.
    this.area.style.setProperty(
      '--phone-safe-bottom',
      this.tabBar === null || this.tabBar.hidden ? '' : '0px',
    );
    this.bar.hidden = this.isCustom;
    this.title.textContent = this.value('navigationBarTitleText');
    this.bar.style.backgroundColor = this.value('navigationBarBackgroundColor') || '#000000';
    this.bar.style.color = this.lightText ? '#ffffff' : '#000000';
    this.bar.classList.toggle('phone-loading', this.value('loading') !== '');
  }

  private get isCustom(): boolean {
    return this.config['navigationStyle'] === 'custom';
  }

  private value(key: string): string {
    return this.navigation.get(key) ?? textOf(this.config[key]);
  }

  /** `system` is the size set on the phone; numbers may come with px or rpx. */
  private fontSize(value: unknown, otherwise: string): string {
    if (value === 'system') return `${phone.fontSize}px`;
    const text = textOf(value);
    if (text === '') return otherwise;
    return /^[\d.]+$/.test(text) ? `${text}px` : phoneUnits(text);
  }

  private pullTo(px: number): void {
    this.refresher.hidden = px <= 0;
    this.scroller.style.transform = px > 0 ? `translateY(${px}px)` : '';
  }

  private watchScrolling(): void {
    const { scroller } = this;
    makePullable({
      scroller,
      moveBy: (px) => {
        this.pullTo(px);
      },
      enabled: () => this.config['enablePullDownRefresh'] === true && !this.pulledDown,
      threshold: () => 50,
      onRefresh: () => {
        this.startPullDown();
      },
    });
    let wasNear = false;
    scroller.addEventListener('scroll', () => {
      const left = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      const near = left <= numberOf(this.config['onReachBottomDistance'], 50);
      if (near && !wasNear) this.events.reachedBottom();
      wasNear = near;
      this.events.scrolled(scroller.scrollTop);
    });
  }
}

function arrow(label: string, className: string, pressed: () => void): HTMLButtonElement {
  const button = shellButton(className, '', pressed);
  button.setAttribute('aria-label', label);
  return button;
}
