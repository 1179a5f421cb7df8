import { type Struct, is } from 'superstruct';

/** Local storage of the phone. It never throws: if it is full or broken, nothing is stored. */
export const storage = {
  /** Returns the stored value without checking its shape; undefined for none. */
  read: (key: string): unknown => {
    const value = tryTo<unknown>('read', key, () => wx.getStorageSync(key));
    // WeChat returns an empty string for a key that has no value.
    return value === '' ? undefined : value;
  },
  /** Returns the stored value; null if there is none, or it has another shape. */
  readAs: <Value, Schema>(key: string, shape: Struct<Value, Schema>): Value | null => {
    const value = storage.read(key);
    return is(value, shape) ? value : null;
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

function tryTo<Result>(what: string, key: string, run: () => Result): Result | undefined {
  try {
    return run();
  } catch (failure) {
    // eslint-disable-next-line no-console -- the only sign of a broken storage; no personal data
    console.warn(`storage: cannot ${what} ${key}`, failure);
    return undefined;
  }
}
