/** Behaviour of a built-in tag of WeChat, such as <input>, beyond its DOM element. */
export interface BuiltIn {
  /** Receives an attribute from the template. @returns true to keep it out of the document */
  attribute?(name: string, value: unknown): boolean;
  /** Receives a tap that no handler caught. @returns true if the tag handled it */
  tapped?(event: Event): boolean;
  /** Receives the start and the end of a press. @returns true if the tag shows it */
  hover?(on: boolean): boolean;
}

/** Factories of built-in tags by name. Tags without behaviour (text, block) have none. */
export type BuiltInTags = ReadonlyMap<string, (element: HTMLElement) => BuiltIn>;

const builtIns = new WeakMap<Element, BuiltIn>();

export function setBuiltIn(element: Element, builtIn: BuiltIn): void {
  builtIns.set(element, builtIn);
}

/** Returns the behaviour of an element's built-in tag, if any. */
export function builtInOf(element: Element): BuiltIn | undefined {
  return builtIns.get(element);
}
