import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { WireFields } from './order-answer';

/** Secrets that a shop has been given: paid orders, decrypted answers of `queryorder`, and keys. */
export type ToldSecrets =
  | { readonly order: WireFields }
  | { readonly paid: WireFields }
  | { readonly keys: { readonly symmetricKey: string; readonly privateKey: string } };

const TOLD = 'sandbox:told-secrets';
const toEverybody = channel(TOLD);

/** Reports secrets to the tests, which look for them where they must not be. */
export function reportToldSecrets(told: ToldSecrets): void {
  toEverybody.publish(told);
}

/** Reports the secrets of all sandboxes in this process, for tests. @returns how to stop it */
export function subscribeToToldSecrets(listener: (told: ToldSecrets) => void): () => void {
  const listen = (told: unknown): void => {
    listener(told as ToldSecrets);
  };
  subscribe(TOLD, listen);
  return () => unsubscribe(TOLD, listen);
}
