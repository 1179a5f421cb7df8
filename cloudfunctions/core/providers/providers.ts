import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { Provider } from './provider';
import { getOrder } from './wechat-instant/get-order';
import { queryOrder } from './wechat-intracity/query-order';

/** Services that deliver. What differs in them besides is in contract/providers.ts. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = {
  'wechat-instant': { ask: getOrder },
  'wechat-intracity': { ask: queryOrder },
};
