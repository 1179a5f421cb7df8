import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { Provider } from './provider';
import { getOrder, LOOK_UP_PATH as INSTANT_PATH } from './wechat-instant/get-order';
import { LOOK_UP_PATH as INTRACITY_PATH, queryOrder } from './wechat-intracity/query-order';

/** Ways to ask each delivery service. All other differences are in contract/providers.ts. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = {
  'wechat-instant': { ask: getOrder, path: INSTANT_PATH },
  'wechat-intracity': { ask: queryOrder, path: INTRACITY_PATH },
};
