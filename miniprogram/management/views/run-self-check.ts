import { type CheckedLines, type CheckLine, checkLine } from '../../contract/self-check';
import { COLLECTION_NAMES } from '../../contract/shop-collections';
import { type CallResult, type FailedCall, isRefusal, failureOf } from '../../contract/call-result';

/** Largest accepted difference (ms) between the phone's clock and the cloud's. */
const MAX_CLOCK_ERROR_MS = 5 * 60_000;

/** Parts of the self-check: two cloud functions, and two tests on the phone (database, clock). */
export type CheckPart = 'shop' | 'getOrder' | 'database' | 'clock';

/** Findings of each part that has ended, or the failure of its call. */
export type PartFindings = Readonly<Partial<Record<CheckPart, readonly CheckLine[] | FailedCall>>>;

interface SelfCheckSources {
  readonly askShop: () => Promise<CallResult<CheckedLines>>;
  readonly askGetOrder: () => Promise<CallResult<CheckedLines>>;
  readonly testAccess: (name: string) => Promise<'refused' | 'open' | 'missing' | 'unclear'>;
  /** @returns the phone's own time, ms since 1970 */
  readonly phoneNow: () => number;
}

/** Tells whether the cloud refused the self-check, because the person is not an owner. */
export function isForOwnersOnly(failed: FailedCall): boolean {
  const failure = failureOf(failed);
  return isRefusal(failure) || ('code' in failure && failure.code === 'not-allowed');
}

/** Runs all parts at once, and reports each. The database is tested only if `shop` answers. */
export async function runSelfCheck(
  ports: SelfCheckSources,
  report: (part: CheckPart, found: readonly CheckLine[] | FailedCall) => void,
): Promise<void> {
  const { phoneNow } = ports;
  const askFunction = async (
    part: 'shop' | 'getOrder',
    ask: () => Promise<CallResult<CheckedLines>>,
  ): Promise<{ readonly clock: CheckLine | null; readonly isForbidden: boolean }> => {
    const sentAt = phoneNow();
    const answer = await ask();
    const middle = (sentAt + phoneNow()) / 2;
    report(part, answer.ok ? answer.data.lines : answer);
    return {
      clock: 'serverTime' in answer ? clockLine(middle - answer.serverTime) : null,
      isForbidden: !answer.ok && isForOwnersOnly(answer),
    };
  };
  const shop = askFunction('shop', ports.askShop);
  const getOrder = askFunction('getOrder', ports.askGetOrder);
  const clock = async (): Promise<void> => {
    const line = (await shop).clock ?? (await getOrder).clock;
    report('clock', [line ?? checkLine('clock', 'no-answer')]);
  };
  const database = async (): Promise<void> => {
    if (!(await shop).isForbidden) report('database', await testCollections(ports));
  };
  await Promise.all([getOrder, clock(), database()]);
}

/** @param aheadMs ms by which the phone's clock is ahead of the cloud's */
function clockLine(aheadMs: number): CheckLine {
  if (Math.abs(aheadMs) <= MAX_CLOCK_ERROR_MS) return checkLine('clock', 'clock-right');
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return checkLine('clock', 'clock-wrong', {
    value: `${aheadMs > 0 ? '快' : '慢'} ${minutes} 分钟`,
  });
}

const DATABASE_FINDINGS = [
  ['open', 'database-open'],
  ['unclear', 'database-untried'],
  ['missing', 'database-not-yet'],
] as const;

async function testCollections({ testAccess }: SelfCheckSources): Promise<readonly CheckLine[]> {
  const tried = await Promise.all(
    COLLECTION_NAMES.map(async (name) => ({ name, access: await testAccess(name) })),
  );
  const lines = DATABASE_FINDINGS.flatMap(([wanted, finding]) => {
    const names = tried.flatMap(({ name, access }) => (access === wanted ? [name] : []));
    return names.length === 0 ? [] : [checkLine('database', finding, { value: names.join('、') })];
  });
  return lines.length === 0 ? [checkLine('database', 'database-closed')] : lines;
}
