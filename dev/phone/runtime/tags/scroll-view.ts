import type { BuiltIn } from '../framework/built-ins';
import { dispatch } from '../framework/nodes';
import { flagOf } from '../values';
import { makePullable, REFRESH_PX } from './pull-refresh';

/** <scroll-view>: the tag scrolls, its children sit in a box inside, as in WeChat. */
export class ScrollView implements BuiltIn {
  private readonly content = document.createElement('div');
  private readonly spinner = document.createElement('div');
  private isPullable = false;
  /** From a pull, or the page's own wish, until the page sets `refresher-triggered` back. */
  private refreshing = false;

  constructor(private readonly element: HTMLElement) {
    this.content.className = 'phone-scroll-content';
    this.spinner.className = 'phone-refresher';
    this.spinner.hidden = true;
    element.append(this.spinner, this.content);
    redirectChildren(element, this.content);
    makePullable({
      scroller: element,
      isEnabled: () => this.isPullable && !this.refreshing,
      moveTo: (px) => {
        this.pullTo(px);
      },
      refresh: () => {
        this.refreshing = true;
        dispatch(element, 'refresherrefresh', {});
      },
    });
  }

  attribute(name: string, value: unknown): boolean {
    switch (name) {
      case 'scroll-y':
        this.element.toggleAttribute(name, flagOf(value));
        return true;
      case 'refresher-enabled':
        this.isPullable = flagOf(value);
        return true;
      case 'refresher-triggered':
        this.showRefreshing(flagOf(value));
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'hidden';
    }
  }

  /**
   * As WeChat's own example of the component shows
   * (developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html), a page that sets
   * `refresher-triggered` by itself is told to refresh, as after a pull.
   */
  private showRefreshing(on: boolean): void {
    if (on === this.refreshing) return;
    this.refreshing = on;
    this.pullTo(on ? REFRESH_PX : 0);
    if (!on) return;
    // The attribute is set in the middle of an update of the view.
    queueMicrotask(() => {
      dispatch(this.element, 'refresherrefresh', {});
    });
  }

  private pullTo(px: number): void {
    this.spinner.hidden = px <= 0;
    this.content.style.transform = px > 0 ? `translateY(${px}px)` : '';
  }
}

/** Lets the framework add children to the tag while they land in a box inside it. */
function redirectChildren(element: HTMLElement, box: HTMLElement): void {
  element.appendChild = (child) => box.appendChild(child);
  element.insertBefore = (child, before) => box.insertBefore(child, before);
  element.removeChild = (child) => box.removeChild(child);
  element.replaceChild = (child, old) => box.replaceChild(child, old);
}
