import { ageMs } from '../../contract/age';
import type { MessageDoor } from '../../contract/messages';
import { type NoticeDoors, type StoreRobot, ROBOT_NAMES } from '../../contract/notices';
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
  const sent = sentAt === null ? '还没有要说的' : `${clockTime(sentAt, now)} 发过一条`;
  const silent = quiet === null ? '' : `${quietWords(quiet)} 不发`;
  const detail = joinNonEmpty(ROBOT_NAMES[kind], sent, silent);
  return { ...store, detail, tag: '开着', tone: 'done' };
}

/** Longest time (ms) between two runs of `watch`, which has a run each minute. */
const WATCH_RUNS_WITHIN_MS = 5 * 60_000;

export type WatchView = ReturnType<typeof watchView>;

/** Tells whether the function `watch` runs; null when nothing needs it: no notices, no messages. */
export function watchView(
  { robots, watchedAt }: NoticeDoors,
  { template, own, others }: MessageDoor,
  now: number,
) {
  const isAnyAccepted = template !== null && [own, ...others].some(({ left }) => left > 0);
  if (robots.every(({ kind }) => kind === null) && !isAnyAccepted) return null;
  const age = watchedAt === null ? Infinity : ageMs(watchedAt, now);
  if (age <= WATCH_RUNS_WITHIN_MS) return { text: '在跑', tone: 'done', advice: '' };
  const text = age === Infinity ? '还没有跑过' : `上次 ${agoWords(age)}`;
  const advice = '刚开的，一两分钟后再看。一直这样，请店主到“自检”里看“没人看时问微信”。';
  return { text, tone: 'wait', advice };
}
