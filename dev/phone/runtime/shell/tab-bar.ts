import type { PhoneManifest } from '../../manifest';
import { assetUrl } from '../asset-url';
import { themedConfig } from '../themed-config';
import { isRecord, listOf, textOf, type Options } from '../values';
import { shellButton, shellElement } from './element';

/** What `wx` has changed about one tab. */
interface TabChanges {
  readonly item: Options;
  readonly badge: string;
  readonly redDot: boolean;
}

const UNCHANGED: TabChanges = { item: {}, badge: '', redDot: false };

/**
 * app.json's `tabBar` (developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html): text and icon, at the bottom. Every tab page has a bar
 * of its own below its area, and all look alike.
 */
export class TabBar {
  private readonly bars = new Map<string, HTMLElement>();
  private readonly changes = new Map<number, TabChanges>();
  private style: Options = {};
  private hidden = false;

  constructor(
    private readonly manifest: PhoneManifest,
    private readonly tapped: (index: number) => void,
  ) {}

  /** Routes of the tab pages, in order; empty when the mini-program has no tabs. */
  get routes(): readonly string[] {
    return this.items.map(({ pagePath }) => textOf(pagePath));
  }

  textOf(index: number): string {
    return textOf(this.itemAt(index)['text']);
  }

  /** The bar that stands in a tab page. */
  barOf(route: string): HTMLElement {
    const bar = this.bars.get(route) ?? shellElement('nav', 'phone-tab-bar');
    this.bars.set(route, bar);
    this.draw();
    return bar;
  }

  /** A page is closed. */
  forget(route: string): void {
    this.bars.delete(route);
  }

  show(shown: boolean): void {
    this.hidden = !shown;
    this.draw();
  }

  setStyle(style: Options): void {
    this.style = { ...this.style, ...style };
    this.draw();
  }

  change(index: number, changes: Partial<TabChanges>): void {
    this.changes.set(index, { ...this.changesOf(index), ...changes });
    this.draw();
  }

  /** After something about it, or the theme, has changed. */
  draw(): void {
    const style: Options = { ...themedConfig(this.config, this.manifest.theme), ...this.style };
    for (const [route, bar] of this.bars) {
      bar.hidden = this.hidden;
      bar.style.backgroundColor = textOf(style['backgroundColor'], '#ffffff');
      bar.dataset['border'] = textOf(style['borderStyle'], 'black');
      bar.replaceChildren(
        ...this.routes.map((target, index) => this.tab(index, target === route, style)),
      );
    }
  }

  private tab(index: number, isHere: boolean, style: Options): HTMLElement {
    const item = this.itemAt(index);
    const { badge, redDot } = this.changesOf(index);
    const button = shellButton('phone-tab', '', () => {
      this.tapped(index);
    });
    if (isHere) button.setAttribute('aria-current', 'page');
    button.style.color = textOf(style[isHere ? 'selectedColor' : 'color']);
    const icon = textOf(item[isHere ? 'selectedIconPath' : 'iconPath']);
    if (icon !== '') {
      const image = shellElement('img', 'phone-tab-icon');
      image.src = assetUrl(`/${icon.replace(/^\//, '')}`, '');
      image.alt = '';
      button.append(image);
    }
    button.append(shellElement('span', 'phone-tab-text', textOf(item['text'])));
    if (badge !== '') button.append(shellElement('span', 'phone-tab-badge', badge));
    else if (redDot) button.append(shellElement('span', 'phone-tab-dot'));
    return button;
  }

  private itemAt(index: number): Options {
    const item = themedConfig(this.items[index] ?? {}, this.manifest.theme);
    return { ...item, ...this.changesOf(index).item };
  }

  private changesOf(index: number): TabChanges {
    return this.changes.get(index) ?? UNCHANGED;
  }

  private get config(): Record<string, unknown> {
    const { tabBar } = this.manifest.config;
    return isRecord(tabBar) ? tabBar : {};
  }

  private get items(): readonly Record<string, unknown>[] {
    return listOf(this.config['list']);
  }
}
