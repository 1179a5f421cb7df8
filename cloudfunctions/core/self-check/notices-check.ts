import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';
import type { ShopContext } from '../access/shop-context';
import {
  describeRobot,
  MESSAGES_ID,
  lastOutcomeIn,
  robotStateIds,
  readSendStates,
  TEMPLATE_LOST,
  WATCH_ID,
} from '../notices/send-state';
import { NO_RECIPIENTS, readMessageRecipients } from '../notices/people';
import { listRobots } from '../notices/robots';
import type { Documents } from '../storage/documents';
import { readNumber } from '../storage/read-fields';
import { minutesSince } from './function-check';

type NoticesContext = Pick<ShopContext, 'collections' | 'shop' | 'encryption' | 'now'>;

/** Maximum age (ms) of the last run of `watch`, which runs each minute. */
const MAX_WATCH_AGE_MS = 5 * 60_000;

export async function checkNotices(context: NoticesContext): Promise<readonly CheckLine[]> {
  const { collections, encryption, shop, now } = context;
  const { stores, limits } = collections;
  const [allRobots, { messageTemplate }] = await Promise.all([listRobots(stores), shop(0)]);
  const { people } =
    messageTemplate === null ? NO_RECIPIENTS : await readMessageRecipients(context);
  const robots = allRobots.filter(({ kind }) => kind !== null);
  const stateOf = await readSendStates(limits, [...robotStateIds(robots), MESSAGES_ID]);
  const describeOutcome = ({ sentAt, problem }: ReturnType<typeof lastOutcomeIn>): string =>
    problem ?? (sentAt === null ? '' : minutesSince(sentAt, now()));
  const robotLines = robots.map((storedRobot) => {
    const robot = describeRobot(encryption, storedRobot, stateOf);
    const finding = robot.problem === null ? 'robots-told' : 'robots-refused';
    return checkLine('robots', finding, { about: robot.storeName, value: describeOutcome(robot) });
  });
  const badLine = checkLine('messages', 'messages-refused', { value: TEMPLATE_LOST });
  const messageLines = messageTemplate?.map(() => {
    const outcome = lastOutcomeIn(stateOf(MESSAGES_ID));
    const finding = outcome.problem === null ? 'messages-told' : 'messages-refused';
    return checkLine('messages', finding, { value: describeOutcome(outcome) });
  });
  const openedAt = [...robots, ...people].map(({ since }) => since);
  return [...robotLines, ...(messageLines ?? [badLine]), await checkWatch(limits, openedAt, now())];
}

/** @param openedAt times (ms) from which robots and people could get notices */
async function checkWatch(limits: Documents, openedAt: readonly number[], now: number) {
  if (openedAt.length === 0) return checkLine('watch', 'watch-idle');
  const document = await limits.read(WATCH_ID, 'counter');
  const watchedAt = readNumber(document, 'watchedAt');
  // After a robot or person was just added, the first run of `watch` has still to come.
  const startTimes = [watchedAt ?? 0, Math.min(...openedAt)];
  const watchedSince = Math.max(0, ...startTimes.filter((time) => !isAheadOfNow(time, now)));
  if (ageMs(watchedSince, now) > MAX_WATCH_AGE_MS) {
    const minutesText = watchedAt === null ? '' : minutesSince(watchedAt, now);
    return checkLine('watch', 'watch-late', { value: minutesText });
  }
  const leftCount = readNumber(document, 'left') ?? 0;
  if (leftCount > 0) return checkLine('watch', 'watch-left', { value: String(leftCount) });
  return checkLine('watch', 'watch-recent');
}
