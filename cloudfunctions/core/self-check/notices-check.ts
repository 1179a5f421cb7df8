import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';
import type { ShopParts } from '../access/shop-context';
import {
  describeRobot,
  MESSAGES_ID,
  lastOutcomeIn,
  robotLimitIds,
  readSendStates,
  TEMPLATE_LOST,
  WATCH_ID,
} from '../notices/send-state';
import { NO_RECIPIENTS, readMessageRecipients } from '../notices/people';
import { listRobots } from '../notices/robots';
import type { Documents } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import { minutesSince } from './function-check';

type Parts = Pick<ShopParts, 'collections' | 'shop' | 'encryption' | 'now'>;

/** Maximum age (ms) of the last run of `watch`, which runs each minute. */
const MAX_WATCH_AGE_MS = 5 * 60_000;

export async function checkNotices(parts: Parts): Promise<readonly CheckLine[]> {
  const { collections, encryption, now } = parts;
  const { stores, limits } = collections;
  const [listed, { messageTemplate }] = await Promise.all([listRobots(stores), parts.shop(0)]);
  const { people } = messageTemplate === null ? NO_RECIPIENTS : await readMessageRecipients(parts);
  const robots = listed.filter(({ kind }) => kind !== null);
  const stateOf = await readSendStates(limits, [...robotLimitIds(robots), MESSAGES_ID]);
  const value = ({ sentAt, problem }: ReturnType<typeof lastOutcomeIn>): string =>
    problem ?? (sentAt === null ? '' : minutesSince(sentAt, now()));
  const lines = robots.map((stored) => {
    const robot = describeRobot(encryption, stored, stateOf);
    const finding = robot.problem === null ? 'robots-told' : 'robots-refused';
    return checkLine('robots', finding, { about: robot.storeName, value: value(robot) });
  });
  const lost = checkLine('messages', 'messages-refused', { value: TEMPLATE_LOST });
  const messages = messageTemplate?.map(() => {
    const outcome = lastOutcomeIn(stateOf(MESSAGES_ID));
    const finding = outcome.problem === null ? 'messages-told' : 'messages-refused';
    return checkLine('messages', finding, { value: value(outcome) });
  });
  const openedAt = [...robots, ...people].map(({ since }) => since);
  return [...lines, ...(messages ?? [lost]), await watchLine(limits, openedAt, now())];
}

/** @param openedAt times (ms) from which robots and people could get notices */
async function watchLine(
  limits: Documents,
  openedAt: readonly number[],
  now: number,
): Promise<CheckLine> {
  if (openedAt.length === 0) return checkLine('watch', 'watch-idle');
  const document = await limits.read(WATCH_ID, 'counter');
  const watchedAt = numberIn(document, 'watchedAt');
  // `watch` has not run yet since a robot or person was added a moment ago.
  const times = [watchedAt ?? 0, Math.min(...openedAt)];
  const since = Math.max(0, ...times.filter((time) => !isAheadOfNow(time, now)));
  if (ageMs(since, now) > MAX_WATCH_AGE_MS) {
    const value = watchedAt === null ? '' : minutesSince(watchedAt, now);
    return checkLine('watch', 'watch-late', { value });
  }
  const left = numberIn(document, 'left') ?? 0;
  if (left > 0) return checkLine('watch', 'watch-left', { value: String(left) });
  return checkLine('watch', 'watch-recent');
}
