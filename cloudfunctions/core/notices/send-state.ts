import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { StoreRobot } from '../../../miniprogram/contract/notices';
import { mayHaveArrived, sendRobotText } from '../providers/robots/robot';
import { cloudFailureOf } from '../runtime/define-function';
import type { Encryption } from '../secrets/encryption';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { readNumber } from '../storage/read-fields';
import type { Notices } from './notices';
import { type StoredRobot, type UsableRobot, decryptRobot } from './robots';

/** Pauses (ms): long after a message was refused or may be lost, short after other failures. */
export const LONG_PAUSE_MS = 10 * 60_000;
export const SHORT_PAUSE_MS = 60_000;
const ROBOT_LOST = '地址读不出来了：再贴一次。';
export const TEMPLATE_LOST = '消息模板读不出来了：请店主在“店铺”的“提醒”里重选一个。';
const NO_ANSWER = '机器人没有回答，最近一条可能没有发到。';

export function robotStateId(storeId: string): string {
  return `robot ${storeId}`;
}

export function robotStateIds(robots: readonly Pick<StoredRobot, 'storeId'>[]): readonly string[] {
  return robots.map(({ storeId }) => robotStateId(storeId));
}

/** Ids of documents in `limits`: of the state of messages, and of the runs of function `watch`. */
export const MESSAGES_ID = 'messages';
export const WATCH_ID = 'watch';

/** State of a robot, or of subscribe messages, before the first message. */
export const NOTHING_SENT_YET: Fields = { toldAt: null, pausedUntil: 0, problem: null };

/** Finds the stored state of a robot or of subscribe messages by its id; null if not stored. */
type StateOf = (stateId: string) => Versioned | null;

/** Reads the states of robots and of subscribe messages with one query. */
export async function readSendStates(limits: Documents, ids: readonly string[]): Promise<StateOf> {
  if (ids.length === 0) return () => null;
  const documents = await limits.list({ holds: ['_id', ids], limit: ids.length });
  return (stateId) => documents.find(({ _id }) => _id === stateId) ?? null;
}

/** Reads when a message was last sent (ms since 1970), and why the last attempt failed, if so. */
export function lastOutcomeIn(sendState: Fields | null): Pick<StoreRobot, 'sentAt' | 'problem'> {
  const problem = sendState?.['problem'];
  return {
    sentAt: readNumber(sendState, 'toldAt'),
    problem: typeof problem === 'string' ? problem : null,
  };
}

/** Describes a store's robot and the result of its last message, for managers. */
export function describeRobot(
  encryption: () => Encryption,
  storedRobot: StoredRobot,
  stateOf: StateOf,
): StoreRobot {
  const { storeId, storeName, kind, quiet } = storedRobot;
  const { sentAt, problem: refusal } = lastOutcomeIn(stateOf(robotStateId(storeId)));
  const isKeyLost = kind !== null && decryptRobot(encryption, storedRobot) === null;
  const problem = isKeyLost ? ROBOT_LOST : refusal;
  return { storeId, storeName, kind, sentAt, problem, quiet };
}

/** Tells whether a robot (or all subscribe messages) still pauses after a failure. */
export function isPaused(document: Fields | null, now: number): boolean {
  const pausedUntil = readNumber(document, 'pausedUntil') ?? 0;
  return pausedUntil > now && !isAheadOfNow(pausedUntil, now + LONG_PAUSE_MS);
}

/**
 * Stores the result of the last message of a robot, or of all subscribe messages.
 *
 * @param expected fields that the stored state must still have; otherwise nothing is stored
 * @param refusal why the message was not sent, and how long to pause; missing when it was sent
 */
export async function storeOutcome(
  { limits, now }: Pick<Notices, 'limits' | 'now'>,
  stateId: string,
  expected: Fields,
  refusal?: { readonly problem: string; readonly pauseMs: number },
): Promise<void> {
  const stateFields: Fields =
    refusal === undefined
      ? { ...NOTHING_SENT_YET, toldAt: now() }
      : { pausedUntil: now() + refusal.pauseMs, problem: refusal.problem };
  // A failed write is ignored: it does not change whether the message was sent.
  await limits.putIf(stateId, expected, stateFields).catch(() => false);
}

/** Sends a text by a store's robot, and stores the result; throws what `sendRobotText` throws. */
export async function sendByRobot(
  notices: Pick<Notices, 'limits' | 'robotConnection' | 'now'>,
  { storeId, robot }: Pick<UsableRobot, 'storeId' | 'robot'>,
  text: string,
): Promise<void> {
  const id = robotStateId(storeId);
  try {
    await sendRobotText(robot, text, notices.robotConnection());
  } catch (error) {
    const failure = cloudFailureOf(error);
    const needsLongPause = failure.code === 'robot-refused' || mayHaveArrived(failure);
    const pauseMs = needsLongPause ? LONG_PAUSE_MS : SHORT_PAUSE_MS;
    await storeOutcome(notices, id, {}, { problem: failure.userMessage ?? NO_ANSWER, pauseMs });
    throw failure;
  }
  await storeOutcome(notices, id, {});
}
