import type { AppConfig } from '../app-config';
import { assetUrl, textOf, type Options } from '../values';
import { shellButton, shellElement } from './element';

/**
 * app.json's `tabBar` (developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html):
 * text and icon at the bottom. Each tab page has its own copy of the bar.
 */
export class TabBar {
  private readonly bars = new Map<string, HTMLElement>();
  private isHidden = false;
  /** Texts of the badges by the index of their tab. */
  private readonly badges = new Map<number, string>();

  constructor(
    private readonly config: AppConfig,
    private readonly tapped: (route: string) => void,
  ) {}

  /** Routes of the tab pages in order. Empty without a tab bar. */
  get routes(): readonly string[] {
    return this.config.tabs.map(({ pagePath }) => textOf(pagePath));
  }

  barOf(route: string): HTMLElement {
    const bar = this.bars.get(route) ?? shellElement('nav', 'phone-tab-bar');
    this.bars.set(route, bar);
    this.draw();
    return bar;
  }

  forget(route: string): void {
    this.bars.delete(route);
  }

  /** Hides the bar on all tab pages, or shows it again. */
  hide(isHidden: boolean): void {
    this.isHidden = isHidden;
    this.draw();
  }

  /** Shows a badge at a tab; an empty text removes it. */
  badge(index: number, text: string): void {
    this.badges.set(index, text);
    this.draw();
  }

  /** Redraws after a new bar or a change of theme. */
  draw(): void {
    const style = this.config.tabBar;
    for (const [route, bar] of this.bars) {
      bar.hidden = this.isHidden;
      bar.style.backgroundColor = textOf(style['backgroundColor'], '#ffffff');
      bar.dataset['border'] = textOf(style['borderStyle'], 'black');
      bar.replaceChildren(
        ...this.config.tabs.map((tab, index) => {
          const button = this.tab(tab, tab['pagePath'] === route);
          const badge = this.badges.get(index) ?? '';
          if (badge !== '') button.append(shellElement('span', 'phone-tab-badge', badge));
          return button;
        }),
      );
    }
  }

  private tab(tab: Options, isHere: boolean): HTMLElement {
    const button = shellButton('phone-tab', '', () => {
      this.tapped(textOf(tab['pagePath']));
    });
    if (isHere) button.setAttribute('aria-current', 'page');
    button.style.color = textOf(this.config.tabBar[isHere ? 'selectedColor' : 'color']);
    const icon = textOf(tab[isHere ? 'selectedIconPath' : 'iconPath']);
    if (icon !== '') {
      const image = shellElement('img', 'phone-tab-icon');
      image.src = assetUrl(icon);
      image.alt = '';
      button.append(image);
    }
    button.append(shellElement('span', 'phone-tab-text', textOf(tab['text'])));
    return button;
  }
}
