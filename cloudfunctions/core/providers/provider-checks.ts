import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { CheckAccounts } from './provider';
import * as instant from './wechat-instant/check-accounts';
import * as intracity from './wechat-intracity/check-accounts';

/** How 自检 checks each service. Apart from `PROVIDERS`, since a look-up needs none of its code. */
export const PROVIDER_CHECKS: Readonly<Record<ProviderName, CheckAccounts>> = {
  'wechat-instant': instant.checkAccounts,
  'wechat-intracity': intracity.checkAccounts,
};
