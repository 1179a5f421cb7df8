import { type RegisterKey, LONGEST_KEY_LABEL } from '../../contract/register-key';
import type { Store, StoreScope } from '../../contract/shop';
import { joinedParts, storeNames } from '../../shop/roles';
import { clockTime } from '../../ui/wording/measures';
import { readScope } from './choices';
import { type ReadForm, type Reasons, nameReason } from './typed-text';

export interface RegisterKeyRow {
  readonly keyId: string;
  readonly label: string;
  /** Names of the key's stores, who made the key, and when. */
  readonly detail: string;
}

/** @param now current time in ms on the cloud's clock */
export function registerKeyRows(
  keys: readonly RegisterKey[],
  stores: readonly Pick<Store, 'storeId' | 'name'>[],
  now: number,
): readonly RegisterKeyRow[] {
  return keys.map(({ keyId, label, stores: scope, madeBy, madeAt }) => {
    const made = `${madeBy} ${clockTime(madeAt, now)} 生成`;
    return { keyId, label, detail: joinedParts(storeNames(scope, stores), made) };
  });
}

export type KeyField = 'label' | 'stores';

export function readKeyForm(
  label: string,
  scope: StoreScope,
): ReadForm<{ readonly label: string; readonly stores: StoreScope }, KeyField> {
  const chosen = readScope('clerk', scope);
  const reasons: Reasons<KeyField> = {
    ...nameReason('label', label, LONGEST_KEY_LABEL, '请填名字，以后才认得出是哪个系统。'),
    ...(chosen.ok ? {} : chosen.reasons),
  };
  if (!chosen.ok || Object.keys(reasons).length > 0) return { ok: false, reasons };
  return { ok: true, value: { label: label.trim(), stores: chosen.value } };
}

export function revokingQuestion(label: string) {
  return {
    title: `停用“${label}”？`,
    content: '用它的系统马上不能再登记订单，停用后不能恢复。已经登记的不受影响。',
    confirmText: '停用',
  };
}
