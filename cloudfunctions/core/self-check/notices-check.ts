import { ageMs } from '../../../miniprogram/contract/age';
import { type CheckLine, checkLine } from '../../../miniprogram/contract/self-check';
import type { ShopParts } from '../access/shop-context';
import { describeRobot, statesOf } from '../notices/robot-state';
import { type StoredRobot, listRobots } from '../notices/robots';
import { leftIn, watchedAtIn, WATCH_ID } from '../notices/watched';
import type { Documents } from '../storage/documents';

type Parts = Pick<ShopParts, 'collections' | 'encryption' | 'now'>;

const MINUTE_MS = 60_000;
/** Maximum age (ms) of the last turn of `watch`, which has one each minute. */
const MOST_WATCH_AGE_MS = 5 * MINUTE_MS;

/** Checks the robots of the stores that have one, and that `watch` asks while nobody looks. */
export async function checkNotices({
  collections: { stores, limits },
  encryption,
  now,
}: Parts): Promise<readonly CheckLine[]> {
  const robots = (await listRobots(stores)).filter(({ kind }) => kind !== null);
  const stateOf = await statesOf(limits, robots);
  const lines = robots.map((stored) => {
    const {
      storeName: about,
      sentAt,
      problem,
    } = describeRobot(encryption, stored, stateOf(stored.storeId));
    if (problem !== null) return checkLine('robots', 'robots-refused', { about, value: problem });
    const value = sentAt === null ? '' : minutesSince(sentAt, now());
    return checkLine('robots', 'robots-told', { about, value });
  });
  return [...lines, await watchLine(limits, robots, now())];
}

async function watchLine(
  limits: Documents,
  robots: readonly StoredRobot[],
  now: number,
): Promise<CheckLine> {
  if (robots.length === 0) return checkLine('watch', 'watch-idle');
  const document = await limits.read(WATCH_ID, 'counter');
  const watchedAt = watchedAtIn(document);
  // A robot that was entered a moment ago is not watched yet.
  const since = Math.max(watchedAt ?? 0, Math.min(...robots.map((one) => one.since)));
  if (ageMs(since, now) > MOST_WATCH_AGE_MS) {
    const value = watchedAt === null ? '' : minutesSince(watchedAt, now);
    return checkLine('watch', 'watch-late', { value });
  }
  const left = leftIn(document);
  if (left > 0) return checkLine('watch', 'watch-left', { value: String(left) });
  return checkLine('watch', 'watch-recent');
}

function minutesSince(time: number, now: number): string {
  return String(Math.max(0, Math.round((now - time) / MINUTE_MS)));
}
