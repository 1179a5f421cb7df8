/** What a built-in tag does beyond being an element of its name. */
export interface BuiltIn {
  /** Hears an attribute as the template gave it; true keeps it out of the document. */
  attribute?(name: string, value: unknown): boolean;
  /** A tap that no handler prevented; true when it was for this tag. */
  tapped?(event: Event): boolean;
  /** A finger is down on it, or gone; true when it shows that. */
  hover?(on: boolean): boolean;
}

/** WeChat's tags by name, with what makes their behaviour; plain ones (text, block) have none. */
export type BuiltInTags = ReadonlyMap<string, (element: HTMLElement) => BuiltIn>;

const builtIns = new WeakMap<Element, BuiltIn>();

export function setBuiltIn(element: Element, builtIn: BuiltIn): void {
  builtIns.set(element, builtIn);
}

/** The behaviour of the built-in tag that an element stands for, if it has any. */
export function builtInOf(element: Element): BuiltIn | undefined {
  return builtIns.get(element);
}
