/** How a page or a scroll-view takes part in being pulled down. */
export interface PullTarget {
  readonly scroller: HTMLElement;
  /** Moves down with the finger, px; 0 is its place. */
  readonly moveBy: (px: number) => void;
  readonly enabled: () => boolean;
  readonly threshold: () => number;
  readonly onPulling?: (px: number) => void;
  readonly onRefresh: () => void;
  /** Let go before the threshold. */
  readonly onAbort?: () => void;
}

/** Lets a scroller be pulled down at its top, by finger or mouse. */
export function makePullable(target: PullTarget): void {
  let from: { readonly x: number; readonly y: number } | null = null;
  let pulled = 0;
  const start = (x: number, y: number): void => {
    from = target.enabled() && target.scroller.scrollTop <= 0 ? { x, y } : null;
    pulled = 0;
  };
  const move = (x: number, y: number, event: Event): void => {
    if (from === null) return;
    const down = y - from.y;
    if (pulled === 0 && (down < 10 || Math.abs(x - from.x) > down)) return;
    // The further it is pulled, the harder it goes.
    pulled = Math.max(1, down * 0.5);
    if (event.cancelable) event.preventDefault();
    target.moveBy(pulled);
    target.onPulling?.(pulled);
  };
  const end = (): void => {
    const reached = pulled;
    from = null;
    pulled = 0;
    if (reached === 0) return;
    if (reached >= target.threshold()) {
      target.moveBy(target.threshold());
      target.onRefresh();
    } else {
      target.moveBy(0);
      target.onAbort?.();
    }
  };
  const { scroller } = target;
  scroller.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [finger] = touches;
      if (finger !== undefined) start(finger.clientX, finger.clientY);
    },
    { passive: true },
  );
  scroller.addEventListener(
    'touchmove',
    (event) => {
      const [finger] = event.touches;
      if (finger !== undefined) move(finger.clientX, finger.clientY, event);
    },
    { passive: false },
  );
  scroller.addEventListener('touchend', end);
  scroller.addEventListener('touchcancel', end);
  scroller.addEventListener('mousedown', ({ clientX, clientY, button, target: at }) => {
    if (button !== 0 || (at instanceof Element && at.closest('input, textarea') !== null)) return;
    start(clientX, clientY);
    const onMove = (event: MouseEvent): void => {
      move(event.clientX, event.clientY, event);
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
