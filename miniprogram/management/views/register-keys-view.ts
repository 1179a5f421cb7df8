import { type RegisterKey, LONGEST_KEY_LABEL } from '../../contract/register-key';
import type { Store } from '../../contract/shop';
import { joinNonEmpty, storeNames } from '../../shop/roles';
import { clockTime } from '../../ui/wording/measures';
import { readScope } from './choices';
import { joinForms, readText } from './typed-text';

/** @param now current time in ms on the cloud's clock */
export function registerKeyRows(
  keys: readonly RegisterKey[],
  stores: readonly Pick<Store, 'storeId' | 'name'>[],
  now: number,
) {
  return keys.map(({ keyId, label, stores: scope, madeBy, madeAt }) => {
    const made = `${madeBy} ${clockTime(madeAt, now)} 生成`;
    return { keyId, label, detail: joinNonEmpty(storeNames(scope, stores), made) };
  });
}

export function readRegisterKeyForm(label: string, chosen: readonly string[]) {
  const missing = '请填名字，以后才认得出是哪个系统。';
  return joinForms({
    label: readText('label', label, LONGEST_KEY_LABEL, missing),
    stores: readScope('clerk', chosen),
  });
}
