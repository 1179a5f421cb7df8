import * as glassEasel from 'glass-easel';
import { topPage } from '../page-stack';
import { logHandler } from './cost-logs';

/** Returns the glass-easel node of a DOM element, if there is one. */
export function nodeOf(element: Element): glassEasel.Element | undefined {
  const node = (element as Element & { __wxElement?: unknown }).__wxElement;
  return node === undefined ? undefined : (node as glassEasel.Element);
}

/** Returns the DOM element of a node, or null for a virtual node. */
export function elementOf(node: glassEasel.Element): HTMLElement | null {
  const element: unknown = node.getBackendElement();
  return element instanceof HTMLElement ? element : null;
}

/** Returns the nearest element, from `start` upwards, that has a glass-easel node. */
export function framedElement(start: EventTarget | null): HTMLElement | null {
  let element = start instanceof Element ? start : null;
  while (element !== null && nodeOf(element) === undefined) element = element.parentElement;
  return element instanceof HTMLElement ? element : null;
}

/** Returns the route of a node's page. A detached node counts for the visible page. */
export function routeAround(node: glassEasel.Element): string {
  const page = elementOf(node)?.closest<HTMLElement>('.phone-page');
  return page?.dataset['route'] ?? topPage()?.route ?? '';
}

/** Turns class names in a template, as of `placeholder-class`, into those of the document. */
export function scopedClassNames(element: Element, names: string): string[] {
  const host = nodeOf(element)?.ownerShadowRoot?.getHostNode();
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

export interface EventOptions {
  /** Whether the event bubbles through page and components, as touches and taps do. */
  readonly bubbles?: boolean;
  /** Fields of the event beside `detail`, such as `touches`. `type` may be one of them. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Dispatches an event as WeChat does. @returns whether its default was prevented */
export function dispatch(
  element: Element,
  type: string,
  detail: unknown,
  { bubbles = false, fields = {} }: EventOptions = {},
): boolean {
  const node = nodeOf(element);
  if (node === undefined) return false;
  let listeners = 0;
  const event = new glassEasel.Event(type, detail, {
    bubbles,
    composed: bubbles,
    capturePhase: bubbles,
    extraFields: { ...fields },
    handleListenerReturn: () => {
      listeners += 1;
    },
  });
  const at = performance.now();
  glassEasel.Event.dispatchEvent(node, event);
  if (listeners > 0) logHandler(routeAround(node), type, at);
  return event.defaultPrevented();
}
