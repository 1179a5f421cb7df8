import { existsSync } from 'node:fs';
import path from 'node:path';

/** The part of j-component's components that tests use. */
interface Rendered {
  readonly dom: Element | undefined;
  querySelector(selector: string): Rendered | undefined;
  querySelectorAll(selector: string): readonly Rendered[];
  dispatchEvent(event: string, custom?: object): void;
  readonly data: Readonly<Record<string, unknown>>;
  readonly instance: Readonly<Record<string, (event: { readonly detail: unknown }) => void>>;
  setData(data: Readonly<Record<string, unknown>>): void;
  addEventListener(event: string, listener: (event: { readonly detail: unknown }) => void): void;
  attach(parent: Node): void;
  detach(): void;
  triggerPageLifeTime(lifetime: 'show' | 'hide'): void;
}

interface Simulator {
  load(component: string | object, options?: object): string;
  render(id: string, properties: object): Rendered;
}

const MINIPROGRAM = path.join(__dirname, '../../miniprogram');
const FOLDERS = [
  'ui',
  'board/components',
  'delivery/components',
  'shop/components',
  'management/components',
];
/** Stands in for vant's components, which have their own tests. It shows its content. */
const SLOT = { template: '<slot></slot>' };

/** Loaded once for a test file, because it takes half a second. */
let simulator: Simulator | undefined;

/** A component of the mini-program, shown by itself. */
export type RenderedComponent = ReturnType<typeof renderComponent>;

/**
 * Renders `<name>/<name>` of a package's `components` with miniprogram-simulate.
 *
 * @param events names of the events to listen to
 */
export function renderComponent(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  events: readonly string[] = [],
) {
  // Components register when their script runs, so it must run again.
  jest.resetModules();
  simulator ??= jest.requireActual<Simulator>('miniprogram-simulate');
  const components = FOLDERS.map((folder) => path.join(MINIPROGRAM, folder, name));
  const folder = components.find((one) => existsSync(one)) ?? name;
  const id = simulator.load(path.join(folder, name), {
    rootPath: MINIPROGRAM,
    usingComponents: { 'van-button': simulator.load(SLOT), 'van-swipe-cell': simulator.load(SLOT) },
  });
  const component = simulator.render(id, properties);
  const counts = new Map<string, number>();
  for (const event of events) {
    component.addEventListener(event, () => counts.set(event, (counts.get(event) ?? 0) + 1));
  }
  component.attach(document.body.appendChild(document.createElement('main')));

  const textOf = (node: Rendered): string =>
    (node.dom?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return {
    /** Returns all text, or that of matching nodes, with collapsed white space. */
    text: (selector?: string) =>
      (selector === undefined ? [component] : component.querySelectorAll(selector))
        .map(textOf)
        .join('|'),
    count: (selector: string) => component.querySelectorAll(selector).length,
    /** Dispatches an event to a matching node: `tap`, vant's `click`, or a native tag's event. */
    dispatch: async (selector: string, event: string, detail?: object) => {
      const node = component.querySelector(selector);
      if (node === undefined) throw new Error(`${name} shows no ${selector}`);
      node.dispatchEvent(event, detail === undefined ? undefined : { detail });
      await settled();
    },
    set: async (changes: Readonly<Record<string, unknown>>) => {
      component.setData(changes);
      await settled();
    },
    /** Calls a method, as the parent component or an event with a detail does. */
    call: (method: string, detail?: unknown) => {
      component.instance[method]?.({ detail });
    },
    pageLifetime: (lifetime: 'show' | 'hide') => {
      component.triggerPageLifeTime(lifetime);
    },
    remove: () => {
      component.detach();
    },
    /** Returns data for a native tag, which the simulator does not draw. */
    data: (name: string) => component.data[name],
    /** Listens to the component's own events. */
    listen: (event: string, heard: (detail: unknown) => void) => {
      component.addEventListener(event, ({ detail }) => {
        heard(detail);
      });
    },
    /** Counts the events that the component has emitted. */
    emitted: (event: string) => counts.get(event) ?? 0,
  };
}

/** Waits for events and setData callbacks, which the simulator delays as WeChat does. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
