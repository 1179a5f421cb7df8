import * as glassEasel from 'glass-easel';
import { phoneUnits } from '../../style-units';
import { reportError } from '../errors';
import { phone } from '../phone';
import { builtInOf, setBuiltIn, type BuiltInTags } from './built-ins';
import { nodeOf } from './nodes';

/** Access of glass-easel to the DOM. Its events come from gestures.ts and the built-in tags. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => createElement(tag, this.tags),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as glassEasel.CurrentWindowBackendContext['document'];

  constructor(private readonly tags: BuiltInTags) {
    super();
  }

  override getTheme(): string {
    return phone.settings.theme;
  }

  override onEvent(): void {
    // Does nothing, because gestures.ts and the built-in tags dispatch all events.
  }

  override setListenerStats(): void {
    // Adds no DOM listeners, because gestures.ts and the built-in tags dispatch all events.
  }

  override setModelBindingStat(_element: unknown, attribute: string): void {
    reportError(new Error(`model:${attribute} is not supported by the local phone`), 'view');
  }
}

/**
 * Creates the DOM element of a WXML tag. `style` is set through the CSSOM, because a content
 * security policy may forbid the attribute. `aria-role` becomes `role`. A built-in tag may handle
 * its attributes itself.
 */
function createElement(tag: string, tags: BuiltInTags): HTMLElement {
  const element = document.createElement(`wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  const removeAttribute = element.removeAttribute.bind(element);
  const change = (name: string, text: string | null): void => {
    // Reads the value from the node, because glass-easel passes it here as text.
    const value = nodeOf(element)?.getAttribute(name);
    if (builtInOf(element)?.attribute?.(name, value) === true) return;
    // ARIA attributes take the words `true` and `false`, where others are present or absent.
    const isWord = name.startsWith('aria-') && typeof value === 'boolean';
    const shown = isWord ? String(value) : text;
    const written = name === 'aria-role' ? 'role' : name;
    if (shown === null) removeAttribute(written);
    else setAttribute(written, shown);
  };
  element.setAttribute = (name, text) => {
    if (name === 'style') element.style.cssText = phoneUnits(text);
    else change(name, text);
  };
  element.removeAttribute = (name) => {
    change(name, null);
  };
  const builtIn = tags.get(tag)?.(element);
  if (builtIn !== undefined) setBuiltIn(element, builtIn);
  return element;
}
