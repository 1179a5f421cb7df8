import { phoneUnits } from '../../style-units';
import { phone } from '../phone';
import { textOf, type Options } from '../values';
import { shellButton, shellElement } from './element';

const frames = new WeakMap<Element, PageFrame>();

export function pageFrameOf(element: Element): PageFrame | undefined {
  const section = element.closest('.phone-page');
  return section === null ? undefined : frames.get(section);
}

/** WeChat's parts around a page: navigation bar, scrolling area, tab bar. */
export class PageFrame {
  readonly section: HTMLElement;
  /** WeChat's <page>, which scrolls. */
  readonly scroller = document.createElement('wx-page');
  private readonly area = shellElement('div', 'phone-page-area', this.scroller);
  private readonly title = shellElement('div', 'phone-navigation-title');
  private readonly bar = shellElement('header', 'phone-navigation', this.title);
  private tabBar: HTMLElement | null = null;
  /** `root-font-size` of <page-meta>. `system` means the text size of the phone. */
  private rootFontSize = '';

  /**
   * @param config app.json's `window` with the page's own JSON over it
   * @param actions handlers of the navigation bar's left button, or null for no button
   */
  constructor(
    route: string,
    private config: Options,
    actions: { readonly back: (() => void) | null; readonly home: (() => void) | null },
  ) {
    this.section = shellElement('section', 'phone-page', this.bar, this.area);
    this.section.dataset['route'] = route;
    frames.set(this.section, this);
    const { back, home } = actions;
    if (back !== null) this.bar.prepend(shellButton('phone-back', '', back, '返回'));
    else if (home !== null) this.bar.prepend(shellButton('phone-home', '', home, '首页'));
    this.draw();
  }

  /** Distance from the screen's top to the page's area, px. */
  get top(): number {
    return this.isCustom ? 0 : phone.statusBarHeight + phone.navigationBarHeight;
  }

  /** Distance from the page's area to the screen's bottom, px: the height of the tab bar, or 0. */
  get bottom(): number {
    return this.tabBar?.offsetHeight ?? 0;
  }

  setTabBar(bar: HTMLElement): void {
    this.tabBar = bar;
    this.section.append(bar);
    this.draw();
  }

  get hasLightText(): boolean {
    return textOf(this.config['navigationBarTextStyle'], 'white') === 'white';
  }

  /** Applies a change of theme, text size or width. */
  reconfigure(config: Options): void {
    this.config = config;
    this.draw();
  }

  setRootFontSize(size: string): void {
    this.rootFontSize = size;
    this.draw();
  }

  private draw(): void {
    const { style } = this.section;
    style.setProperty('--phone-rem', this.rem());
    style.backgroundColor = textOf(this.config['backgroundColor'], 'transparent');
    // A page above a tab bar has no safe area, because it does not touch the screen's edge.
    this.area.style.setProperty('--phone-safe-bottom', this.tabBar === null ? '' : '0px');
    this.bar.hidden = this.isCustom;
    this.title.textContent = textOf(this.config['navigationBarTitleText']);
    this.bar.style.backgroundColor = textOf(this.config['navigationBarBackgroundColor'], '#000000');
    this.bar.style.color = this.hasLightText ? '#ffffff' : '#000000';
  }

  /**
   * Returns the size of 1 rem. Default: a twentieth of the window's width, as documented
   * (developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html). Users report that `system`
   * may have no effect.
   */
  private rem(): string {
    const size = this.rootFontSize;
    if (size === '' || (size === 'system' && phone.settings.client === 'reported'))
      return `${window.innerWidth / 20}px`;
    return size === 'system' ? `${phone.fontSize}px` : phoneUnits(size);
  }

  private get isCustom(): boolean {
    // Resizable windows ignore `custom` (developers.weixin.qq.com/miniprogram/dev/framework/pc).
    return this.config['navigationStyle'] === 'custom' && phone.kind !== 'computer';
  }
}
