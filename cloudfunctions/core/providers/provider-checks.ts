import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { CheckAccounts } from './provider';
import * as instant from './wechat-instant/check-accounts';
import * as intracity from './wechat-intracity/check-accounts';

/** Checks of 自检 by service. Not in `PROVIDERS`, because a look-up needs none of this code. */
export const PROVIDER_CHECKS: Readonly<Record<ProviderName, CheckAccounts>> = {
  'wechat-instant': instant.checkAccounts,
  'wechat-intracity': intracity.checkAccounts,
};
