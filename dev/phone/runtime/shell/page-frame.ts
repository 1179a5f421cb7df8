import { phoneUnits } from '../../style-units';
import { phone } from '../phone';
import { textOf, type Options } from '../values';
import { shellButton, shellElement } from './element';

const frames = new WeakMap<Element, PageFrame>();

/** The frame of the page that an element stands in. */
export function pageFrameOf(element: Element): PageFrame | undefined {
  const section = element.closest('.phone-page');
  return section === null ? undefined : frames.get(section);
}

/** What WeChat draws around a page: its navigation bar, its scrolling area, its tab bar. */
export class PageFrame {
  readonly section: HTMLElement;
  /** WeChat's <page>, which scrolls. */
  readonly scroller = document.createElement('wx-page');
  private readonly area = shellElement('div', 'phone-page-area', this.scroller);
  private readonly title = shellElement('div', 'phone-navigation-title');
  private readonly bar = shellElement('header', 'phone-navigation', this.title);
  private tabBar: HTMLElement | null = null;
  /** As <page-meta> has it: `system` is the size set on the phone. */
  private rootFontSize = '';

  /**
   * @param config app.json's `window` with the page's own JSON over it
   * @param actions what the button at the left of the bar does; null: there is none
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
  get hasLightText(): boolean {
    return textOf(this.config['navigationBarTextStyle'], 'white') === 'white';
  }

  /** After theme, text size or width has changed. */
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
    // Above a tab bar, the page does not reach the edge of the screen.
    this.area.style.setProperty('--phone-safe-bottom', this.tabBar === null ? '' : '0px');
    this.bar.hidden = this.isCustom;
    this.title.textContent = textOf(this.config['navigationBarTitleText']);
    this.bar.style.backgroundColor = textOf(this.config['navigationBarBackgroundColor'], '#000000');
    this.bar.style.color = this.hasLightText ? '#ffffff' : '#000000';
  }

  /**
   * A twentieth of the window where the page says nothing, as documented (developers.weixin.qq.com/
   * miniprogram/dev/framework/view/wxss.html); users report that `system` may say nothing, too.
   */
  private rem(): string {
    const size = this.rootFontSize;
    if (size === '' || (size === 'system' && phone.settings.client === 'reported'))
      return `${window.innerWidth / 20}px`;
    return size === 'system' ? `${phone.fontSize}px` : phoneUnits(size);
  }

  private get isCustom(): boolean {
    // developers.weixin.qq.com/miniprogram/dev/framework/pc: no resizable mini-program has it there.
    return this.config['navigationStyle'] === 'custom' && phone.kind !== 'computer';
  }
}
