import * as glassEasel from 'glass-easel';
import { callable, isRecord, textOf } from '../values';
import type { Caller } from './framework';
import { elementOf } from './nodes';

type ShadowedEvent = glassEasel.ShadowedEvent<unknown>;
/** Where a function of a template came from: 0 data, 1 a WXS file, 2 inline WXS. */
type Origin = readonly unknown[] | null | undefined;

/** glass-easel keeps this segment of style and class for its host; it comes after what the template says. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- an ambient const enum has no name that isolated modules could use
const WXS_SEGMENT = 3 as NonNullable<Parameters<glassEasel.Element['setNodeStyle']>[1]>;

const states = new WeakMap<glassEasel.Element, Record<string, unknown>>();

/**
 * What a WXS function gets of an element (developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html): it can
 * dress the element and call the page, and sees no data.
 */
function descriptorOf(node: glassEasel.Element): Record<string, unknown> {
  const component = glassEasel.Component.isComponent(node) ? node : null;
  const inside = (selector: unknown): glassEasel.Element[] =>
    component?.getShadowRoot()?.querySelectorAll(textOf(selector)) ?? [];
  return {
    selectComponent: (selector: unknown) => {
      const [found] = inside(selector);
      return found === undefined ? null : descriptorOf(found);
    },
    selectAllComponents: (selector: unknown) => inside(selector).map(descriptorOf),
    setStyle: (style: unknown) => {
      node.setNodeStyle(styleText(style), WXS_SEGMENT);
    },
    addClass: (names: unknown) => {
      node.toggleNodeClass(textOf(names), true, WXS_SEGMENT);
    },
    removeClass: (names: unknown) => {
      node.toggleNodeClass(textOf(names), false, WXS_SEGMENT);
    },
    hasClass: (name: unknown) => {
      const list = node.classList;
      return [undefined, WXS_SEGMENT].some(
        (segment) => list?.contains(textOf(name), segment) === true,
      );
    },
    getDataset: () => node.dataset,
    getState: () => {
      const state = states.get(node) ?? {};
      states.set(node, state);
      return state;
    },
    callMethod: (name: unknown, args: unknown) => {
      const caller: unknown = component?.getMethodCaller();
      if (isRecord(caller)) callable(caller[textOf(name)])?.call(caller, args);
    },
    triggerEvent: (name: unknown, detail: unknown) => {
      node.triggerEvent(textOf(name), detail);
    },
    requestAnimationFrame: (run: () => void) => requestAnimationFrame(run),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
    clearTimeout: (timer: number) => {
      clearTimeout(timer);
    },
    getComputedStyle: (names: unknown) => {
      const element = elementOf(node);
      const style = element === null ? null : getComputedStyle(element);
      const wanted = Array.isArray(names) ? names.map(String) : [];
      return Object.fromEntries(wanted.map((name) => [name, style?.getPropertyValue(name) ?? '']));
    },
    getBoundingClientRect: () => elementOf(node)?.getBoundingClientRect() ?? null,
  };
}

function styleText(style: unknown): string {
  if (!isRecord(style)) return textOf(style);
  return Object.entries(style)
    .map(([name, value]) => `${name}:${textOf(value)}`)
    .join(';');
}

function isFromWxs(origin: Origin): boolean {
  return origin?.[0] === 1 || origin?.[0] === 2;
}

/** A component's methods see its caller where the framework means its node. */
function nodeFrom(target: unknown): glassEasel.Element {
  const node = isRecord(target) ? target['_$'] : undefined;
  return (node ?? target) as glassEasel.Element;
}

/** The hooks that compiled templates call around every listener and observer; see templates.ts. */
export const wxsHooks = {
  /** A WXS function may stop an event by answering false; in the logic layer, which WeChat runs elsewhere, the answer comes too late. */
  listener: (
    caller: Caller,
    event: ShadowedEvent,
    listener: (...values: unknown[]) => unknown,
    origin: Origin,
  ): unknown => {
    if (!isFromWxs(origin)) {
      const answer = listener.call(caller, event);
      return answer === false ? undefined : answer;
    }
    const told: unknown = Object.assign(Object.create(event), {
      instance: descriptorOf(nodeFrom(event.currentTarget)),
    });
    return listener(told, descriptorOf(nodeFrom(caller)));
  },
  /** `change:name="{{wxs.observer}}"`. */
  observer:
    (observer: (...values: unknown[]) => unknown) =>
    (now: unknown, before: unknown, host: glassEasel.Element, node: glassEasel.Element): unknown =>
      observer(now, before, descriptorOf(host), descriptorOf(node)),
};
