import type { BuiltIn } from '../framework/built-ins';
import { dispatch, elementOf, nodeOf } from '../framework/nodes';
import { flagOf, numberOf, pixelsOf, textOf } from '../values';
import { makePullable } from './pull-refresh';

/** <scroll-view>: the tag scrolls, its children sit in a box inside, as in WeChat. */
export class ScrollView implements BuiltIn {
  private readonly content = document.createElement('div');
  private readonly spinner = document.createElement('div');
  private readonly values = new Map<string, unknown>();
  /** From a pull, or the page's own wish, until the page sets `refresher-triggered` back. */
  private refreshing = false;
  private last = { top: 0, left: 0 };

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
      isEnabled: () => flagOf(this.values.get('refresher-enabled')) && !this.refreshing,
      threshold: () => this.threshold,
      moveTo: (px) => {
        this.pullTo(px);
      },
      pulling: (px) => {
        dispatch(element, 'refresherpulling', { dy: px });
      },
      refresh: () => {
        this.refreshing = true;
        dispatch(element, 'refresherrefresh', {});
      },
      abort: () => {
        dispatch(element, 'refresherabort', {});
      },
    });
  }

  attribute(name: string, value: unknown): boolean {
    this.values.set(name, value);
    switch (name) {
      case 'scroll-x':
      case 'scroll-y':
        this.element.toggleAttribute(name, flagOf(value));
        return true;
      case 'scroll-top':
        this.scrollLater(() => ({ top: pixelsOf(value, NaN) }));
        return true;
      case 'scroll-left':
        this.scrollLater(() => ({ left: pixelsOf(value, NaN) }));
        return true;
      case 'scroll-into-view':
        this.scrollLater(() => this.placeOf(textOf(value)));
        return true;
      case 'refresher-triggered':
        this.showRefreshing(flagOf(value));
        return true;
      default:
        return !name.startsWith('aria-') && name !== 'hidden';
    }
  }

  private get threshold(): number {
    return numberOf(this.values.get('refresher-threshold'), 45);
  }

  /**
   * As WeChat's own example of the component shows
   * (developers.weixin.qq.com/miniprogram/dev/component/scroll-view.html), a page that sets
   * `refresher-triggered` by itself is told to refresh, as after a pull.
   */
  private showRefreshing(on: boolean): void {
    if (on === this.refreshing) return;
    this.refreshing = on;
    this.pullTo(on ? this.threshold : 0);
    // The attribute is set in the middle of an update of the view.
    queueMicrotask(() => {
      dispatch(this.element, on ? 'refresherrefresh' : 'refresherrestore', {});
    });
  }

  private pullTo(px: number): void {
    this.spinner.hidden = px <= 0;
    this.content.style.transform = px > 0 ? `translateY(${px}px)` : '';
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } =
      this.element;
    const deltaY = this.last.top - scrollTop;
    const deltaX = this.last.left - scrollLeft;
    this.last = { top: scrollTop, left: scrollLeft };
    dispatch(this.element, 'scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX,
      deltaY,
    });
    this.tellEnds(deltaY, scrollTop, scrollHeight - clientHeight, ['top', 'bottom']);
    this.tellEnds(deltaX, scrollLeft, scrollWidth - clientWidth, ['left', 'right']);
  }

  /** Tells once when an end comes within its threshold. */
  private tellEnds(
    delta: number,
    now: number,
    most: number,
    [start, end]: readonly [string, string],
  ): void {
    const upper = numberOf(this.values.get('upper-threshold'), 50);
    const lower = most - numberOf(this.values.get('lower-threshold'), 50);
    const before = now + delta;
    if (now <= upper && before > upper) {
      dispatch(this.element, 'scrolltoupper', { direction: start });
    }
    if (now >= lower && before < lower) {
      dispatch(this.element, 'scrolltolower', { direction: end });
    }
  }

  /** Where a child with an id stands in what is scrolled. */
  private placeOf(id: string): ScrollToOptions {
    const node = id === '' ? null : nodeOf(this.element)?.ownerShadowRoot?.querySelector(`#${id}`);
    const child = node === null || node === undefined ? null : elementOf(node);
    if (child === null) return {};
    const from = this.element.getBoundingClientRect();
    const to = child.getBoundingClientRect();
    return {
      top: this.element.scrollTop + to.top - from.top,
      left: this.element.scrollLeft + to.left - from.left,
    };
  }

  /** Once the children of this update are there. What is no place (NaN) stays where it is. */
  private scrollLater(place: () => ScrollToOptions): void {
    requestAnimationFrame(() => {
      const { top = NaN, left = NaN } = place();
      const isSmooth = flagOf(this.values.get('scroll-with-animation'));
      this.element.scrollTo({
        ...(Number.isNaN(top) ? {} : { top }),
        ...(Number.isNaN(left) ? {} : { left }),
        behavior: isSmooth ? 'smooth' : 'instant',
      });
    });
  }
}

/** Lets the framework add children to the tag while they land in a box inside it. */
export function redirectChildren(element: HTMLElement, box: HTMLElement): void {
  element.appendChild = (child) => box.appendChild(child);
  element.insertBefore = (child, before) => box.insertBefore(child, before);
  element.removeChild = (child) => box.removeChild(child);
  element.replaceChild = (child, old) => box.replaceChild(child, old);
}
