import { type } from 'superstruct';
import { type Of, amount, text } from './schema';
import { storeScope } from './shop';

/**
 * Key by which the merchant's own system registers orders (docs/register.md); its secret is shown
 * once.
 */
export type RegisterKey = Of<typeof registerKey>;
export const registerKey = type({
  keyId: text,
  label: text,
  /** Stores whose orders it may register. */
  stores: storeScope,
  /** Name of the owner who made it, and when, ms since 1970. */
  madeBy: text,
  madeAt: amount,
});

/** New key. `key` is what the system has to send; it is stored nowhere. */
export const newRegisterKey = type({ ...registerKey.schema, key: text });

export const MOST_REGISTER_KEYS = 10;
export const LONGEST_KEY_LABEL = 20;
