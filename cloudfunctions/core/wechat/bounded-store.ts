import type { TokenStore } from './token-store';

/** The store took longer than it may. */
export class StoreTooSlow extends Error {
  constructor(limitMs: number) {
    super(`The token's store has not answered within ${limitMs} ms.`);
    this.name = 'StoreTooSlow';
  }
}

/** A store that answers within a limit or fails: a database that hangs must not cost the answer. */
export function boundedStore(store: TokenStore, limitMs: number): TokenStore {
  return {
    read: () => within(store.read(), limitMs),
    replace: (token) => within(store.replace(token), limitMs),
  };
}

async function within<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new StoreTooSlow(limitMs));
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
