import { type CheckLine, checkLine } from '../../../../miniprogram/contract/self-check';
import { sharingOf } from '../../../../miniprogram/contract/shop-settings';
import { CloudFailure, nullIfFailsWith } from '../../runtime/cloud-failure';
import type { CallContext } from '../../runtime/define-function';
import { failedCheck } from '../failed-check';
import type { CheckedAccount, OrderAtAccount } from '../provider';
import type { LookedUp } from '../wechat/looked-up';
import type { WeChat } from '../wechat/wechat';
import { getOrder } from './get-order';

/** Id that no order has. A company that checks signs first reports a wrong sign for it. */
const NO_ORDER_ID = 'self-check';
const MAX_TRIES = 3;

/** Checks by recent orders (latest first) the `delivery_sign`, and whether `shop_no` is heeded. */
export async function checkOrders(
  account: CheckedAccount,
  known: readonly OrderAtAccount[],
  wechat: WeChat,
  call: CallContext,
): Promise<readonly CheckLine[]> {
  const about = account.label;
  const ask = askerOf(account, wechat, call);
  const sharing = sharingOf(account.bindings);
  const lacking =
    sharing === 'shared'
      ? [checkLine('shop-no', 'shop-no-lacking', { about })]
      : singleStoreLines(account, known);
  const isNumbered = sharing === 'shared-unless-checked';
  try {
    const order = await firstFoundOrder(account, known, ask);
    if (order === null) {
      await ask(NO_ORDER_ID, storeNumbersOf(account)[0] ?? null);
      const untried = checkLine('shop-no', 'shop-no-untried', { about });
      return [checkLine('sign', 'sign-untried', { about }), ...(isNumbered ? [untried] : lacking)];
    }
    const heeded = isNumbered ? [await checkStoreNumbers(account, order, ask)] : lacking;
    return [checkLine('sign', 'sign-accepted', { about }), ...heeded];
  } catch (error) {
    const waits = checkLine('shop-no', 'waits', { about, value: 'sign' });
    return [failedCheck('sign', error, about), ...(isNumbered ? [waits] : lacking)];
  }
}

/** Returns no line once an order was found without a store number: the account needs none. */
function singleStoreLines(
  { accountId, label: about, bindings }: CheckedAccount,
  known: readonly OrderAtAccount[],
): readonly CheckLine[] {
  if (bindings.some(({ shopNo }) => shopNo !== null))
    return [checkLine('shop-no', 'shop-no-needless', { about, value: 'entered' })];
  if (known.some((order) => order.accountId === accountId && order.shopNo === null)) return [];
  return [checkLine('shop-no', 'shop-no-untried', { about, value: 'numberless' })];
}

type AskOrder = (orderId: string, shopNo: string | null) => Promise<LookedUp | null>;

function askerOf({ shopId, secret }: CheckedAccount, wechat: WeChat, call: CallContext): AskOrder {
  return async (orderId, shopNo) => {
    if (secret === null) throw new CloudFailure('secret-needed');
    const asked = getOrder(wechat, { shopId, shopNo, secret }, { orderId }, call);
    return nullIfFailsWith(['order-not-found', 'order-over'], asked);
  };
}

interface FoundOrder extends OrderAtAccount {
  readonly found: LookedUp;
}

async function firstFoundOrder(
  account: CheckedAccount,
  known: readonly OrderAtAccount[],
  ask: AskOrder,
): Promise<FoundOrder | null> {
  const numbers = storeNumbersOf(account);
  const ours = known.filter(
    ({ accountId, shopNo }) => accountId === account.accountId && numbers.includes(shopNo),
  );
  for (const order of ours.slice(0, MAX_TRIES)) {
    const found = await ask(order.orderId, order.shopNo);
    if (found !== null) return { ...order, found };
  }
  return null;
}

/** Asks with another store's number. A company that still finds the order ignores store numbers. */
async function checkStoreNumbers(
  account: CheckedAccount,
  { orderId, shopNo, found }: FoundOrder,
  ask: AskOrder,
): Promise<CheckLine> {
  const about = account.label;
  const other = storeNumbersOf(account).find((number) => number !== shopNo) ?? null;
  try {
    const elsewhere = await ask(orderId, other);
    if (elsewhere === null) return checkLine('shop-no', 'shop-no-heeded', { about });
    // Two stores may use the same order id, but not the same waybill id.
    const { waybillId } = found.delivery;
    if (waybillId === null) return checkLine('shop-no', 'shop-no-untried', { about });
    const isSame = elsewhere.delivery.waybillId === waybillId;
    return checkLine('shop-no', isSame ? 'shop-no-ignored' : 'shop-no-heeded', { about });
  } catch (error) {
    return failedCheck('shop-no', error, about);
  }
}

function storeNumbersOf({ bindings }: CheckedAccount): readonly (string | null)[] {
  return bindings.map(({ shopNo }) => shopNo);
}
