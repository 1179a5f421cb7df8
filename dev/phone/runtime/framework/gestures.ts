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

/** A touch as WeChat's events show it. */
interface Touch extends Finger {
  readonly pageX: number;
  readonly pageY: number;
  readonly force: number;
}

interface Press {
  readonly element: HTMLElement;
  readonly start: Finger;
  hasMoved: boolean;
}

/** Handler of an event. `changed`: fingers of this event. `all`: fingers on the screen. */
type Handle = (event: Event, changed: readonly Finger[], all: readonly Finger[]) => void;

/** Turns touches and the mouse into WeChat's touch events and taps. Call it once. */
export function listenToGestures(screen: HTMLElement): void {
  const presses = new Map<number, Press>();
  let touchedAt = -Infinity;

  const start: Handle = (event, changed, all) => {
    const element = framedElement(event.target);
    if (element === null || isMap(event.target)) return;
    for (const finger of changed) {
      presses.set(finger.identifier, { element, start: finger, hasMoved: false });
    }
    hover(element, true);
    emit(element, 'touchstart', event, changed, all);
  };

  /** Groups fingers by the element where each touch began, which receives the events. */
  const pressed = (changed: readonly Finger[]): Map<HTMLElement, Finger[]> => {
    const fingers = new Map<HTMLElement, Finger[]>();
    for (const finger of changed) {
      const element = presses.get(finger.identifier)?.element;
      if (element !== undefined) {
        fingers.set(element, [...(fingers.get(element) ?? []), finger]);
      }
    }
    return fingers;
  };

  const move: Handle = (event, changed, all) => {
    for (const finger of changed) {
      const press = presses.get(finger.identifier);
      if (press === undefined || press.hasMoved || !isFar(press.start, finger)) continue;
      press.hasMoved = true;
      hover(press.element, false);
    }
    for (const [element, fingers] of pressed(changed)) {
      emit(element, 'touchmove', event, fingers, all);
    }
  };

  const end =
    (type: 'touchend' | 'touchcancel'): Handle =>
    (event, changed, all) => {
      const byElement = pressed(changed);
      const taps: (readonly [HTMLElement, Finger])[] = [];
      for (const finger of changed) {
        const press = presses.get(finger.identifier);
        if (press === undefined) continue;
        presses.delete(finger.identifier);
        hover(press.element, false);
        if (type === 'touchend' && !press.hasMoved) taps.push([press.element, finger]);
      }
      for (const [element, fingers] of byElement) emit(element, type, event, fingers, all);
      for (const [element, finger] of taps) {
        if (element.isConnected) tap(element, event, finger);
      }
    };

  const touches =
    (handle: Handle) =>
    (event: TouchEvent): void => {
      touchedAt = performance.now();
      handle(event, [...event.changedTouches], [...event.touches]);
    };
  const mouse =
    (handle: Handle, isDown: boolean) =>
    (event: MouseEvent): void => {
      if (event.button !== 0 || performance.now() - touchedAt < MOUSE_AFTER_TOUCH_MS) return;
      const finger = { identifier: 0, clientX: event.clientX, clientY: event.clientY };
      handle(event, [finger], isDown ? [finger] : []);
    };
  const options = { capture: true, passive: false };
  screen.addEventListener('touchstart', touches(start), options);
  screen.addEventListener('touchmove', touches(move), options);
  screen.addEventListener('touchend', touches(end('touchend')), options);
  screen.addEventListener('touchcancel', touches(end('touchcancel')), options);
  screen.addEventListener('mousedown', mouse(start, true), options);
  window.addEventListener('mousemove', mouse(move, true), options);
  window.addEventListener('mouseup', mouse(end('touchend'), false), options);
}

/** Sends a tap to handlers and, unless one caught it, to the innermost tag that reacts to it. */
function tap(element: HTMLElement, event: Event, finger: Finger): void {
  if (emit(element, 'tap', event, [finger], [finger])) return;
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    if (builtInOf(at)?.tapped?.(event) === true) return;
  }
}

/** Sends an event. @returns whether a handler caught it, which prevents its default */
function emit(
  element: HTMLElement,
  type: string,
  original: Event,
  changed: readonly Finger[],
  all: readonly Finger[],
): boolean {
  const changedTouches = changed.map((finger) => pointIn(element, finger));
  const fields = { touches: all.map((finger) => pointIn(element, finger)), changedTouches };
  const [first] = changedTouches;
  const detail = type === 'tap' ? { x: first?.pageX, y: first?.pageY } : {};
  const prevented = dispatch(element, type, detail, { bubbles: true, fields });
  // `catchtouchmove` keeps the page from scrolling.
  if (prevented && type === 'touchmove' && original.cancelable) original.preventDefault();
  return prevented;
}

/** Returns a finger's position, measured from the corner below the navigation bar as in WeChat. */
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
