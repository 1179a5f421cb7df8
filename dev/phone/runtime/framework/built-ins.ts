/** Behaviour of a built-in tag beyond its element. */
export interface BuiltIn {
  /** Receives an attribute from the template. @returns true to keep it out of the document */
  attribute?(name: string, value: unknown): boolean;
  /** Receives a tap that no handler prevented. @returns true when it was handled */
  tapped?(event: Event): boolean;
  /** Receives a finger's press and release. @returns true when it is shown */
  hover?(on: boolean): boolean;
}

/** Factories of WeChat's tags by name. Plain ones (text, block) have none. */
export type BuiltInTags = ReadonlyMap<string, (element: HTMLElement) => BuiltIn>;

const builtIns = new WeakMap<Element, BuiltIn>();

export function setBuiltIn(element: Element, builtIn: BuiltIn): void {
  builtIns.set(element, builtIn);
}

/** Returns the behaviour of an element's built-in tag, if any. */
export function builtInOf(element: Element): BuiltIn | undefined {
  return builtIns.get(element);
}
