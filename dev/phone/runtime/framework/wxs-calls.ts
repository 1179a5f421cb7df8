import * as glassEasel from 'glass-easel';
import type { Caller } from '../page-stack';
import { callable } from '../values';

/** Function of WXS, which runs beside the view: it hears events and changes of attributes. */
type WxsFunction = (...given: unknown[]) => unknown;

/** Segment of a node's style that goes before the style in the template. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- exists as a type only
const TEMP_EXTRA: glassEasel.StyleSegmentIndex = 3;
/** Kinds of paths (the first number) that lead to a WXS file or to a `<wxs>` in the template. */
const IN_WXS: readonly unknown[] = [1, 2];

const states = new WeakMap<glassEasel.Element, Record<string, unknown>>();

/**
 * ComponentDescriptor of WeChat, by which WXS reaches a component or a tag
 * (developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation), as far as the
 * product uses it.
 */
class Descriptor {
  constructor(private readonly node: glassEasel.Element) {}

  /** Returns a tag within the component; undefined when the template does not render it. */
  readonly selectComponent = (selector: string): Descriptor | undefined => {
    const found = this.component().getShadowRoot()?.querySelector(selector);
    return found ? new Descriptor(found) : undefined;
  };

  /** Sets styles that go before those of the template, in place of earlier ones. */
  readonly setStyle = (style: Readonly<Record<string, string | number>>): void => {
    const text = Object.entries(style).map(([name, value]) => `${name}: ${value}`);
    this.node.setNodeStyle(text.join('; '), TEMP_EXTRA);
  };

  /** Calls a method of the component, in WeChat's other thread and hence later. */
  readonly callMethod = (name: string, detail: unknown): void => {
    const caller = this.component().getMethodCaller() as unknown as Caller;
    queueMicrotask(() => callable(caller[name])?.call(caller, detail));
  };

  /** Returns an object in which WXS keeps what it needs later. */
  readonly getState = (): Record<string, unknown> => {
    const state = states.get(this.node) ?? {};
    states.set(this.node, state);
    return state;
  };

  private component(): glassEasel.GeneralComponent {
    if (!glassEasel.Component.isComponent(this.node)) throw new Error('WXS needs a component here');
    return this.node;
  }
}

/** How compiled templates call functions of WXS (templates.ts puts these in). */
export const wxsCalls = {
  /** Calls the handler of an event; `origin` is a path of numbers and names where WXS holds it. */
  event: (
    caller: Caller,
    event: glassEasel.ShadowedEvent<unknown>,
    handler: WxsFunction,
    origin: unknown,
  ): unknown => {
    const isWxs = Array.isArray(origin) && IN_WXS.includes(origin[0]);
    if (!isWxs) return handler.call(caller, event);
    // Only in WXS the answer `false` means: go no further, and do nothing else.
    if (handler(event, new Descriptor(caller._$)) !== false) return undefined;
    event.stopPropagation();
    event.preventDefault();
    return undefined;
  },
  /** Wraps a function that `change:<attribute>` names. */
  change:
    (handler: WxsFunction): WxsFunction =>
    (now, before, owner, node) =>
      handler(
        now,
        before,
        new Descriptor(owner as glassEasel.Element),
        new Descriptor(node as glassEasel.Element),
      ),
};
