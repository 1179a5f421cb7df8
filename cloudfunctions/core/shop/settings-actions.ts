import { type Struct, nullable, number, type } from 'superstruct';
import {
  type Retention,
  type ShopSettings,
  MAX_RETENTION,
} from '../../../miniprogram/contract/shop-settings';
import { LARGEST_MAP_STYLE, LONGEST_MAP_KEY } from '../../../miniprogram/contract/shop';
import type { ShopAction, ShopCalls } from '../../../miniprogram/contract/shop-api';
import { CLIENT_SOURCES } from '../runtime/define-function';
import { type Action, ownStores, staffAction } from '../access/access';
import { nothing, typedText, wholeNumber } from '../access/input-shapes';
import { type Shop, changeShop, darkMapOf } from '../storage/shop-document';
import type { ShopParts } from '../access/shop-context';

type SettingsAction = Extract<
  ShopAction,
  'settings' | 'save-dark-map' | 'save-retention' | 'list-audit'
>;

const darkMapInput: Struct<ShopCalls['save-dark-map']['input']> = type({
  darkMap: nullable(
    type({ key: typedText(LONGEST_MAP_KEY), style: wholeNumber(1, LARGEST_MAP_STYLE) }),
  ),
});
const retentionInput: Struct<Retention> = type({
  historyDays: wholeNumber(1, MAX_RETENTION.historyDays),
  auditDays: wholeNumber(1, MAX_RETENTION.auditDays),
});
const auditInput: Struct<ShopCalls['list-audit']['input']> = type({ before: nullable(number()) });

/** Makes the owner's actions on settings of the whole shop, and on its audit log. */
export function settingsActions(parts: ShopParts): Readonly<Record<SettingsAction, Action>> {
  const { collections, audit } = parts;
  const owner = { sources: CLIENT_SOURCES, grants: { owner: 'all' }, about: ownStores } as const;
  return {
    settings: staffAction({
      ...owner,
      input: nothing,
      handle: async () => settingsOf(await parts.shop(0)),
    }),
    'save-dark-map': staffAction({
      ...owner,
      input: darkMapInput,
      handle: async ({ darkMap }, _about, { staff }) => {
        const about = darkMap === null ? '' : String(darkMap.style);
        const shop = await audit.logAround({ by: staff, act: 'save-dark-map', about }, () =>
          changeShop(collections.shop, () =>
            darkMap === null
              ? { mapKey: null }
              : { mapKey: darkMap.key.trim(), mapStyle: darkMap.style },
          ),
        );
        return settingsOf(shop);
      },
    }),
    'save-retention': staffAction({
      ...owner,
      input: retentionInput,
      handle: async ({ historyDays, auditDays }, _about, { staff }) => {
        const about = `${historyDays} / ${auditDays}`;
        const shop = await audit.logAround({ by: staff, act: 'save-retention', about }, () =>
          changeShop(collections.shop, () => ({ historyDays, auditDays })),
        );
        return settingsOf(shop);
      },
    }),
    'list-audit': staffAction({
      ...owner,
      input: auditInput,
      handle: ({ before }) => audit.latestLines(before),
    }),
  };
}

function settingsOf(shop: Shop): ShopSettings {
  const darkMap = darkMapOf(shop);
  return {
    version: shop.version,
    retention: { historyDays: shop.historyDays, auditDays: shop.auditDays },
    ...(darkMap === null ? {} : { darkMap }),
  };
}
