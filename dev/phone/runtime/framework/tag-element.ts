import { phoneUnits } from '../../style-units';

/**
 * Creates the element of a tag of WXML. `style` goes through the CSSOM, in the phone's units (a content policy may forbid the attribute),
 * `aria-role` is the document's `role`, and `attribute` is told instead of the document where a built-in tag has a meaning of its own for one.
 */
export function createTagElement(tag: string, attribute: (name: string) => boolean): HTMLElement {
  const element = document.createElement(`wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  const removeAttribute = element.removeAttribute.bind(element);
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = phoneUnits(value);
    else if (!attribute(name)) setAttribute(name === 'aria-role' ? 'role' : name, value);
  };
  element.removeAttribute = (name) => {
    if (!attribute(name)) removeAttribute(name);
  };
  return element;
}

/** Sets an attribute past the behaviour of the tag. */
export function setPlainAttribute(element: Element, name: string, value: string): void {
  Element.prototype.setAttribute.call(element, name, value);
}
