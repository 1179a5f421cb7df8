import { sharingOf, companyName } from '../../../miniprogram/contract/shop';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Call } from '../runtime/define-function';
import type { LookedUp } from '../providers/wechat/looked-up';
import { getOrder } from '../providers/wechat-instant/get-order';
import type { WeChat } from '../providers/wechat/wechat';
import type { OrderAtAccount } from '../records/known-orders';
import { failedCheck } from './failed-check';
import type { CheckLine, FindingName } from '../../../miniprogram/contract/self-check';
import { checkLine } from '../../../miniprogram/contract/self-check';
import type { AuditResult, BoundShop } from '../providers/wechat/bound-shops';
import type { UsableAccount } from '../shop/account-book';

const FINDING_OF: Readonly<Record<AuditResult, FindingName>> = {
  passed: 'account-bound',
  'under-review': 'account-under-review',
  refused: 'account-refused',
  unknown: 'refused-otherwise',
};

/** Checks whether a delivery account is bound to the mini-program, and how its review came out. */
export function checkAccount(account: UsableAccount, bound: readonly BoundShop[]): CheckLine {
  const { label: about, company } = account;
  const ofTheShop = bound.filter(({ shopId }) => shopId === account.shopId);
  const shop = ofTheShop.find(({ companyId }) => companyId === company);
  if (shop !== undefined) return checkLine('accounts', FINDING_OF[shop.audit], { about });
  const [other] = ofTheShop;
  return other === undefined
    ? checkLine('accounts', 'account-not-bound', { about })
    : checkLine('accounts', 'account-at-another-company', {
        about,
        value: companyName(other.companyId),
      });
}

/**
 * Id of no order, to try a sign (`delivery_sign`) without an order. A company that checks the sign
 * first reports a wrong one; a company that searches first reports that there is no such order.
 */
const NO_ORDER = 'self-check';
/** Maximum number of orders that are tried, because a company may no longer know an order. */
const MOST_TRIES = 3;

/**
 * Checks with known orders whether a delivery company accepts the account's sign (`delivery_sign`),
 * and whether it distinguishes stores by `shop_no`. The deliveries are not returned.
 *
 * @param known known orders, the latest first
 */
export async function checkOrders(
  account: UsableAccount,
  known: readonly OrderAtAccount[],
  wechat: WeChat,
  call: Call,
): Promise<readonly CheckLine[]> {
  const about = account.label;
  const ask = questionTo(account, wechat, call);
  const sharing = sharingOf(account.bindings);
  const numberLines = async (check: () => CheckLine | Promise<CheckLine>) => {
    if (sharing === 'one-store') return [];
    return [
      sharing === 'shared' ? checkLine('shop-no', 'shop-no-lacking', { about }) : await check(),
    ];
  };
  try {
    const order = await firstFound(account, known, ask);
    if (order === null) {
      await ask(NO_ORDER, numbersOf(account)[0] ?? null);
      return [
        checkLine('sign', 'sign-untried', { about }),
        ...(await numberLines(() => checkLine('shop-no', 'shop-no-untried', { about }))),
      ];
    }
    return [
      checkLine('sign', 'sign-accepted', { about }),
      ...(await numberLines(() => checkNumbers(account, order, ask))),
    ];
  } catch (error) {
    return [
      failedCheck('sign', error, about),
      ...(await numberLines(() => checkLine('shop-no', 'waits', { about, value: 'sign' }))),
    ];
  }
}

/**
 * Asks a company for an order.
 *
 * @returns null when the company does not know it
 */
type Ask = (orderId: string, shopNo: string | null) => Promise<LookedUp | null>;

function questionTo({ shopId, secret }: UsableAccount, wechat: WeChat, call: Call): Ask {
  return async (orderId, shopNo) => {
    if (secret === null) throw new CloudFailure('secret-needed');
    try {
      return await getOrder(wechat, { shopId, shopNo, secret }, { orderId }, call);
    } catch (error) {
      const isUnknown =
        error instanceof CloudFailure && ['order-not-found', 'order-over'].includes(error.code);
      if (isUnknown) return null;
      throw error;
    }
  };
}

interface FoundOrder extends OrderAtAccount {
  readonly found: LookedUp;
}

/** Finds the latest order of an account that its company still knows. */
async function firstFound(
  account: UsableAccount,
  known: readonly OrderAtAccount[],
  ask: Ask,
): Promise<FoundOrder | null> {
  const numbers = numbersOf(account);
  const ours = known.filter(
    ({ accountId, shopNo }) => accountId === account.accountId && numbers.includes(shopNo),
  );
  for (const order of ours.slice(0, MOST_TRIES)) {
    const found = await ask(order.orderId, order.shopNo);
    if (found !== null) return { ...order, found };
  }
  return null;
}

/**
 * Asks for an order with another store's number. A company that still returns it ignores the
 * numbers.
 */
async function checkNumbers(
  account: UsableAccount,
  { orderId, shopNo, found }: FoundOrder,
  ask: Ask,
): Promise<CheckLine> {
  const about = account.label;
  const other = numbersOf(account).find((number) => number !== shopNo) ?? null;
  try {
    const elsewhere = await ask(orderId, other);
    if (elsewhere === null) return checkLine('shop-no', 'shop-no-heeded', { about });
    // Two stores may use the same order id, so only an equal waybill id means the same delivery.
    const { waybillId } = found.delivery;
    if (waybillId === null) return checkLine('shop-no', 'shop-no-untried', { about });
    const isSame = elsewhere.delivery.waybillId === waybillId;
    return checkLine('shop-no', isSame ? 'shop-no-ignored' : 'shop-no-heeded', { about });
  } catch (error) {
    return failedCheck('shop-no', error, about);
  }
}

function numbersOf({ bindings }: UsableAccount): readonly (string | null)[] {
  return bindings.map(({ shopNo }) => shopNo);
}
