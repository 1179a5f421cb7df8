import type { Faults } from '../faults/faults';
import { SHORT_TIME_OUT_SECONDS } from '../faults/set-up-faults';
import type { SetUpFault } from '../faults/fault-table';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { ClientRule } from './database/client-access';
import type { FunctionManifest } from './function-manifest';

/** What the owner of the shop has settled in the cloud's console: what it should be, unless something else is wanted. */
export interface Configuration {
  /** A function with the time-out in force. */
  readonly manifestOf: (manifest: FunctionManifest) => FunctionManifest;
  /** The settings in the functions' environment. */
  readonly environmentOf: (
    settings: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
  /** What clients may do in a collection. Of the shop's own they may do nothing. */
  readonly ruleOf: (collection: string) => ClientRule;
  /** Told when functions are to start anew, since the settings in their environment have changed. Answers how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A configuration that is wrong as long as a fault says so. */
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
