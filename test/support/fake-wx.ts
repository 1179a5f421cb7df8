/** Installs a `wx` with only the given members. */
export function installWx(wx: object): void {
  Object.assign(globalThis, { wx });
}

export type FakeStorage = ReturnType<typeof storageInMemory>;

/** `wx`'s storage in memory. As in WeChat, missing keys read as ''. */
export function storageInMemory() {
  const stored = new Map<string, string>();
  return {
    getStorageSync: (key: string) => {
      const json = stored.get(key);
      return json === undefined ? '' : (JSON.parse(json) as unknown);
    },
    setStorageSync: (key: string, value: unknown) => {
      stored.set(key, JSON.stringify(value));
    },
    removeStorageSync: (key: string) => {
      stored.delete(key);
    },
    getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
  };
}

/** `wx.cloud` whose functions answer so. @param asked hears of the data of every call */
export function cloudThat(answer: () => object, asked: unknown[]) {
  return {
    callFunction: ({ data }: { readonly data: unknown }) => {
      asked.push(data);
      return Promise.resolve().then(() => ({ result: answer() }));
    },
  };
}
