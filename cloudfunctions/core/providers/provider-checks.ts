import type { ProviderName } from '../../../miniprogram/contract/providers';
import type { CheckAccounts } from './provider';
import * as instant from './wechat-instant/check-accounts';
import * as intracity from './wechat-intracity/check-accounts';

/** Checks of 自检 by service. They are not in `PROVIDERS`, because look-ups need no such code. */
export const PROVIDER_CHECKS: Readonly<Record<ProviderName, CheckAccounts>> = {
  'wechat-instant': instant.checkAccounts,
  'wechat-intracity': intracity.checkAccounts,
};
