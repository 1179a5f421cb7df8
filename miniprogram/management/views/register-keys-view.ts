import { type RegisterKey, MAX_KEY_LABEL } from '../../contract/register-key';
import type { Store } from '../../contract/shop';
import { joinNonEmpty, storeNames } from '../../shop/roles';
import { clockTime } from '../../ui/wording/measures';
import { readStores } from './choices';
import { joinForms, readText } from './typed-text';

/** Builds a row for each key: its stores, who made it and when. `now`: ms on the cloud's clock. */
export function registerKeyRows(
  keys: readonly RegisterKey[],
  stores: readonly Pick<Store, 'storeId' | 'name'>[],
  now: number,
) {
  return keys.map(({ keyId, label, stores: scope, madeBy, madeAt }) => {
    const madeWords = `${madeBy} ${clockTime(madeAt, now)} 生成`;
    return { keyId, label, detail: joinNonEmpty(storeNames(scope, stores), madeWords) };
  });
}

export function readRegisterKeyForm(label: string, chosenStoreIds: readonly string[]) {
  const noLabelReason = '请填名字，以后才认得出是哪个系统。';
  return joinForms({
    label: readText('label', label, MAX_KEY_LABEL, noLabelReason),
    stores: readStores('clerk', chosenStoreIds),
  });
}
