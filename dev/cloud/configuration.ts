import type { Faults } from '../faults/faults';
import { type SetUpFault, SHORT_TIME_OUT_SECONDS } from '../faults/fault-table';
import { COLLECTION_NAMES } from '../../miniprogram/contract/shop-collections';
import type { ClientRule } from './database/client-access';
import type { FunctionManifest } from './function-manifest';

/** Settings that the owner makes in WeChat's cloud console, correct unless a fault is on by now. */
export function createConfiguration(faults: Faults) {
  const isOn = (name: SetUpFault): boolean => faults.take(name, null);
  return {
    /** Returns the manifest, with a time-out of 3 s while the fault `time-out-short` is on. */
    manifestOf: (manifest: FunctionManifest) =>
      isOn('time-out-short') ? { ...manifest, timeoutSeconds: SHORT_TIME_OUT_SECONDS } : manifest,
    /** Returns the settings, without SETTINGS_KEY while the fault `key-missing` is on. */
    environmentOf: ({ SETTINGS_KEY, ...settings }: Readonly<Record<string, string>>) =>
      SETTINGS_KEY === undefined || isOn('key-missing') ? settings : { SETTINGS_KEY, ...settings },
    /** Returns a collection's rule for clients: `nobody` for the shop's, unless a fault is on. */
    ruleOf: (collection: string): ClientRule => {
      const isOfTheShop = COLLECTION_NAMES.some((name) => name === collection);
      return isOfTheShop && !isOn('database-open') ? 'nobody' : 'creator';
    },
    /** Reports changed settings, which need new function processes. @returns unsubscribe */
    subscribe: (listener: () => void) => {
      let before = isOn('key-missing');
      return faults.subscribe(() => {
        const now = isOn('key-missing');
        if (now !== before) listener();
        before = now;
      });
    },
  };
}
