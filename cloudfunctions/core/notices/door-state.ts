import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { StoreRobot } from '../../../miniprogram/contract/notices';
import { mayHaveArrived, sendText } from '../providers/robots/robot';
import { cloudFailureOf } from '../runtime/define-function';
import type { Encryption } from '../secrets/encryption';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import type { Notices } from './notices';
import { type OpenRobot, type StoredRobot, decryptRobot } from './robots';

/** Time (ms) without messages after one that was refused or may be lost, and after any other. */
export const LONG_PAUSE_MS = 10 * 60_000;
export const SHORT_PAUSE_MS = 60_000;
const LOST = '地址读不出来了：再贴一次。';
export const TEMPLATE_LOST = '消息模板读不出来了：请店主在“店铺”的“提醒”里重选一个。';
const NO_ANSWER = '机器人没有回答，最近一条可能没有发到。';

export function robotLimitId(storeId: string): string {
  return `robot ${storeId}`;
}

export function robotLimitIds(robots: readonly Pick<StoredRobot, 'storeId'>[]): readonly string[] {
  return robots.map(({ storeId }) => robotLimitId(storeId));
}

/** Ids of the documents in `limits` about subscribe messages, and the turns of `watch`. */
export const MESSAGES_ID = 'messages';
export const WATCH_ID = 'watch';

/** Fields of a door that has told nothing yet, and has refused nothing. */
export const FRESH: Fields = { toldAt: null, pausedUntil: 0, problem: null };

type StateOf = (id: string) => Versioned | null;

/** Reads the documents about doors, with one query. */
export async function statesOf(limits: Documents, ids: readonly string[]): Promise<StateOf> {
  if (ids.length === 0) return () => null;
  const found = await limits.list({ holds: ['_id', ids], limit: ids.length });
  return (id) => found.find(({ _id }) => _id === id) ?? null;
}

/** Reads when a door last told something (ms since 1970), and why its last message was refused. */
export function outcomeIn(state: Fields | null): Pick<StoreRobot, 'sentAt' | 'problem'> {
  const problem = state?.['problem'];
  return {
    sentAt: numberIn(state, 'toldAt'),
    problem: typeof problem === 'string' ? problem : null,
  };
}

/** Describes a store's robot, and what became of its last message, as managers see it. */
export function describeRobot(
  encryption: () => Encryption,
  stored: StoredRobot,
  stateOf: StateOf,
): StoreRobot {
  const { storeId, storeName, kind, quiet } = stored;
  const { sentAt, problem: refusal } = outcomeIn(stateOf(robotLimitId(storeId)));
  const isLost = kind !== null && decryptRobot(encryption, stored) === null;
  const problem = isLost ? LOST : refusal;
  return { storeId, storeName, kind, sentAt, problem, quiet };
}

/** Tells whether something has failed so short a time ago that it is not tried now. */
export function isPaused(document: Fields | null, now: number): boolean {
  const pausedUntil = numberIn(document, 'pausedUntil') ?? 0;
  return pausedUntil > now && !isAheadOfNow(pausedUntil, now + LONG_PAUSE_MS);
}

/**
 * Stores what became of a door's last message: it was sent, or why not, and how long to pause.
 *
 * @param given fields that the door still has; else nothing is stored
 */
export async function storeOutcome(
  { limits, now }: Pick<Notices, 'limits' | 'now'>,
  id: string,
  given: Fields,
  refusal?: { readonly problem: string; readonly pauseMs: number },
): Promise<void> {
  const fields: Fields =
    refusal === undefined
      ? { ...FRESH, toldAt: now() }
      : { pausedUntil: now() + refusal.pauseMs, problem: refusal.problem };
  // A failed write changes nothing about the message, so it is no failure of it.
  await limits.putIf(id, given, fields).catch(() => false);
}

/** Sends a text by a store's robot, and stores what became of it. Throws what sendText throws. */
export async function sendByRobot(
  notices: Pick<Notices, 'limits' | 'connect' | 'now'>,
  { storeId, robot }: Pick<OpenRobot, 'storeId' | 'robot'>,
  text: string,
): Promise<void> {
  const id = robotLimitId(storeId);
  try {
    await sendText(robot, text, notices.connect());
  } catch (error) {
    const failure = cloudFailureOf(error);
    const isLong = failure.code === 'robot-refused' || mayHaveArrived(failure);
    const pauseMs = isLong ? LONG_PAUSE_MS : SHORT_PAUSE_MS;
    await storeOutcome(notices, id, {}, { problem: failure.userMessage ?? NO_ANSWER, pauseMs });
    throw failure;
  }
  await storeOutcome(notices, id, {});
}
