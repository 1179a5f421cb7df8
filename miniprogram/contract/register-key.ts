import { type } from 'superstruct';
import { type Of, amount, text } from './schema';
import { storeScope } from './shop';

/** Key with which the merchant's own system registers orders (docs/register.md). */
export type RegisterKey = Of<typeof registerKey>;
export const registerKey = type({
  keyId: text,
  label: text,
  stores: storeScope,
  /** Owner who made the key; `madeAt` is the time, in ms since 1970. */
  madeBy: text,
  madeAt: amount,
});

/** New key. `key` is the secret that the system sends: it is shown once and stored nowhere. */
export const newRegisterKey = type({ ...registerKey.schema, key: text });

export const MAX_REGISTER_KEYS = 10;
export const MAX_KEY_LABEL = 20;
