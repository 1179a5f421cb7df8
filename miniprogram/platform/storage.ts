import { type Struct, is } from 'superstruct';

/** Local storage, which never throws: when it is full or broken, values are not stored. */
export const storage = {
  /** Returns the stored value without a check of its shape; undefined when there is none. */
  read: (key: string): unknown => {
    const value = attempt<unknown>('read', key, () => wx.getStorageSync(key));
    // WeChat returns an empty string for a key without a value.
    return value === '' ? undefined : value;
  },
  /** Returns the stored value; null when there is none of this shape. */
  readAs: <Value, Schema>(key: string, shape: Struct<Value, Schema>): Value | null => {
    const value = storage.read(key);
    return is(value, shape) ? value : null;
  },
  write: (key: string, value: unknown): void => {
    attempt('write', key, () => {
      wx.setStorageSync(key, value);
    });
  },
  remove: (key: string): void => {
    attempt('remove', key, () => {
      wx.removeStorageSync(key);
    });
  },
  keys: (): readonly string[] => attempt('list', 'keys', () => wx.getStorageInfoSync().keys) ?? [],
};

function attempt<Result>(what: string, key: string, run: () => Result): Result | undefined {
  try {
    return run();
  } catch (failure) {
    // eslint-disable-next-line no-console -- the only sign of a broken storage; no personal data
    console.warn(`storage: cannot ${what} ${key}`, failure);
    return undefined;
  }
}
