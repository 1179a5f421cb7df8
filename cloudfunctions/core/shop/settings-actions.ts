import { type Struct, nullable, number, type } from 'superstruct';
import {
  type Retention,
  type ShopSettings,
  MAX_RETENTION,
} from '../../../miniprogram/contract/shop-settings';
import { MAX_MAP_STYLE, MAX_MAP_KEY_LENGTH } from '../../../miniprogram/contract/shop';
import { type Actor, OWNER_ONLY, staffAction } from '../access/access';
import { nothing, typedText, wholeNumber } from '../access/input-shapes';
import { type Shop, changeShop, darkMapOf } from '../storage/shop-document';
import type { ShopContext } from '../access/shop-context';

const darkMap = type({ key: typedText(MAX_MAP_KEY_LENGTH), style: wholeNumber(1, MAX_MAP_STYLE) });
const retentionInput: Struct<Retention> = type({
  historyDays: wholeNumber(1, MAX_RETENTION.historyDays),
  auditDays: wholeNumber(1, MAX_RETENTION.auditDays),
});

/** Makes the owner's actions on settings of the whole shop, and on its audit log. */
export function settingsActions(context: ShopContext) {
  const { collections, audit } = context;
  const save = async (
    { staff: by }: Actor,
    auditAct: 'save-dark-map' | 'save-retention',
    about: string,
    shopFields: Partial<Shop>,
  ): Promise<ShopSettings> => {
    const writeFields = () => changeShop(collections.shop, () => shopFields);
    return settingsOf(await audit.logAround({ by, act: auditAct, about }, writeFields));
  };
  return {
    settings: staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async () => settingsOf(await context.shop(0)),
    }),
    'save-dark-map': staffAction({
      ...OWNER_ONLY,
      input: type({ darkMap: nullable(darkMap) }),
      handle: ({ darkMap }, actor) =>
        darkMap === null
          ? save(actor, 'save-dark-map', '', { mapKey: null })
          : save(actor, 'save-dark-map', String(darkMap.style), {
              mapKey: darkMap.key.trim(),
              mapStyle: darkMap.style,
            }),
    }),
    'save-retention': staffAction({
      ...OWNER_ONLY,
      input: retentionInput,
      handle: ({ historyDays, auditDays }, actor) =>
        save(actor, 'save-retention', `${historyDays} / ${auditDays}`, { historyDays, auditDays }),
    }),
    'list-audit': staffAction({
      ...OWNER_ONLY,
      input: type({ before: nullable(number()) }),
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
