export interface Listeners<Values extends readonly unknown[]> {
  readonly add: (listener: (...values: Values) => void) => void;
  /** Removes one listener, or all if called without an argument, as `wx.offX()` does. */
  readonly remove: (listener?: (...values: Values) => void) => void;
  readonly emit: (...values: Values) => void;
}

export function createListeners<Values extends readonly unknown[]>(): Listeners<Values> {
  const all = new Set<(...values: Values) => void>();
  return {
    add: (listener) => {
      all.add(listener);
    },
    remove: (listener) => {
      if (listener === undefined) all.clear();
      else all.delete(listener);
    },
    emit: (...values) => {
      for (const listener of [...all]) listener(...values);
    },
  };
}
