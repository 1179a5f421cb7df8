import type { Struct } from 'superstruct';
import { nullable, number, type } from 'superstruct';
import type { Retention, ShopSettings } from '../../../miniprogram/contract/shop-settings';
import { SHOP_BOUNDS } from '../../../miniprogram/contract/shop';
import { MAX_RETENTION } from '../../../miniprogram/contract/shop-settings';
import { LARGEST_MAP_STYLE, LONGEST_MAP_KEY } from '../../../miniprogram/contract/dark-map';
import type { ShopAction, ShopCalls } from '../../../miniprogram/contract/shop-api';
import type { Call } from '../runtime/define-function';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { appSecretState, encryptAppSecret } from './app-secret';
import type { Action } from '../access/access';
import { ownStores, staffAction } from '../access/access';
import { nothing, typed, whole } from '../access/input-shapes';
import type { Shop } from '../storage/shop-document';
import { changeShop, darkMapOf } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';

type SettingsAction = Extract<
  ShopAction,
  'settings' | 'save-app-secret' | 'save-dark-map' | 'save-retention' | 'list-audit'
>;

const secretInput: Struct<ShopCalls['save-app-secret']['input']> = type({
  appSecret: typed(SHOP_BOUNDS.secret),
});
const darkMapInput: Struct<ShopCalls['save-dark-map']['input']> = type({
  darkMap: nullable(type({ key: typed(LONGEST_MAP_KEY), style: whole(1, LARGEST_MAP_STYLE) })),
});
const retentionInput: Struct<Retention> = type({
  historyDays: whole(1, MAX_RETENTION.historyDays),
  auditDays: whole(1, MAX_RETENTION.auditDays),
});
const auditInput: Struct<ShopCalls['list-audit']['input']> = type({ before: nullable(number()) });

/** Makes the owner's actions on settings of the whole shop, and on its audit log. */
export function settingsActions(parts: ShopParts): Readonly<Record<SettingsAction, Action>> {
  const { collections, audit, encryption } = parts;
  const owner = { sources: CLIENT_SOURCES, grants: { owner: 'all' }, about: ownStores } as const;
  const view = (shop: Shop, call: Call): ShopSettings => settingsOf(parts, shop, call);
  return {
    settings: staffAction({
      ...owner,
      input: nothing,
      handle: async (_input, _about, { call }) => view(await parts.shop(0), call),
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
    'save-dark-map': staffAction({
      ...owner,
      input: darkMapInput,
      handle: async ({ darkMap }, _about, { call, staff }) => {
        const about = darkMap === null ? '' : String(darkMap.style);
        const shop = await audit.around({ by: staff, act: 'save-dark-map', about }, () =>
          changeShop(collections.shop, () =>
            darkMap === null
              ? { mapKey: null }
              : { mapKey: darkMap.key.trim(), mapStyle: darkMap.style },
          ),
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
  };
}

function settingsOf(
  { encryption }: ShopParts,
  shop: Shop,
  { caller: { appId } }: Call,
): ShopSettings {
  const darkMap = darkMapOf(shop);
  return {
    version: shop.version,
    appId,
    appSecret: appSecretState(shop, appId, encryption),
    retention: { historyDays: shop.historyDays, auditDays: shop.auditDays },
    ...(darkMap === null ? {} : { darkMap }),
  };
}
