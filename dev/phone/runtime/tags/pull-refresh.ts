/** What a scroll-view provides for pull-to-refresh. */
export interface PullTarget {
  readonly scroller: HTMLElement;
  readonly isEnabled: () => boolean;
  /** Moves the content down by `px` from its usual place. */
  readonly moveTo: (px: number) => void;
  /** Starts a refresh, after a pull of {@link REFRESH_PX} or more. The content stays moved. */
  readonly refresh: () => void;
}

/** Distance of a pull that starts a refresh, px (WeChat's default). */
export const REFRESH_PX = 45;
/** Movement after which a finger's direction is decided, px. */
const SLOP = 10;

/**
 * Lets a scroller be pulled down at its top, by finger or mouse. Ignores movements that begin
 * sideways or upwards, and those that an element inside handles (a handler, another scroller).
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
    // The content moves half as far as the finger.
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

/** Says whether no element from the touched one up to `scroller` can scroll up. */
function isAtTop(touched: EventTarget | null, scroller: HTMLElement): boolean {
  for (let at = touched instanceof Element ? touched : null; at !== null; at = at.parentElement) {
    if (at.scrollTop > 0) return false;
    if (at === scroller) return true;
  }
  return true;
}
