import type * as glassEasel from 'glass-easel';
import { isRecord } from '../values';
import { builtInOf } from './built-ins';
import { elementOf, nodeOf } from './nodes';

type Result = Record<string, unknown> | null;
type Callback = ((result: unknown) => void) | undefined;
type Scope = () => glassEasel.GeneralComponent;

interface Query {
  readonly scope: Scope;
  /** null is the viewport. */
  readonly selector: string | null;
  readonly all: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly callback: Callback;
}

/** `wx.createSelectorQuery()`: positions are within the page's area, as WeChat counts them. */
export class SelectorQuery {
  private readonly queries: Query[] = [];

  /** `scope`: the component whose template is searched; the page on top when nothing is chosen. */
  constructor(private scope: Scope) {}

  in(caller: unknown): this {
    const component = isRecord(caller) ? (caller['_$'] as glassEasel.GeneralComponent) : undefined;
    if (component !== undefined) this.scope = () => component;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, this.scope, selector, false);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, this.scope, selector, true);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, this.scope, null, false);
  }

  /** Called by {@link NodesRef}. */
  push(query: Query): this {
    this.queries.push(query);
    return this;
  }

  /** Answers after the next frame, when the view has been drawn. */
  exec(callback?: (results: unknown[]) => void): this {
    requestAnimationFrame(() => {
      const results = this.queries.map((query) => {
        const result = run(query);
        query.callback?.(result);
        return result;
      });
      callback?.(results);
    });
    return this;
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly scope: Scope,
    private readonly selector: string | null,
    private readonly all: boolean,
  ) {}

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  fields(fields: Readonly<Record<string, unknown>>, callback?: Callback): SelectorQuery {
    const { scope, selector, all } = this;
    return this.query.push({ scope, selector, all, fields, callback });
  }
}

function run({ scope, selector, all, fields }: Query): Result | Result[] {
  const component = scope();
  const area = pageArea(component);
  if (selector === null) return measure(area, area, fields);
  const root = component.getShadowRoot();
  if (all)
    return (root?.querySelectorAll(selector) ?? []).map((node) => describe(node, area, fields));
  const node = root?.querySelector(selector) ?? null;
  return node === null ? null : describe(node, area, fields);
}

function pageArea(component: glassEasel.GeneralComponent): Element {
  const element = elementOf(component);
  return element?.closest('.phone-page-area') ?? document.documentElement;
}

function describe(
  node: glassEasel.Element,
  area: Element,
  fields: Readonly<Record<string, unknown>>,
): Result {
  const element = elementOf(node);
  const result: Record<string, unknown> = {};
  if (fields['id'] === true) result['id'] = node.id;
  if (fields['dataset'] === true) result['dataset'] = node.dataset;
  if (fields['mark'] === true) result['mark'] = node.collectMarks();
  if (element === null) return result;
  Object.assign(result, measure(element, area, fields));
  for (const name of namesIn(fields['properties'])) result[name] = propertyOf(element, name);
  for (const name of namesIn(fields['computedStyle'])) {
    result[name] = getComputedStyle(element).getPropertyValue(toKebab(name));
  }
  if (fields['context'] === true) result['context'] = builtInOf(element)?.context?.() ?? null;
  return result;
}

function measure(
  element: Element,
  area: Element,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const origin = area.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const scroller = element === area ? (area.querySelector('wx-page') ?? element) : element;
  return {
    ...(fields['rect'] === true
      ? {
          left: box.left - origin.left,
          top: box.top - origin.top,
          right: box.right - origin.left,
          bottom: box.bottom - origin.top,
        }
      : {}),
    ...(fields['size'] === true ? { width: box.width, height: box.height } : {}),
    ...(fields['scrollOffset'] === true
      ? {
          scrollLeft: scroller.scrollLeft,
          scrollTop: scroller.scrollTop,
          scrollWidth: scroller.scrollWidth,
          scrollHeight: scroller.scrollHeight,
        }
      : {}),
  };
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A property as the template gave it: `scroll-top` of a scroll-view, or a component's own. */
function propertyOf(element: Element, name: string): unknown {
  const node = nodeOf(element);
  if (node === undefined) return undefined;
  const attribute = node.getAttribute(toKebab(name));
  if (attribute !== null) return attribute;
  const data: unknown = 'data' in node ? node.data : undefined;
  return isRecord(data) ? data[name] : undefined;
}

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
