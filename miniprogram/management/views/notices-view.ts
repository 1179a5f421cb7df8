import { ageMs } from '../../contract/age';
import type { Tone } from '../../contract/delivery-status';
import type { NoticeDoors, RobotKind, StoreRobot } from '../../contract/notices';
import { joinedParts } from '../../shop/roles';
import { agoWords, clockTime } from '../../ui/wording/measures';
import { quietWords } from '../../ui/wording/quiet-wording';

export const ROBOT_NAMES: Readonly<Record<RobotKind, string>> = {
  wecom: '企业微信',
  feishu: '飞书',
};

/** Row of a store with the robot of its group. */
export interface RobotRow {
  readonly storeId: string;
  readonly storeName: string;
  /** Service, last message and quiet hours; or why the last message did not arrive. */
  readonly detail: string;
  /** State in a word; empty for a store without an address. */
  readonly tag: string;
  readonly tone: Tone;
}

/** @param now current time in ms on the cloud's clock */
export function robotRow({ kind, problem, quiet, ...robot }: StoreRobot, now: number): RobotRow {
  const { storeId, storeName, sentAt } = robot;
  const store = { storeId, storeName };
  if (kind === null) return { ...store, detail: '还没有地址', tag: '', tone: 'neutral' };
  if (problem !== null) return { ...store, detail: problem, tag: '没送到', tone: 'bad' };
  const sent = sentAt === null ? '还没有要说的' : `${clockTime(sentAt, now)} 发过一条`;
  const silent = quiet === null ? '' : `${quietWords(quiet)} 不发`;
  const detail = joinedParts(ROBOT_NAMES[kind], sent, silent);
  return { ...store, detail, tag: '开着', tone: 'done' };
}

/** Maximum age (ms) of the last turn of `watch`, which has one each minute. */
const MOST_TURN_AGE_MS = 5 * 60_000;

/** State of asking WeChat each minute, while nobody looks at the board. */
export interface WatchView {
  readonly text: string;
  readonly tone: Tone;
  /** Sentence about what to do; empty when all is well. */
  readonly advice: string;
}

/** @returns null while no robot is told anything: then nothing is asked */
export function watchView({ robots, watchedAt }: NoticeDoors, now: number): WatchView | null {
  if (robots.every(({ kind }) => kind === null)) return null;
  const age = watchedAt === null ? Infinity : ageMs(watchedAt, now);
  if (age <= MOST_TURN_AGE_MS) return { text: '在跑', tone: 'done', advice: '' };
  const text = age === Infinity ? '还没有跑过' : `上次 ${agoWords(age)}`;
  const advice = '刚开的，一两分钟后再看。一直这样，请店主到“自检”里看“没人看时问微信”。';
  return { text, tone: 'wait', advice };
}
