import { within } from '../runtime/in-time';
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
  const tooSlow = (): Error => new StoreTooSlow(limitMs);
  return {
    read: () => within(store.read(), limitMs, tooSlow),
    replace: (token) => within(store.replace(token), limitMs, tooSlow),
  };
}
