import type { KnownOrder } from '../contract/cloud-api';
import type { MiniProgram } from '../contract/mini-programs';
import type { ShopPage } from '../contract/page-paths';
import type { Store } from '../contract/shop';
import { type Account, accountName } from '../contract/shop-settings';
import { orderRows } from '../ui/wording/order-row';
import { joinNonEmpty } from './roles';

/** What the shop has entered so far. Null: the person may not see it, or its call has failed. */
export interface SetUpFacts {
  readonly stores: readonly Store[] | null;
  readonly miniPrograms: readonly MiniProgram[] | null;
  readonly accounts: readonly Account[] | null;
  /** True when the shop has found an order, as far as this phone knows. */
  readonly hasFoundOrder: boolean;
}

/** Step of set-up to do now. `act`: text of the button to `page`, where a setting is missing. */
interface StepUnderWay {
  readonly now: 0 | 1 | 2;
  readonly line: string;
  readonly act: string;
  readonly page: ShopPage | 'search';
  /** Id of the entry that `page` shows; missing to make a new entry. */
  readonly id?: string | undefined;
}

const LAST_STEP_LINE = '查到一单真的，店就开好了。';

/** Builds the three steps to the first found order; null once one is found, or without data. */
export function setUpSteps(setUpFacts: SetUpFacts) {
  const { stores, miniPrograms, accounts, hasFoundOrder } = setUpFacts;
  if (hasFoundOrder || stores === null || miniPrograms === null || accounts === null) return null;
  const { line, ...currentStep } = stepUnderWay(stores, miniPrograms, accounts);
  const doneLines = [
    stores.map(({ name }) => name).join('、'),
    accounts.map((account) => accountName(account, accounts)).join('、'),
    LAST_STEP_LINE,
  ];
  const steps = ['门店', '下单小程序和配送账号', '查一单试试'].map((title, index) => ({
    title,
    line: (index === currentStep.now ? line : doneLines[index]) ?? '',
  }));
  return { steps, ...currentStep };
}

function stepUnderWay(
  stores: readonly Store[],
  miniPrograms: readonly MiniProgram[],
  accounts: readonly Account[],
): StepUnderWay {
  if (stores.length === 0)
    return { now: 0, line: '名字，和在地图上的位置。', act: '添加门店', page: 'store' };
  const act = '接着填';
  const ownPrograms = miniPrograms.filter(({ isForeign }) => !isForeign);
  const hasAccount = ({ appId }: { readonly appId: string }): boolean =>
    accounts.some((account) => account.appId === appId);
  const readyPrograms = ownPrograms.filter(({ secret }) => secret === 'set');
  const [firstReady] = readyPrograms;
  if (firstReady === undefined) {
    const line = '先看顾客在哪个小程序里下单，再填它的密钥。';
    return { now: 1, line, act, page: 'mini-program', id: ownPrograms.find(hasAccount)?.appId };
  }
  const programInUse = readyPrograms.find(hasAccount);
  if (programInUse === undefined) {
    const line = `${firstReady.name}的密钥有了，还差配送账号。`;
    return { now: 1, line, act, page: 'mini-program', id: firstReady.appId };
  }
  if (accounts.some(({ appId, secret }) => appId === programInUse.appId && secret === 'set'))
    return { now: 2, line: LAST_STEP_LINE, act: '去查一单', page: 'search' };
  return { now: 1, line: '还差配送公司给的密钥。', act, page: 'accounts' };
}

/** Builds the card about the first found order; null without one. `orders`: the latest first. */
export function firstOrderCard(orders: readonly KnownOrder[], now: number) {
  const [row] = orderRows(orders.slice(-1), now);
  if (row === undefined) return null;
  const { orderId, end, who, reason } = row;
  return { orderId, line: `第一单 ${end}：${joinNonEmpty(who, reason)}` };
}

export type FirstOrderCard = ReturnType<typeof firstOrderCard>;
