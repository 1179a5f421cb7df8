import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';
import type { ShopParts } from '../access/shop-context';
import {
  describeRobot,
  MESSAGES_ID,
  outcomeIn,
  robotLimitIds,
  statesOf,
  TEMPLATE_LOST,
  WATCH_ID,
} from '../notices/door-state';
import { CLOSED, openMessages } from '../notices/people';
import { listRobots } from '../notices/robots';
import type { Documents } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import { minutesSince } from './function-check';

type Parts = Pick<ShopParts, 'collections' | 'shop' | 'encryption' | 'now'>;

/** Maximum age (ms) of the last turn of `watch`, which has one each minute. */
const MOST_WATCH_AGE_MS = 5 * 60_000;

export async function checkNotices(parts: Parts): Promise<readonly CheckLine[]> {
  const { collections, encryption, now } = parts;
  const { stores, limits } = collections;
  const [listed, { messageTemplate }] = await Promise.all([listRobots(stores), parts.shop(0)]);
  const { people } = messageTemplate === null ? CLOSED : await openMessages(parts);
  const robots = listed.filter(({ kind }) => kind !== null);
  const stateOf = await statesOf(limits, [...robotLimitIds(robots), MESSAGES_ID]);
  const value = ({ sentAt, problem }: ReturnType<typeof outcomeIn>): string =>
    problem ?? (sentAt === null ? '' : minutesSince(sentAt, now()));
  const lines = robots.map((stored) => {
    const robot = describeRobot(encryption, stored, stateOf);
    const finding = robot.problem === null ? 'robots-told' : 'robots-refused';
    return checkLine('robots', finding, { about: robot.storeName, value: value(robot) });
  });
  const lost = checkLine('messages', 'messages-refused', { value: TEMPLATE_LOST });
  const messages = messageTemplate?.map(() => {
    const outcome = outcomeIn(stateOf(MESSAGES_ID));
    const finding = outcome.problem === null ? 'messages-told' : 'messages-refused';
    return checkLine('messages', finding, { value: value(outcome) });
  });
  const opened = [...robots, ...people].map(({ since }) => since);
  return [...lines, ...(messages ?? [lost]), await watchLine(limits, opened, now())];
}

/** @param opened times (ms) when the open doors were opened */
async function watchLine(
  limits: Documents,
  opened: readonly number[],
  now: number,
): Promise<CheckLine> {
  if (opened.length === 0) return checkLine('watch', 'watch-idle');
  const document = await limits.read(WATCH_ID, 'counter');
  const watchedAt = numberIn(document, 'watchedAt');
  // A door that was opened a moment ago is not watched yet.
  const times = [watchedAt ?? 0, Math.min(...opened)];
  const since = Math.max(0, ...times.filter((time) => !isAheadOfNow(time, now)));
  if (ageMs(since, now) > MOST_WATCH_AGE_MS) {
    const value = watchedAt === null ? '' : minutesSince(watchedAt, now);
    return checkLine('watch', 'watch-late', { value });
  }
  const left = numberIn(document, 'left') ?? 0;
  if (left > 0) return checkLine('watch', 'watch-left', { value: String(left) });
  return checkLine('watch', 'watch-recent');
}
