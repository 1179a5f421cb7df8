import { ageMs } from '../../contract/age';
import type { MessageSetup } from '../../contract/messages';
import { type NoticeSetup, type StoreRobot, ROBOT_NAMES } from '../../contract/notices';
import { joinNonEmpty } from '../../shop/roles';
import { agoWords, clockTime } from '../../ui/wording/measures';
import { quietWords } from '../../ui/wording/quiet-wording';

export type RobotRow = ReturnType<typeof robotRow>;

/** Builds the row of a store's robot. `tag` is empty while no address is entered. */
export function robotRow({ kind, problem, quiet, ...robot }: StoreRobot, now: number) {
  const { storeId, storeName, sentAt } = robot;
  const store = { storeId, storeName };
  if (kind === null) return { ...store, detail: '还没有地址', tag: '', tone: 'neutral' };
  if (problem !== null) return { ...store, detail: problem, tag: '没送到', tone: 'bad' };
  const sentWords = sentAt === null ? '还没有要说的' : `${clockTime(sentAt, now)} 发过一条`;
  const quietNote = quiet === null ? '' : `${quietWords(quiet)} 不发`;
  const detail = joinNonEmpty(ROBOT_NAMES[kind], sentWords, quietNote);
  return { ...store, detail, tag: '开着', tone: 'done' };
}

/** Longest accepted time since the last run of function `watch`, which should run every minute. */
const MAX_WATCH_GAP_MS = 5 * 60_000;

export type WatchView = ReturnType<typeof watchView>;

/** Tells whether the function `watch` runs; null if no robot and no message needs the function. */
export function watchView(
  { robots, watchedAt }: NoticeSetup,
  { template, own, others }: MessageSetup,
  now: number,
) {
  const hasMessageLeft = template !== null && [own, ...others].some(({ left }) => left > 0);
  if (robots.every(({ kind }) => kind === null) && !hasMessageLeft) return null;
  const runAgeMs = watchedAt === null ? Infinity : ageMs(watchedAt, now);
  if (runAgeMs <= MAX_WATCH_GAP_MS) return { text: '在跑', tone: 'done', advice: '' };
  const text = runAgeMs === Infinity ? '还没有跑过' : `上次 ${agoWords(runAgeMs)}`;
  const advice = '刚开的，一两分钟后再看。一直这样，请店主到“自检”里看“没人看时问微信”。';
  return { text, tone: 'wait', advice };
}
