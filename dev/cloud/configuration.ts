import type { Faults } from '../faults/faults';
import { SHORT_TIME_OUT_SECONDS } from '../faults/set-up-faults';
import type { SetUpFault } from '../faults/fault-table';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { ClientRule } from './database/client-access';
import type { FunctionManifest } from './function-manifest';

/** The cloud console's configuration. It is right unless a fault is on. */
export interface Configuration {
  /** The function's manifest with the time-out in force. */
  readonly manifestOf: (manifest: FunctionManifest) => FunctionManifest;
  /** Settings in the functions' environment. */
  readonly environmentOf: (
    settings: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
  /** The rule for clients of a collection. Those of the shop allow nothing. */
  readonly ruleOf: (collection: string) => ClientRule;
  /** Reports changed settings, for which functions must start anew. @returns how to stop it */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Creates a configuration that faults make wrong. */
export function createConfiguration(faults: Faults): Configuration {
  const isOn = (name: SetUpFault): boolean => faults.take(name, null);
  return {
    manifestOf: (manifest) =>
      isOn('time-out-short') ? { ...manifest, timeoutSeconds: SHORT_TIME_OUT_SECONDS } : manifest,
    environmentOf: ({ SETTINGS_KEY, ...settings }) =>
      SETTINGS_KEY === undefined || isOn('key-missing') ? settings : { SETTINGS_KEY, ...settings },
    ruleOf: (collection) => {
      const isOfTheShop = COLLECTION_NAMES.some((name) => name === collection);
      return isOfTheShop && !isOn('database-open') ? 'nobody' : 'creator';
    },
    subscribe: (listener) => {
      let before = isOn('key-missing');
      return faults.subscribe(() => {
        const now = isOn('key-missing');
        if (now !== before) listener();
        before = now;
      });
    },
  };
}
