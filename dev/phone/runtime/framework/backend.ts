import * as glassEasel from 'glass-easel';
import { createBuiltIn } from '../tags/create-built-in';
import { builtInOf, setBuiltIn } from './built-ins';
import { phone } from '../phone';
import { nodeOf } from './nodes';
import { playAnimation } from './play-animation';
import { createTagElement, setPlainAttribute } from './tag-element';

const listened = new WeakMap<Element, Set<string>>();

/** Whether product code listens to an event on exactly this element. */
export function hasListener(element: Element, event: string): boolean {
  return listened.get(element)?.has(event) === true;
}

function createElement(tag: string): HTMLElement {
  const element = createTagElement(tag, (name) => {
    // The framework writes text to the document; the node still holds the value as it was given.
    const value = nodeOf(element)?.getAttribute(name);
    if (name === 'animation') {
      playAnimation(element, value);
      return true;
    }
    if (builtInOf(element)?.attribute?.(name, value) === true) return true;
    if (!name.startsWith('aria-') || typeof value !== 'boolean') return false;
    // What assistive technology reads says true and false in words.
    setPlainAttribute(element, name, String(value));
    return true;
  });
  const builtIn = createBuiltIn(tag, element);
  if (builtIn !== undefined) setBuiltIn(element, builtIn);
  return element;
}

/**
 * glass-easel's way to the document, with the tags of WeChat in it. Events do not come from here: see gestures.ts and the built-in tags.
 */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as glassEasel.CurrentWindowBackendContext['document'];

  override getTheme(): string {
    return phone.settings.theme;
  }

  override onEvent(): void {
    // Nothing: gestures.ts and the tags dispatch.
  }

  override setListenerStats(element: unknown, event: string): void {
    if (!(element instanceof Element)) return;
    const events = listened.get(element) ?? new Set<string>();
    listened.set(element, events.add(event));
  }

  /** The viewport is the page's area, and positions are counted within it. */
  override createIntersectionObserver(
    ...[target, relative, margin, thresholds, listener]: Parameters<
      glassEasel.CurrentWindowBackendContext['createIntersectionObserver']
    >
  ): ReturnType<glassEasel.CurrentWindowBackendContext['createIntersectionObserver']> {
    const element = target as unknown as Element;
    const area = element.closest('.phone-page-area');
    const root = relative ?? (area as unknown as typeof target);
    return super.createIntersectionObserver(target, root, margin, thresholds, (status) => {
      const origin = area?.getBoundingClientRect() ?? new DOMRect();
      const within = ({ left, top, width, height }: typeof status.boundingClientRect) =>
        new DOMRect(left - origin.left, top - origin.top, width, height);
      listener({
        ...status,
        boundingClientRect: within(status.boundingClientRect),
        intersectionRect: within(status.intersectionRect),
        relativeRect: within(status.relativeRect),
      });
    });
  }

  override setModelBindingStat(
    element: unknown,
    attribute: string,
    listener: ((value: unknown) => void) | null,
  ): void {
    const builtIn = element instanceof Element ? builtInOf(element) : undefined;
    builtIn?.bindModel?.(attribute, listener);
  }
}
