import * as glassEasel from 'glass-easel';
import { topPage } from '../page-stack';
import { logHandler } from './cost-logs';

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

/** Path of the component whose template holds the element: where relative paths start. */
export function templatePathOf(element: Element): string {
  return nodeOf(element)?.ownerShadowRoot?.getHostNode().is ?? '';
}

/** Route of the page that a node stands in; of the visible one until it is in the document. */
export function routeAround(node: glassEasel.Element): string {
  const page = elementOf(node)?.closest<HTMLElement>('.phone-page');
  return page?.dataset['route'] ?? topPage()?.route ?? '';
}

/** Class names as they reach the document for an element's template (`placeholder-class`). */
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
  /** Whether it goes up through the page, into components as well: touches and taps do. */
  readonly bubbles?: boolean;
  /** Fields beside `detail` (`touches`, `causedBy`), also over `type`. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Dispatches an event as WeChat would; answers whether its default was prevented. */
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
