import type { KnownOrder } from '../contract/cloud-api';
import type { MiniProgram } from '../contract/mini-programs';
import type { ShopPage } from '../contract/page-paths';
import type { Store } from '../contract/shop';
import { type Account, accountName } from '../contract/shop-settings';
import { orderRows } from '../ui/wording/order-row';
import { joinNonEmpty, storeNames } from './roles';

/** What the shop has entered so far. Null: the role may not see it, or a call failed. */
export interface SetUpFacts {
  readonly stores: readonly Store[] | null;
  readonly miniPrograms: readonly MiniProgram[] | null;
  readonly accounts: readonly Account[] | null;
  /** True when the shop has found an order, as far as this phone knows. */
  readonly hasFoundOrder: boolean;
}

/** Step to do now. `act`: text of the button that opens `page`, where something is missing. */
interface StepUnderWay {
  readonly now: 0 | 1 | 2;
  readonly line: string;
  readonly act: string;
  readonly page: ShopPage | 'search';
  /** Id of the entry that `page` shows; missing to make a new entry. */
  readonly id?: string | undefined;
}

const LAST_STEP_LINE = '查到一单真的，店就开好了。';

/** Builds the three steps to the first found order; null once it is found, or without data. */
export function setUpSteps(facts: SetUpFacts) {
  const { stores, miniPrograms, accounts, hasFoundOrder } = facts;
  if (hasFoundOrder || stores === null || miniPrograms === null || accounts === null) return null;
  const { line, ...under } = stepUnderWay(stores, miniPrograms, accounts);
  const ids = stores.map(({ storeId }) => storeId);
  const lines = [
    storeNames(ids, stores),
    accounts.map((account) => accountName(account, accounts)).join('、'),
    LAST_STEP_LINE,
  ];
  const steps = ['门店', '下单小程序和配送账号', '查一单试试'].map((title, index) => ({
    title,
    line: (index === under.now ? line : lines[index]) ?? '',
  }));
  return { steps, ...under };
}

function stepUnderWay(
  stores: readonly Store[],
  miniPrograms: readonly MiniProgram[],
  accounts: readonly Account[],
): StepUnderWay {
  if (stores.length === 0)
    return { now: 0, line: '名字，和在地图上的位置。', act: '添加门店', page: 'store' };
  const act = '接着填';
  const usable = miniPrograms.filter(({ isForeign }) => !isForeign);
  const hasAccount = ({ appId }: { readonly appId: string }): boolean =>
    accounts.some((account) => account.appId === appId);
  const ready = usable.filter(({ secret }) => secret === 'set');
  const [next] = ready;
  if (next === undefined) {
    const line = '先看顾客在哪个小程序里下单，再填它的密钥。';
    return { now: 1, line, act, page: 'mini-program', id: usable.find(hasAccount)?.appId };
  }
  const asked = ready.find(hasAccount);
  if (asked === undefined) {
    const line = `${next.name}的密钥有了，还差配送账号。`;
    return { now: 1, line, act, page: 'mini-program', id: next.appId };
  }
  if (accounts.some(({ appId, secret }) => appId === asked.appId && secret === 'set'))
    return { now: 2, line: LAST_STEP_LINE, act: '去查一单', page: 'search' };
  return { now: 1, line: '还差配送公司给的密钥。', act, page: 'accounts' };
}

/** Builds the card about the first found order. `orders`: the latest first; may be empty. */
export function firstOrderCard(orders: readonly KnownOrder[], now: number) {
  const [row] = orderRows(orders.slice(-1), now);
  if (row === undefined) return null;
  const { orderId, end, who, reason } = row;
  return { orderId, line: `第一单 ${end}：${joinNonEmpty(who, reason)}` };
}

export type FirstOrderCard = ReturnType<typeof firstOrderCard>;
