import { type CheckLine, checkLine } from '../../../../miniprogram/contract/self-check';
import { companyName } from '../../../../miniprogram/contract/shop';
import type { CallContext } from '../../runtime/define-function';
import { orUpstreamTimeout } from '../../runtime/in-time';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, CheckDependencies } from '../provider';
import { type BoundShop, getBoundShops } from './bound-shops';
import { checkOrders } from './check-orders';

export async function checkAccounts(
  accounts: readonly CheckedAccount[],
  dependencies: CheckDependencies,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const checks = [
    checkBindings(accounts, dependencies, call),
    checkOrdersOfAccounts(accounts, dependencies, call),
  ];
  return (await Promise.all(checks)).flat();
}

async function checkBindings(
  accounts: readonly CheckedAccount[],
  { wechat }: CheckDependencies,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    const boundShops = await orUpstreamTimeout(getBoundShops(wechat, call), call.timeLeftMs());
    if (accounts.length === 0) return [checkLine('accounts', 'waits', { value: 'settings' })];
    return accounts.map((account) => checkBinding(account, boundShops));
  } catch (error) {
    return [failedCheck('accounts', error)];
  }
}

function checkBinding(account: CheckedAccount, boundShops: readonly BoundShop[]): CheckLine {
  const { label: about, company } = account;
  const sameIdShops = boundShops.filter(({ shopId }) => shopId === account.shopId);
  const boundShop = sameIdShops.find(({ companyId }) => companyId === company);
  if (boundShop !== undefined) return checkLine('accounts', boundShop.review, { about });
  const [otherShop] = sameIdShops;
  return otherShop === undefined
    ? checkLine('accounts', 'account-not-bound', { about })
    : checkLine('accounts', 'account-at-another-company', {
        about,
        value: companyName(otherShop.companyId),
      });
}

async function checkOrdersOfAccounts(
  accounts: readonly CheckedAccount[],
  { wechat, recentOrders }: CheckDependencies,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    if (accounts.length === 0) return [checkLine('shop-no', 'shop-no-needless')];
    const orders = await orUpstreamTimeout(recentOrders(), call.timeLeftMs());
    const checks = accounts.map((account) => checkOrders(account, orders, wechat, call));
    const lines = (await Promise.all(checks)).flat();
    const hasShopNoLine = lines.some(({ check }) => check === 'shop-no');
    return hasShopNoLine ? lines : [...lines, checkLine('shop-no', 'shop-no-needless')];
  } catch (error) {
    return [failedCheck('sign', error), checkLine('shop-no', 'waits', { value: 'sign' })];
  }
}
