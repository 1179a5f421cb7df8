import type { Struct } from 'superstruct';
import { nullable, number, type } from 'superstruct';
import type { Retention, ShopSettings } from '../../../miniprogram/contract/shop';
import { MAX_RETENTION, SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import type { ShopAction, ShopCalls } from '../../../miniprogram/contract/shop-api';
import type { Call } from '../runtime/define-function';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { appSecretState, encryptAppSecret } from './app-secret';
import type { Action } from '../access/access';
import { ownStores, staffAction } from '../access/access';
import { nothing, typed, whole } from '../access/input-shapes';
import type { Shop } from '../storage/shop-document';
import { changeShop, readShop } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';
import { purge } from './sweep';

type SettingsAction = Extract<
  ShopAction,
  'settings' | 'save-app-secret' | 'save-retention' | 'list-audit' | 'purge-now'
>;

const secretInput: Struct<ShopCalls['save-app-secret']['input']> = type({
  appSecret: typed(SHOP_BOUNDS.secret),
});
const retentionInput: Struct<Retention> = type({
  historyDays: whole(1, MAX_RETENTION.historyDays),
  auditDays: whole(1, MAX_RETENTION.auditDays),
});
const auditInput: Struct<ShopCalls['list-audit']['input']> = type({ before: nullable(number()) });

/** Makes the owner's actions on settings of the whole shop, and on its audit log. */
export function settingsActions(parts: ShopParts): Readonly<Record<SettingsAction, Action>> {
  const { collections, audit, encryption, now } = parts;
  const owner = { sources: CLIENT_SOURCES, grants: { owner: 'all' }, about: ownStores } as const;
  const view = (shop: Shop, call: Call): ShopSettings => settingsOf(parts, shop, call);
  return {
    settings: staffAction({
      ...owner,
      input: nothing,
      handle: async (_input, _about, { call }) => view(await readShop(collections.shop), call),
    }),
    'save-app-secret': staffAction({
      ...owner,
      input: secretInput,
      handle: async ({ appSecret }, _about, { call, staff }) => {
        const { appId } = call.caller;
        const encrypted = encryptAppSecret(encryption(), appSecret.trim(), appId);
        const shop = await audit.around({ by: staff, act: 'save-app-secret' }, () =>
          changeShop(collections.shop, () => ({ appSecret: encrypted })),
        );
        return view(shop, call);
      },
    }),
    'save-retention': staffAction({
      ...owner,
      input: retentionInput,
      handle: async ({ historyDays, auditDays }, _about, { call, staff }) => {
        const about = `${historyDays} / ${auditDays}`;
        const shop = await audit.around({ by: staff, act: 'save-retention', about }, () =>
          changeShop(collections.shop, () => ({ historyDays, auditDays })),
        );
        return view(shop, call);
      },
    }),
    'list-audit': staffAction({
      ...owner,
      input: auditInput,
      handle: ({ before }) => audit.latest(before),
    }),
    'purge-now': staffAction({
      ...owner,
      input: nothing,
      handle: async (_input, _about, { call, staff }) => {
        // The purge's own audit line is written first. It stays, because only older lines go.
        const at = now();
        return audit.around({ by: staff, act: 'purge' }, async (changed) => {
          changed();
          return { left: await purge(collections, at, call) };
        });
      },
    }),
  };
}

function settingsOf(
  { encryption, environment }: ShopParts,
  shop: Shop,
  { caller: { appId } }: Call,
): ShopSettings {
  return {
    version: shop.version,
    appId,
    appSecret: appSecretState(shop, appId, encryption, environment),
    retention: { historyDays: shop.historyDays, auditDays: shop.auditDays },
  };
}
