/** How a scroll-view takes part in being pulled down. */
export interface PullTarget {
  readonly scroller: HTMLElement;
  readonly isEnabled: () => boolean;
  /** Moves down with the finger, px; 0 is its place. */
  readonly moveTo: (px: number) => void;
  /** Let go at or beyond {@link REFRESH_PX}: it stays there. */
  readonly refresh: () => void;
}

/** How far it must be pulled to refresh, px: WeChat's, where the page says nothing. */
export const REFRESH_PX = 45;
/** A finger that has gone this far has shown which way it goes, px. */
const SLOP = 10;

/**
 * Lets a scroller be pulled down at its top, by finger or mouse. One thing moves at a time: a
 * finger that goes sideways or up first, that something inside takes (a handler that catches it, a
 * scroller that can still go up, one that is pulled itself) pulls nothing here.
 */
export function makePullable(target: PullTarget): void {
  let from: { readonly x: number; readonly y: number } | null = null;
  let pulled = 0;
  const { scroller } = target;
  const start = (x: number, y: number, event: Event): void => {
    from = target.isEnabled() && isAtTop(event.target, scroller) ? { x, y } : null;
    pulled = 0;
  };
  const move = (x: number, y: number, event: Event): void => {
    if (from === null) return;
    const down = y - from.y;
    if (pulled === 0) {
      const sideways = Math.abs(x - from.x);
      if (event.defaultPrevented || down < -SLOP || sideways > Math.max(down, SLOP)) from = null;
      if (from === null || down < SLOP) return;
    }
    // The further it is pulled, the harder it goes.
    pulled = Math.max(1, down * 0.5);
    if (event.cancelable) event.preventDefault();
    target.moveTo(pulled);
  };
  const end = (): void => {
    const reached = pulled;
    from = null;
    pulled = 0;
    if (reached === 0) return;
    const isEnough = reached >= REFRESH_PX;
    target.moveTo(isEnough ? REFRESH_PX : 0);
    if (isEnough) target.refresh();
  };
  const byFinger = (handle: typeof move) => (event: TouchEvent) => {
    const [finger] = event.touches;
    if (finger !== undefined) handle(finger.clientX, finger.clientY, event);
  };
  scroller.addEventListener('touchstart', byFinger(start), { passive: true });
  scroller.addEventListener('touchmove', byFinger(move), { passive: false });
  scroller.addEventListener('touchend', end);
  scroller.addEventListener('touchcancel', end);
  scroller.addEventListener('mousedown', (event) => {
    const { clientX, clientY, button, target: at } = event;
    if (button !== 0 || (at instanceof Element && at.closest('input, textarea') !== null)) return;
    start(clientX, clientY, event);
    const onMove = (moved: MouseEvent): void => {
      move(moved.clientX, moved.clientY, moved);
    };
    window.addEventListener('mousemove', onMove);
    window.addEventListener(
      'mouseup',
      () => {
        window.removeEventListener('mousemove', onMove);
        end();
      },
      { once: true },
    );
  });
}

/** Whether nothing from the place that was touched up to the scroller could scroll up instead. */
function isAtTop(touched: EventTarget | null, scroller: HTMLElement): boolean {
  for (let at = touched instanceof Element ? touched : null; at !== null; at = at.parentElement) {
    if (at.scrollTop > 0) return false;
    if (at === scroller) return true;
  }
  return true;
}
