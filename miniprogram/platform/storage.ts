import { type Struct, is } from 'superstruct';

/** Local storage of the phone. Its functions never throw: a full or broken one stores nothing. */
export const storage = {
  /** Returns the stored value without checking its shape; undefined for none. */
  read: (key: string): unknown => {
    const storedValue = tryTo<unknown>('read', key, () => wx.getStorageSync(key));
    // WeChat returns an empty string for a key that has no value.
    return storedValue === '' ? undefined : storedValue;
  },
  /** Returns the stored value; null if there is none, or it has another shape. */
  readAs: <Value, Schema>(key: string, shape: Struct<Value, Schema>): Value | null => {
    const storedValue = storage.read(key);
    return is(storedValue, shape) ? storedValue : null;
  },
  write: (key: string, value: unknown): void => {
    tryTo('write', key, () => {
      wx.setStorageSync(key, value);
    });
  },
  remove: (key: string): void => {
    tryTo('remove', key, () => {
      wx.removeStorageSync(key);
    });
  },
  keys: (): readonly string[] => tryTo('list', 'keys', () => wx.getStorageInfoSync().keys) ?? [],
};

function tryTo<Result>(operation: string, key: string, perform: () => Result): Result | undefined {
  try {
    return perform();
  } catch (failure) {
    // eslint-disable-next-line no-console -- the only sign of a broken storage; no personal data
    console.warn(`storage: cannot ${operation} ${key}`, failure);
    return undefined;
  }
}
