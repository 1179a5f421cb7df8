import { phone } from '../phone';
import { builtInOf } from './built-ins';
import { dispatch, framedElement } from './nodes';

/** Movement above which a touch does not count as a tap, px. */
const TAP_SLOP = 10;
/** Time after a touch, ms, in which mouse events are ignored: browsers repeat a touch by them. */
const MOUSE_AFTER_TOUCH_MS = 800;

interface Finger {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
}

interface Press {
  readonly element: HTMLElement;
  readonly start: Finger;
  hasMoved: boolean;
}

type Handle = (event: Event, finger: Finger) => void;

/**
 * Turns the first finger on the screen, or the mouse, into WeChat's touch events and taps. Further
 * fingers are ignored. Call it once.
 */
export function listenToGestures(screen: HTMLElement): void {
  let press: Press | null = null;
  let touchedAt = -Infinity;

  const start: Handle = (event, finger) => {
    const element = framedElement(event.target);
    const isFirst = !('touches' in event) || (event as TouchEvent).touches.length === 1;
    if (!isFirst || element === null || isMap(event.target)) return;
    press = { element, start: finger, hasMoved: false };
    hover(element, true);
    emit(element, 'touchstart', event, finger);
  };
  const move: Handle = (event, finger) => {
    if (press?.start.identifier !== finger.identifier) return;
    if (!press.hasMoved && isFar(press.start, finger)) {
      press.hasMoved = true;
      hover(press.element, false);
    }
    emit(press.element, 'touchmove', event, finger);
  };
  const end =
    (type: 'touchend' | 'touchcancel'): Handle =>
    (event, finger) => {
      if (press?.start.identifier !== finger.identifier) return;
      const { element, hasMoved } = press;
      press = null;
      hover(element, false);
      emit(element, type, event, finger);
      if (type === 'touchend' && !hasMoved && element.isConnected) tap(element, event, finger);
    };

  const touches =
    (handle: Handle) =>
    (event: TouchEvent): void => {
      touchedAt = performance.now();
      for (const finger of event.changedTouches) handle(event, finger);
    };
  const mouse =
    (handle: Handle) =>
    (event: MouseEvent): void => {
      if (event.button !== 0 || performance.now() - touchedAt < MOUSE_AFTER_TOUCH_MS) return;
      handle(event, { identifier: 0, clientX: event.clientX, clientY: event.clientY });
    };
  const options = { capture: true, passive: false };
  screen.addEventListener('touchstart', touches(start), options);
  screen.addEventListener('touchmove', touches(move), options);
  screen.addEventListener('touchend', touches(end('touchend')), options);
  screen.addEventListener('touchcancel', touches(end('touchcancel')), options);
  screen.addEventListener('mousedown', mouse(start), options);
  window.addEventListener('mousemove', mouse(move), options);
  window.addEventListener('mouseup', mouse(end('touchend')), options);
}

/** Sends a tap to handlers and, unless one caught it, to the innermost tag that reacts to it. */
function tap(element: HTMLElement, event: Event, finger: Finger): void {
  if (emit(element, 'tap', event, finger)) return;
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    if (builtInOf(at)?.tapped?.(event) === true) return;
  }
}

/** Sends an event. @returns whether a handler caught it, which prevents its default */
function emit(element: HTMLElement, type: string, original: Event, finger: Finger): boolean {
  const touch = touchIn(element, finger);
  const isDown = type !== 'touchend' && type !== 'touchcancel';
  const fields = { touches: isDown ? [touch] : [], changedTouches: [touch] };
  const prevented = dispatch(element, type, {}, { bubbles: true, fields });
  // `catchtouchmove` keeps the page from scrolling.
  if (prevented && type === 'touchmove' && original.cancelable) original.preventDefault();
  return prevented;
}

/** Returns a finger's touch, measured from the corner below the navigation bar as in WeChat. */
function touchIn(element: HTMLElement, { identifier, clientX, clientY }: Finger): Finger {
  const area = element.closest('.phone-page-area')?.getBoundingClientRect();
  return {
    identifier,
    clientX: clientX - (area?.left ?? 0),
    clientY: clientY - (area?.top ?? phone.statusBarHeight),
  };
}

/** Says whether the target is in a map, whose gestures Leaflet handles. */
function isMap(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.phone-map-canvas') !== null;
}

/** Shows or hides the `hover-class` of the innermost tag that has one. */
function hover(start: HTMLElement, on: boolean): void {
  for (let at: HTMLElement | null = start; at !== null; at = at.parentElement) {
    if (builtInOf(at)?.hover?.(on) === true) return;
  }
}

function isFar(a: Finger, b: Finger): boolean {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) > TAP_SLOP;
}
