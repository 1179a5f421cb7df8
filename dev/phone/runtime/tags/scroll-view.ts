import { dispatch, nodeOf } from '../framework/nodes';
import { makePullable } from '../pull-refresh';
import { flagOf, numberOf, pixelsOf, textOf } from '../values';
import type { BuiltIn } from '../framework/built-ins';

/** <scroll-view>: the tag scrolls, its children sit in a box inside, as in WeChat (flex on the tag needs `enable-flex`). */
class ScrollView implements BuiltIn {
  private readonly content = document.createElement('div');
  private readonly spinner = document.createElement('div');
  private readonly values = new Map<string, unknown>();
  /** From a pull, or the page's own wish, until the page sets `refresher-triggered` back. */
  private refreshing = false;
  private lastTop = 0;
  private lastLeft = 0;

  constructor(private readonly element: HTMLElement) {
    this.content.className = 'phone-scroll-content';
    this.spinner.className = 'phone-refresher';
    this.spinner.hidden = true;
    element.append(this.spinner, this.content);
    redirectChildren(element, this.content);
    element.addEventListener('scroll', () => {
      this.scrolled();
    });
    makePullable({
      scroller: element,
      moveBy: (px) => {
        this.pullTo(px);
      },
      enabled: () => flagOf(this.values.get('refresher-enabled')) && !this.refreshing,
      threshold: () => numberOf(this.values.get('refresher-threshold'), 45),
      onPulling: (px) => dispatch(element, 'refresherpulling', { dy: px }),
      onRefresh: () => {
        this.refreshing = true;
        dispatch(element, 'refresherrefresh', {});
      },
      onAbort: () => dispatch(element, 'refresherabort', {}),
    });
  }

  attribute(name: string, value: unknown): boolean {
    this.values.set(name, value);
    switch (name) {
      case 'scroll-x':
      case 'scroll-y':
      case 'enable-flex':
      case 'show-scrollbar':
        this.element.toggleAttribute(name, flagOf(value));
        return true;
      case 'scroll-top':
      case 'scroll-left':
        this.later(() => {
          const px = pixelsOf(value, NaN);
          if (!Number.isNaN(px)) this.scrollTo(name === 'scroll-top' ? { top: px } : { left: px });
        });
        return true;
      case 'scroll-into-view':
        this.later(() => {
          this.scrollToChild(textOf(value));
        });
        return true;
      case 'refresher-triggered':
        this.showRefreshing(flagOf(value));
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'role' && name !== 'hidden';
    }
  }

  /**
   * As WeChat's own example of the component shows (developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html), a page that sets
   * `refresher-triggered` by itself is told to refresh, as after a pull.
   */
  private showRefreshing(on: boolean): void {
    if (on === this.refreshing) return;
    this.refreshing = on;
    this.pullTo(on ? numberOf(this.values.get('refresher-threshold'), 45) : 0);
    // The attribute is set in the middle of an update of the view.
    queueMicrotask(() => {
      dispatch(this.element, on ? 'refresherrefresh' : 'refresherrestore', {});
    });
  }

  private pullTo(px: number): void {
    this.spinner.hidden = px <= 0 || this.values.get('refresher-default-style') === 'none';
    this.content.style.transform = px > 0 ? `translateY(${px}px)` : '';
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } =
      this.element;
    const deltaY = this.lastTop - scrollTop;
    const deltaX = this.lastLeft - scrollLeft;
    dispatch(this.element, 'scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX,
      deltaY,
    });
    const upper = numberOf(this.values.get('upper-threshold'), 50);
    const lower = numberOf(this.values.get('lower-threshold'), 50);
    this.crossed(deltaY, scrollTop, scrollHeight - clientHeight, upper, lower, ['top', 'bottom']);
    this.crossed(deltaX, scrollLeft, scrollWidth - clientWidth, upper, lower, ['left', 'right']);
    this.lastTop = scrollTop;
    this.lastLeft = scrollLeft;
  }

  /** Tells once when an end comes within its threshold. */
  private crossed(
    delta: number,
    now: number,
    end: number,
    upper: number,
    lower: number,
    [start, finish]: readonly [string, string],
  ): void {
    const before = now + delta;
    if (delta > 0 && now <= upper && before > upper)
      dispatch(this.element, 'scrolltoupper', { direction: start });
    if (delta < 0 && end - now <= lower && end - before > lower) {
      dispatch(this.element, 'scrolltolower', { direction: finish });
    }
  }

  private scrollToChild(id: string): void {
    if (id === '') return;
    const child: unknown = nodeOf(this.element)
      ?.ownerShadowRoot?.querySelector(`#${id}`)
      ?.getBackendElement();
    if (!(child instanceof Element)) return;
    const from = this.element.getBoundingClientRect();
    const to = child.getBoundingClientRect();
    this.scrollTo({
      top: this.element.scrollTop + to.top - from.top,
      left: this.element.scrollLeft + to.left - from.left,
    });
  }

  private scrollTo(place: ScrollToOptions): void {
    const smooth = flagOf(this.values.get('scroll-with-animation'));
    this.element.scrollTo({ ...place, behavior: smooth ? 'smooth' : 'instant' });
  }

  /** After the children of this update are there. */
  private later(run: () => void): void {
    requestAnimationFrame(run);
  }
}

/** Lets the framework add children to the tag while they land in a box inside it. */
export function redirectChildren(element: HTMLElement, box: HTMLElement): void {
  element.appendChild = (child) => box.appendChild(child);
  element.insertBefore = (child, before) => box.insertBefore(child, before);
  element.removeChild = (child) => box.removeChild(child);
  element.replaceChild = (child, old) => box.replaceChild(child, old);
}

export function createScrollView(element: HTMLElement): BuiltIn {
  return new ScrollView(element);
}
