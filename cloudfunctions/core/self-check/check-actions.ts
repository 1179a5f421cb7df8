import {
  type CheckLine,
  type CheckName,
  type FindingName,
  checkLine,
} from '../../../miniprogram/contract/self-check';
import { type Action, OWNER_ONLY, staffAction } from '../access/access';
import { checkEnteredData, checkItself, minutesSince, runChecks, logWrong } from './function-check';
import { nothing } from '../access/input-shapes';
import { consumeLimit, tooManyLookUps } from '../access/rate-limits';
import { checkNotices } from './notices-check';
import { checkRecords, checkSweep, checkSearch } from './records-check';
import { checkWeChat } from './self-check';
import { boardSearchProbe } from '../board/board-orders';
import type { ShopContext } from '../access/shop-context';
import type { AskContext } from '../asking/asking';
import { readQuestionsToday } from '../asking/question-budget';
import { paidCounterId } from '../intake/paid-reads';
import { readNumber } from '../storage/read-fields';
import { type StoredMiniProgram, listMiniPrograms } from '../shop/mini-programs';
import { knownOrdersProbe, latestOrdersAtAccounts, NO_ORDER_ID } from '../records/known-orders';

const WECHAT_CHECKS: readonly CheckName[] = ['ip', 'token', 'accounts', 'sign', 'shop-no', 'quota'];

/** Creates the action `self-check`, which asks WeChat, and counts as a look-up by the owner. */
export function selfCheckAction(
  context: ShopContext,
  { accounts: accountBook, wechat, budget }: Pick<AskContext, 'accounts' | 'wechat' | 'budget'>,
): Action {
  const { collections, now } = context;
  const dependencies = {
    accounts: () => accountBook.accounts(0),
    miniPrograms: () => miniProgramsToCheck(context, accountBook),
    recentOrders: () => latestOrdersAtAccounts(collections.deliveries),
    storeQuota: budget.storeQuota,
  };
  const { deliveries } = collections;
  const readMissingOrder = () => deliveries.read(NO_ORDER_ID);
  const searches = [knownOrdersProbe(deliveries), boardSearchProbe(deliveries)];
  return staffAction({
    ...OWNER_ONLY,
    input: nothing,
    handle: async (_input, { call, staff }) => {
      if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw tooManyLookUps();
      const lines = await Promise.all([
        checkItself(context, 'shop', call),
        runChecks(['settings'], call, () => checkEnteredData(context)),
        runChecks(['records'], call, () => checkRecords(context)),
        runChecks(['questions'], call, () => checkQuestions(context)),
        runChecks(['paid-orders'], call, () => checkPaidOrders(context)),
        runChecks(['search'], call, () => checkSearch(readMissingOrder, searches)),
        runChecks(['robots', 'messages', 'watch'], call, () => checkNotices(context)),
        runChecks(['sweep'], call, () => checkSweep(context)),
        runChecks(WECHAT_CHECKS, call, () => checkWeChat({ ...dependencies, wechat }, call)),
      ]);
      return logWrong(call, lines.flat());
    },
  });
}

async function miniProgramsToCheck(
  context: ShopContext,
  accountBook: AskContext['accounts'],
): Promise<readonly StoredMiniProgram[]> {
  const [{ ours }, accounts, { appId: ownAppId }] = await Promise.all([
    listMiniPrograms(context),
    accountBook.accounts(0),
    context.shop(),
  ]);
  // Leaves out the staff's own mini-program if it has an AppSecret only for subscribe messages.
  const programsInUse = ours.filter(
    ({ appId, appSecret }) =>
      (appSecret !== null && appId !== ownAppId) ||
      accounts.some((account) => account.appId === appId),
  );
  return programsInUse.length > 0 ? programsInUse : ours;
}

async function checkQuestions(context: ShopContext): Promise<readonly CheckLine[]> {
  const { collections, shop, now } = context;
  const { appId } = await shop();
  const { asked, most } = await readQuestionsToday(collections.limits, appId, now());
  const finding = asked < most ? 'questions-left' : 'questions-used-up';
  return [checkLine('questions', finding, { value: `${asked} / ${most}` })];
}

async function checkPaidOrders(context: ShopContext): Promise<readonly CheckLine[]> {
  const { collections, now } = context;
  const { ours } = await listMiniPrograms(context);
  const lines = ours.map(async ({ appId, name, paidOrders: { isOn, stoppedAt } }) => {
    const programName = ours.length > 1 ? name : '';
    const oneLine = (finding: FindingName, valueText = '') => [
      checkLine('paid-orders', finding, { about: programName, value: valueText }),
    ];
    if (!isOn) return stoppedAt === null ? [] : oneLine('paid-orders-stopped');
    const counter = await collections.limits.read(paidCounterId(appId), 'counter');
    if (typeof counter?.['failure'] === 'string') return oneLine('paid-orders-refused');
    const readAt = readNumber(counter, 'readAt');
    if (readAt === null) return oneLine('paid-orders-not-yet');
    return oneLine('paid-orders-read', minutesSince(readAt, now()));
  });
  return (await Promise.all(lines)).flat();
}
