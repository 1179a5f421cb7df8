import { type CheckedLines, type CheckLine, checkLine } from '../../contract/self-check';
import { COLLECTION_NAMES } from '../../contract/shop-collections';
import { type CallResult, type FailedCall, isRefusal, failureOf } from '../../contract/call-result';

/** Largest accepted difference (ms) between the phone's clock and the cloud's. */
const MAX_CLOCK_ERROR_MS = 5 * 60_000;

/** Parts of the self-check: two run in cloud functions, two on the phone (database, clock). */
export type CheckPart = 'shop' | 'getOrder' | 'database' | 'clock';

/** Findings of each part that has ended, or the failed call to its cloud function. */
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

/** Runs all parts and reports what each found. Skips the database if the person is not an owner. */
export async function runSelfCheck(
  sources: SelfCheckSources,
  report: (checkPart: CheckPart, findings: readonly CheckLine[] | FailedCall) => void,
): Promise<void> {
  const { phoneNow } = sources;
  const checkFunction = async (
    checkPart: 'shop' | 'getOrder',
    callFunction: () => Promise<CallResult<CheckedLines>>,
  ): Promise<{ readonly clock: CheckLine | null; readonly isForbidden: boolean }> => {
    const sentMs = phoneNow();
    const answer = await callFunction();
    const middleMs = (sentMs + phoneNow()) / 2;
    report(checkPart, answer.ok ? answer.data.lines : answer);
    return {
      clock: 'serverTime' in answer ? clockLine(middleMs - answer.serverTime) : null,
      isForbidden: !answer.ok && isForOwnersOnly(answer),
    };
  };
  const shopCheck = checkFunction('shop', sources.askShop);
  const getOrderCheck = checkFunction('getOrder', sources.askGetOrder);
  const reportClock = async (): Promise<void> => {
    const clockLine = (await shopCheck).clock ?? (await getOrderCheck).clock;
    report('clock', [clockLine ?? checkLine('clock', 'no-answer')]);
  };
  const reportDatabase = async (): Promise<void> => {
    if (!(await shopCheck).isForbidden) report('database', await testCollections(sources));
  };
  await Promise.all([getOrderCheck, reportClock(), reportDatabase()]);
}

/** Returns the finding about the phone's clock, which is `aheadMs` ahead of the cloud's clock. */
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
  const accesses = await Promise.all(
    COLLECTION_NAMES.map(async (name) => ({ name, access: await testAccess(name) })),
  );
  const lines = DATABASE_FINDINGS.flatMap(([badAccess, finding]) => {
    const names = accesses.flatMap(({ name, access }) => (access === badAccess ? [name] : []));
    return names.length === 0 ? [] : [checkLine('database', finding, { value: names.join('、') })];
  });
  return lines.length === 0 ? [checkLine('database', 'database-closed')] : lines;
}
