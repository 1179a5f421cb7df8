import * as glassEasel from 'glass-easel';
import { phoneUnits } from '../../style-units';
import { reportError } from '../errors';
import { phone } from '../phone';
import { builtInOf, setBuiltIn, type BuiltInTags } from './built-ins';
import { nodeOf } from './nodes';

/**
 * glass-easel's way to the document, with the tags of WeChat in it. Events do not come from here:
 * see gestures.ts and the built-in tags.
 */
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
    // Nothing: gestures.ts and the tags dispatch.
  }

  override setListenerStats(): void {
    // Nothing, for the same reason.
  }

  override setModelBindingStat(_element: unknown, attribute: string): void {
    reportError(new Error(`model:${attribute} is not supported by the local phone`), 'view');
  }
}

/**
 * Creates the element of a tag of WXML. `style` goes through the CSSOM, in the phone's units (a
 * content policy may forbid the attribute), `aria-role` is the document's `role`, and a built-in
 * tag may take an attribute that has a meaning of its own for it.
 */
function createElement(tag: string, tags: BuiltInTags): HTMLElement {
  const element = document.createElement(`wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  const removeAttribute = element.removeAttribute.bind(element);
  const change = (name: string, text: string | null): void => {
    // The framework writes text; the node still holds the value as it was given.
    const value = nodeOf(element)?.getAttribute(name);
    if (builtInOf(element)?.attribute?.(name, value) === true) return;
    // What assistive technology reads says true and false in words.
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
