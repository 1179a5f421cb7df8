import { type CheckLine, checkLine } from '../../../../miniprogram/contract/self-check';
import { companyName } from '../../../../miniprogram/contract/shop';
import type { CallContext } from '../../runtime/define-function';
import { orUpstreamTimeout } from '../../runtime/in-time';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, CheckPorts } from '../provider';
import { type BoundShop, getBoundShops } from './bound-shops';
import { checkOrders } from './check-orders';

export async function checkAccounts(
  accounts: readonly CheckedAccount[],
  ports: CheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const checks = [
    checkBindings(accounts, ports, call),
    checkOrdersOfAccounts(accounts, ports, call),
  ];
  return (await Promise.all(checks)).flat();
}

async function checkBindings(
  accounts: readonly CheckedAccount[],
  { wechat }: CheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    const bound = await orUpstreamTimeout(getBoundShops(wechat, call), call.timeLeftMs());
    if (accounts.length === 0) return [checkLine('accounts', 'waits', { value: 'settings' })];
    return accounts.map((account) => checkBinding(account, bound));
  } catch (error) {
    return [failedCheck('accounts', error)];
  }
}

function checkBinding(account: CheckedAccount, bound: readonly BoundShop[]): CheckLine {
  const { label: about, company } = account;
  const ofTheShop = bound.filter(({ shopId }) => shopId === account.shopId);
  const shop = ofTheShop.find(({ companyId }) => companyId === company);
  if (shop !== undefined) return checkLine('accounts', shop.review, { about });
  const [other] = ofTheShop;
  return other === undefined
    ? checkLine('accounts', 'account-not-bound', { about })
    : checkLine('accounts', 'account-at-another-company', {
        about,
        value: companyName(other.companyId),
      });
}

async function checkOrdersOfAccounts(
  accounts: readonly CheckedAccount[],
  { wechat, knownOrders }: CheckPorts,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  try {
    if (accounts.length === 0) return [checkLine('shop-no', 'shop-no-needless')];
    const orders = await orUpstreamTimeout(knownOrders(), call.timeLeftMs());
    const checks = accounts.map((one) => checkOrders(one, orders, wechat, call));
    const lines = (await Promise.all(checks)).flat();
    const isNumbered = lines.some(({ check }) => check === 'shop-no');
    return isNumbered ? lines : [...lines, checkLine('shop-no', 'shop-no-needless')];
  } catch (error) {
    return [failedCheck('sign', error), checkLine('shop-no', 'waits', { value: 'sign' })];
  }
}
