/** Local storage, which never throws: when it is full or broken, values are not stored. */
export const storage = {
  /** Returns the stored value without a check of its shape; undefined when there is none. */
  read: (key: string): unknown => {
    try {
      const value: unknown = wx.getStorageSync(key);
      // WeChat returns an empty string for a key without a value.
      return value === '' ? undefined : value;
    } catch (failure) {
      warn('read', key, failure);
      return undefined;
    }
  },
  write: (key: string, value: unknown): void => {
    try {
      wx.setStorageSync(key, value);
    } catch (failure) {
      warn('write', key, failure);
    }
  },
  remove: (key: string): void => {
    try {
      wx.removeStorageSync(key);
    } catch (failure) {
      warn('remove', key, failure);
    }
  },
  keys: (): readonly string[] => {
    try {
      return wx.getStorageInfoSync().keys;
    } catch (failure) {
      warn('list', 'keys', failure);
      return [];
    }
  },
};

function warn(what: string, key: string, failure: unknown): void {
  // eslint-disable-next-line no-console -- the only sign of a broken storage; no personal data
  console.warn(`storage: cannot ${what} ${key}`, failure);
}
