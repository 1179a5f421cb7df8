/** Puts a made-up `wx` in place; only what a test hands in exists. */
export function installWx(wx: object): void {
  Object.assign(globalThis, { wx });
}

interface FakeStorage {
  getStorageSync(key: string): unknown;
  setStorageSync(key: string, value: unknown): void;
  removeStorageSync(key: string): void;
  getStorageInfoSync(): { readonly keys: string[] };
}

/** `wx`'s storage in memory, as WeChat has it: what is not there reads as ''. */
export function storageInMemory(): FakeStorage {
  const stored = new Map<string, string>();
  return {
    getStorageSync: (key) => {
      const json = stored.get(key);
      return json === undefined ? '' : (JSON.parse(json) as unknown);
    },
    setStorageSync: (key, value) => {
      stored.set(key, JSON.stringify(value));
    },
    removeStorageSync: (key) => {
      stored.delete(key);
    },
    getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
  };
}
