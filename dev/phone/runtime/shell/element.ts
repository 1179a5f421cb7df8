export function shellElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** @param name accessible name of a button without text */
export function shellButton(
  className: string,
  text: string,
  pressed: () => void,
  name?: string,
): HTMLButtonElement {
  const button = shellElement('button', className, text);
  button.type = 'button';
  if (name !== undefined) button.setAttribute('aria-label', name);
  button.addEventListener('click', pressed);
  return button;
}
