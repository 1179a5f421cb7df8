import type { BuiltIn } from '../framework/built-ins';
import { dispatch } from '../framework/nodes';
import { flagOf, numberOf } from '../values';
import { makePullable, REFRESH_PX } from './pull-refresh';

/** <scroll-view>: an element that scrolls a box with the tag's children, as in WeChat. */
export class ScrollView implements BuiltIn {
  private readonly content = document.createElement('div');
  private readonly spinner = document.createElement('div');
  private isPullable = false;
  /** True from a pull or the page's request until the page resets `refresher-triggered`. */
  private refreshing = false;

  constructor(private readonly element: HTMLElement) {
    this.content.className = 'phone-scroll-content';
    this.spinner.className = 'phone-refresher';
    this.spinner.hidden = true;
    element.append(this.spinner, this.content);
    redirectChildren(element, this.content);
    tellScrolling(element);
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
      case 'scroll-top':
        this.element.scrollTop = numberOf(value, this.element.scrollTop);
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
   * Starts or ends a refresh. A page that sets `refresher-triggered` gets the event, too
   * (WeChat's example: developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html).
   */
  private showRefreshing(on: boolean): void {
    if (on === this.refreshing) return;
    this.refreshing = on;
    this.pullTo(on ? REFRESH_PX : 0);
    if (!on) return;
    // Waits, because the attribute is set in the middle of an update of the view.
    queueMicrotask(() => {
      dispatch(this.element, 'refresherrefresh', {});
    });
  }

  private pullTo(px: number): void {
    this.spinner.hidden = px <= 0;
    this.content.style.transform = px > 0 ? `translateY(${px}px)` : '';
  }
}

/** Tells the page of scrolling, once a frame at most. */
function tellScrolling(element: HTMLElement): void {
  let isPlanned = false;
  const tell = (): void => {
    isPlanned = false;
    dispatch(element, 'scroll', { scrollTop: element.scrollTop });
  };
  element.addEventListener('scroll', () => {
    if (!isPlanned) requestAnimationFrame(tell);
    isPlanned = true;
  });
}

/** Makes glass-easel put the tag's children into `box` instead of `element`. */
function redirectChildren(element: HTMLElement, box: HTMLElement): void {
  element.appendChild = (child) => box.appendChild(child);
  element.insertBefore = (child, before) => box.insertBefore(child, before);
  element.removeChild = (child) => box.removeChild(child);
  element.replaceChild = (child, old) => box.replaceChild(child, old);
}
