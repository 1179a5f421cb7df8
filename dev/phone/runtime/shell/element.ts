type Child = Node | string;

/** Creates an element of the phone's own shell. */
export function shellElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

export function shellButton(
  className: string,
  label: string,
  pressed: () => void,
): HTMLButtonElement {
  const button = shellElement('button', className, label);
  button.type = 'button';
  button.addEventListener('click', pressed);
  return button;
}
