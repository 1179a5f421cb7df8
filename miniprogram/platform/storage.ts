/** What this phone keeps. A full or broken storage is no reason to fail: then the phone remembers less. */
export interface Storage {
  /** The stored value, of whatever shape it is; undefined when there is none. */
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  keys(): readonly string[];
}

export const storage: Storage = {
  read: (key) => {
    try {
      const value: unknown = wx.getStorageSync(key);
      // WeChat answers '' for what is not there.
      return value === '' ? undefined : value;
    } catch (failure) {
      warn('read', key, failure);
      return undefined;
    }
  },
  write: (key, value) => {
    try {
      wx.setStorageSync(key, value);
    } catch (failure) {
      warn('write', key, failure);
    }
  },
  remove: (key) => {
    try {
      wx.removeStorageSync(key);
    } catch (failure) {
      warn('remove', key, failure);
    }
  },
  keys: () => {
    try {
      return wx.getStorageInfoSync().keys;
    } catch (failure) {
      warn('list', 'keys', failure);
      return [];
    }
  },
};

function warn(what: string, key: string, failure: unknown): void {
  // eslint-disable-next-line no-console -- the only sign of a storage that does not work; keys hold no personal data beyond the shop's own order ids
  console.warn(`storage: cannot ${what} ${key}`, failure);
}
