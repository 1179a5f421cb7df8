import { phone } from '../phone';
import { hasListener } from './backend';
import { builtInOf } from './built-ins';
import { dispatch, framedElement, nodeOf } from './nodes';

/** WeChat: a finger that rests this long is a long press. */
const LONG_PRESS_MS = 350;
/** A finger that wandered further is no tap, px. */
const TAP_SLOP = 10;
/** Browsers send mouse events after touches; they are the same finger. */
const MOUSE_AFTER_TOUCH_MS = 800;

interface Finger {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** A touch as WeChat's events show it. */
interface Touch extends Finger {
  readonly pageX: number;
  readonly pageY: number;
  readonly force: number;
}

interface Press {
  readonly element: HTMLElement;
  readonly start: Finger;
  moved: boolean;
  longPressed: boolean;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Turns touches, and a mouse as one finger, into WeChat's touch events, taps and long presses. Call once. */
export function listenToGestures(screen: HTMLElement): void {
  const presses = new Map<number, Press>();
  let touchedAt = -Infinity;

  const start = (event: Event, finger: Finger, all: readonly Finger[]): void => {
    const element = framedElement(event.target);
    if (element === null || isMap(event.target)) return;
    const timer = setTimeout(() => {
      const press = presses.get(finger.identifier);
      if (press === undefined || press.moved) return;
      press.longPressed = pathHas(press.element, 'longpress', 'longtap');
      emit(press.element, 'longpress', event, finger, [finger]);
      emit(press.element, 'longtap', event, finger, [finger]);
    }, LONG_PRESS_MS);
    presses.set(finger.identifier, {
      element,
      start: finger,
      moved: false,
      longPressed: false,
      timer,
    });
    hover(element, true);
    emit(element, 'touchstart', event, finger, all);
  };

  const move = (event: Event, finger: Finger, all: readonly Finger[]): void => {
    const press = presses.get(finger.identifier);
    if (press === undefined) return;
    if (!press.moved && distance(press.start, finger) > TAP_SLOP) {
      press.moved = true;
      clearTimeout(press.timer);
      hover(press.element, false);
    }
    emit(press.element, 'touchmove', event, finger, all);
  };

  const end = (event: Event, finger: Finger, all: readonly Finger[], cancelled: boolean): void => {
    const press = presses.get(finger.identifier);
    if (press === undefined) return;
    presses.delete(finger.identifier);
    clearTimeout(press.timer);
    hover(press.element, false);
    emit(press.element, cancelled ? 'touchcancel' : 'touchend', event, finger, all);
    if (!cancelled && !press.moved && !press.longPressed && press.element.isConnected) {
      tap(press.element, event, finger);
    }
  };

  const touches =
    (handle: (event: Event, finger: Finger, all: readonly Finger[]) => void) =>
    (event: TouchEvent): void => {
      touchedAt = performance.now();
      for (const finger of event.changedTouches) handle(event, finger, [...event.touches]);
    };
  const mouse =
    (handle: (event: Event, finger: Finger, all: readonly Finger[]) => void, down: boolean) =>
    (event: MouseEvent): void => {
      if (event.button !== 0 || performance.now() - touchedAt < MOUSE_AFTER_TOUCH_MS) return;
      const finger = { identifier: 0, clientX: event.clientX, clientY: event.clientY };
      handle(event, finger, down ? [finger] : []);
    };
  const options = { capture: true, passive: false };
  screen.addEventListener('touchstart', touches(start), options);
  screen.addEventListener('touchmove', touches(move), options);
  screen.addEventListener(
    'touchend',
    touches((...parts) => {
      end(...parts, false);
    }),
    options,
  );
  screen.addEventListener(
    'touchcancel',
    touches((...parts) => {
      end(...parts, true);
    }),
    options,
  );
  screen.addEventListener('mousedown', mouse(start, true), options);
  window.addEventListener('mousemove', mouse(move, true), options);
  window.addEventListener(
    'mouseup',
    mouse((...parts) => {
      end(...parts, false);
    }, false),
    options,
  );
  for (const name of ['transitionend', 'animationstart', 'animationiteration', 'animationend']) {
    screen.addEventListener(
      name,
      (event) => {
        const element =
          event.target instanceof Element && nodeOf(event.target) ? event.target : null;
        if (element !== null) dispatch(element, name, {}, { bubbles: true, original: event });
      },
      { capture: true },
    );
  }
}

/** A tap: the product's handlers first, then what the innermost built-in tag does by itself. */
function tap(element: HTMLElement, event: Event, finger: Finger): void {
  if (disabledAround(element)) return;
  if (emit(element, 'tap', event, finger, [finger])) return;
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    if (builtInOf(at)?.tapped?.(event) === true) return;
  }
}

function disabledAround(element: HTMLElement): boolean {
  return element.closest('wx-button')?.hasAttribute('disabled') === true;
}

function emit(
  element: HTMLElement,
  type: string,
  original: Event,
  finger: Finger,
  all: readonly Finger[],
): boolean {
  const changed = pointIn(element, finger);
  const fields = { touches: all.map((one) => pointIn(element, one)), changedTouches: [changed] };
  const detail = type.startsWith('touch') ? {} : { x: changed.pageX, y: changed.pageY };
  const prevented = dispatch(element, type, detail, {
    bubbles: true,
    composed: true,
    fields,
    original,
  });
  if (prevented && type === 'touchmove' && original.cancelable) original.preventDefault();
  return prevented;
}

/** WeChat counts from the corner of the page's area, below its navigation bar. */
function pointIn(element: HTMLElement, { identifier, clientX, clientY }: Finger): Touch {
  const area = element.closest('.phone-page-area')?.getBoundingClientRect();
  const scroller = element.closest('wx-page');
  const x = clientX - (area?.left ?? 0);
  const y = clientY - (area?.top ?? phone.statusBarHeight);
  return {
    identifier,
    clientX: x,
    clientY: y,
    pageX: x + (scroller?.scrollLeft ?? 0),
    pageY: y + (scroller?.scrollTop ?? 0),
    force: 1,
  };
}

/** The map is a native layer: it has gestures of its own, and its children have ours. */
function isMap(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.phone-map-canvas') !== null;
}

function pathHas(start: HTMLElement, ...events: string[]): boolean {
  for (let at: Element | null = start; at !== null; at = at.parentElement) {
    const here = at;
    if (events.some((event) => hasListener(here, event))) return true;
  }
  return false;
}

/** Only the innermost tag with a hover class shows it. */
function hover(start: HTMLElement, on: boolean): void {
  for (let at: HTMLElement | null = start; at !== null; at = at.parentElement) {
    if (builtInOf(at)?.hover?.(on) === true) return;
  }
}

function distance(a: Finger, b: Finger): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}
