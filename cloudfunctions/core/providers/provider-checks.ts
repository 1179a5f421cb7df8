import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { ProviderCheck } from './provider';
import * as instant from './wechat-instant/check-accounts';
import * as intracity from './wechat-intracity/check-accounts';

/** What 自检 asks of each service. Apart from `PROVIDERS`, since a look-up needs none of its code. */
export const PROVIDER_CHECKS: Readonly<Record<ProviderName, ProviderCheck>> = {
  'wechat-instant': { names: ['accounts', 'sign', 'shop-no'], check: instant.checkAccounts },
  'wechat-intracity': {
    names: ['intracity', 'api-keys', 'certificate', 'cloud-clock'],
    check: intracity.checkAccounts,
  },
};
