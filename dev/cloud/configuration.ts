import type { Faults } from '../faults/faults';
import { SHORT_TIME_OUT_SECONDS } from '../faults/set-up-faults';
import type { SetUpFault } from '../faults/fault-table';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { ClientRule } from './database/client-access';
import type { FunctionManifest } from './function-manifest';

/** Settings that the owner makes in WeChat's cloud console, correct unless a fault is on. */
export interface Configuration {
  /** Returns the manifest, with a time-out of 3 s while the fault `time-out-short` is on. */
  readonly manifestOf: (manifest: FunctionManifest) => FunctionManifest;
  /** Returns the settings, without SETTINGS_KEY while the fault `key-missing` is on. */
  readonly environmentOf: (
    settings: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
  /** Returns a collection's rule for clients: `nobody` for the shop's, unless a fault is on. */
  readonly ruleOf: (collection: string) => ClientRule;
  /** Reports changed settings, which need new function processes. @returns unsubscribe function */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Creates a configuration that reads the active faults at each call. */
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
