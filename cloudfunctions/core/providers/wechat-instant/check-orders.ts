import { type CheckLine, checkLine } from '../../../../miniprogram/contract/self-check';
import { sharingOf } from '../../../../miniprogram/contract/shop-settings';
import { CloudFailure, nullIfFailsWith } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, OrderAtAccount } from '../provider';
import type { LookUp } from '../wechat/looked-up';
import type { WeChat } from '../wechat/wechat';
import { getOrder } from './get-order';

/** Order id that no order has. A company that checks signatures first reports a wrong signature. */
const NO_ORDER_ID = 'self-check';
const MAX_TRIES = 3;

/** Asks for the latest orders, to check the signature and whether the company heeds `shop_no`. */
export async function checkOrders(
  account: CheckedAccount,
  orders: readonly OrderAtAccount[],
  wechat: WeChat,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const about = account.label;
  const askOrder = askerOf(account, wechat, call);
  const sharing = sharingOf(account.bindings);
  const lines =
    sharing === 'shared'
      ? [checkLine('shop-no', 'shop-no-lacking', { about })]
      : singleStoreLines(account, orders);
  const shouldCheck = sharing === 'shared-unless-checked';
  try {
    const order = await findFirstOrder(account, orders, askOrder);
    if (order === null) {
      await askOrder(NO_ORDER_ID, storeNumbersOf(account)[0] ?? null);
      const untried = checkLine('shop-no', 'shop-no-untried', { about });
      return [checkLine('sign', 'sign-untried', { about }), ...(shouldCheck ? [untried] : lines)];
    }
    const shopNoLines = shouldCheck ? [await checkStoreNumbers(account, order, askOrder)] : lines;
    return [checkLine('sign', 'sign-accepted', { about }), ...shopNoLines];
  } catch (error) {
    const waiting = checkLine('shop-no', 'waits', { about, value: 'sign' });
    return [failedCheck('sign', error, about), ...(shouldCheck ? [waiting] : lines)];
  }
}

/** Reports an entered `shop_no` as needless; a missing one as untried until an order was found. */
function singleStoreLines(
  { accountId, label: about, bindings }: CheckedAccount,
  orders: readonly OrderAtAccount[],
): readonly CheckLine[] {
  if (bindings.some(({ shopNo }) => shopNo !== null))
    return [checkLine('shop-no', 'shop-no-needless', { about, value: 'entered' })];
  if (orders.some((order) => order.accountId === accountId && order.shopNo === null)) return [];
  return [checkLine('shop-no', 'shop-no-untried', { about, value: 'numberless' })];
}

type AskOrder = (orderId: string, shopNo: string | null) => Promise<LookUp | null>;

function askerOf({ shopId, secret }: CheckedAccount, wechat: WeChat, call: CallContext): AskOrder {
  return async (orderId, shopNo) => {
    if (secret === null) throw new CloudFailure('secret-needed');
    const answer = getOrder(wechat, { shopId, shopNo, secret }, { orderId }, call);
    return nullIfFailsWith(['order-not-found', 'order-over'], answer);
  };
}

interface FoundOrder extends OrderAtAccount {
  readonly answer: LookUp;
}

async function findFirstOrder(
  account: CheckedAccount,
  orders: readonly OrderAtAccount[],
  askOrder: AskOrder,
): Promise<FoundOrder | null> {
  const storeNumbers = storeNumbersOf(account);
  const accountOrders = orders.filter(
    ({ accountId, shopNo }) => accountId === account.accountId && storeNumbers.includes(shopNo),
  );
  for (const order of accountOrders.slice(0, MAX_TRIES)) {
    const answer = await askOrder(order.orderId, order.shopNo);
    if (answer !== null) return { ...order, answer };
  }
  return null;
}

/** Asks for an order with another store's number. If it is found, the company ignores `shop_no`. */
async function checkStoreNumbers(
  account: CheckedAccount,
  { orderId, shopNo, answer }: FoundOrder,
  askOrder: AskOrder,
): Promise<CheckLine> {
  const about = account.label;
  const otherNumber = storeNumbersOf(account).find((storeNo) => storeNo !== shopNo) ?? null;
  try {
    const otherAnswer = await askOrder(orderId, otherNumber);
    if (otherAnswer === null) return checkLine('shop-no', 'shop-no-heeded', { about });
    // Two stores may use the same order id, but not the same waybill id.
    const { waybillId } = answer.delivery;
    if (waybillId === null) return checkLine('shop-no', 'shop-no-untried', { about });
    const isSameWaybill = otherAnswer.delivery.waybillId === waybillId;
    return checkLine('shop-no', isSameWaybill ? 'shop-no-ignored' : 'shop-no-heeded', { about });
  } catch (error) {
    return failedCheck('shop-no', error, about);
  }
}

function storeNumbersOf({ bindings }: CheckedAccount): readonly (string | null)[] {
  return bindings.map(({ shopNo }) => shopNo);
}
