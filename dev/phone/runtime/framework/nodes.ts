import * as glassEasel from 'glass-easel';
import { logHandler } from './handler-log';
import { routeAround } from './page-route';

/** The framework's node that an element of the document was made for. */
export function nodeOf(element: Element): glassEasel.Element | undefined {
  const node = (element as Element & { __wxElement?: unknown }).__wxElement;
  return node === undefined ? undefined : (node as glassEasel.Element);
}

/** The element of a node; null for virtual ones. */
export function elementOf(node: glassEasel.Element): HTMLElement | null {
  const element: unknown = node.getBackendElement();
  return element instanceof HTMLElement ? element : null;
}

/** The nearest element, from `start` upwards, that belongs to the framework. */
export function framedElement(start: EventTarget | null): HTMLElement | null {
  let element = start instanceof Element ? start : null;
  while (element !== null && nodeOf(element) === undefined) element = element.parentElement;
  return element instanceof HTMLElement ? element : null;
}

/** Path of the component whose template holds the node: relative paths in its attributes start there. */
export function templatePathOf(node: glassEasel.Element): string {
  return node.ownerShadowRoot?.getHostNode().is ?? '';
}

/** Class names as they reach the document for a node's template (`placeholder-class`, `hover-class`). */
export function scopedClassNames(node: glassEasel.Element, names: string): string[] {
  const host = node.ownerShadowRoot?.getHostNode();
  const list = names.split(/\s+/).filter((name) => name !== '');
  if (host === undefined) return list;
  const { styleScope, extraStyleScope } = host.getComponentOptions();
  const manager = host.getRootBehavior().ownerSpace.styleScopeManager;
  const prefixes = [styleScope, extraStyleScope]
    .filter((scope) => scope !== null)
    .map((scope) => manager.queryName(scope) ?? '');
  return list.flatMap((name) =>
    prefixes.map((prefix) => (prefix === '' ? name : `${prefix}--${name}`)),
  );
}

export interface EventFields {
  readonly bubbles?: boolean;
  readonly composed?: boolean;
  readonly capturePhase?: boolean;
  /** Fields beside `detail` (`touches`, `markerId`), also over `type`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly original?: globalThis.Event;
  readonly onReturn?: (value: unknown) => void;
}

/** Dispatches an event as WeChat would; answers whether its default was prevented. */
export function dispatch(
  element: Element,
  type: string,
  detail: unknown,
  options: EventFields = {},
): boolean {
  const node = nodeOf(element);
  if (node === undefined) return false;
  let listeners = 0;
  const event = new glassEasel.Event(type, detail, {
    bubbles: options.bubbles ?? false,
    composed: options.composed ?? false,
    capturePhase: options.capturePhase ?? options.bubbles ?? false,
    originalEvent: options.original,
    ...(options.fields === undefined ? {} : { extraFields: { ...options.fields } }),
    handleListenerReturn: (value: unknown) => {
      listeners += 1;
      options.onReturn?.(value);
      return value !== false;
    },
  });
  const at = performance.now();
  glassEasel.Event.dispatchEvent(node, event);
  if (listeners > 0) logHandler(routeAround(node), type, at);
  return event.defaultPrevented();
}
