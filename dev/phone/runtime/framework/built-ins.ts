/** What a built-in tag does beyond being an element of its name. */
export interface BuiltIn {
  /** Hears an attribute as the template gave it; true keeps it out of the document. */
  attribute?(name: string, value: unknown): boolean;
  /** `model:value="{{…}}"`. */
  bindModel?(attribute: string, listener: ((value: unknown) => void) | null): void;
  /** A tap that no handler prevented; true when it was for this tag. */
  tapped?(event: Event): boolean;
  /** A finger is down on it, or gone; true when it shows that. */
  hover?(on: boolean): boolean;
  /** What `SelectorQuery.context` answers. */
  context?(): unknown;
  /** Its value in a <form>. */
  formValue?(): unknown;
  /** Back to its first value, for `form-type="reset"`. */
  reset?(): void;
}

const builtIns = new WeakMap<Element, BuiltIn>();

export function setBuiltIn(element: Element, builtIn: BuiltIn): void {
  builtIns.set(element, builtIn);
}

/** The behaviour of the built-in tag that an element stands for, if it has any. */
export function builtInOf(element: Element): BuiltIn | undefined {
  return builtIns.get(element);
}
