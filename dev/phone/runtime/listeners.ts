export function createListeners<Values extends readonly unknown[]>() {
  const all = new Set<(...values: Values) => void>();
  return {
    add: (listener: (...values: Values) => void) => {
      all.add(listener);
    },
    /** Removes one listener, or all if called without an argument, as `wx.offX()` does. */
    remove: (listener?: (...values: Values) => void) => {
      if (listener === undefined) all.clear();
      else all.delete(listener);
    },
    emit: (...values: Values) => {
      for (const listener of [...all]) listener(...values);
    },
  };
}
