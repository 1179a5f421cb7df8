import { isAheadOfNow } from '../../../miniprogram/contract/age';
import type { StoreRobot } from '../../../miniprogram/contract/notices';
import { mayHaveArrived, sendText } from '../providers/robots/send-text';
import { cloudFailureOf } from '../runtime/define-function';
import type { Encryption } from '../secrets/encryption';
import type { Documents, Fields, Versioned } from '../storage/documents';
import type { Notices } from './notices';
import { type OpenRobot, type StoredRobot, decryptRobot } from './robots';

/** Time (ms) without messages after one that was refused or may be lost, and after any other. */
const LONG_PAUSE_MS = 10 * 60_000;
const SHORT_PAUSE_MS = 60_000;
const LOST = '地址读不出来了：再贴一次。';
const NO_ANSWER = '机器人没有回答，最近一条可能没有发到。';

/** Returns the id of the document in `limits` about a store's robot. */
export function robotLimitId(storeId: string): string {
  return `robot ${storeId}`;
}

/** Fields of a robot that has told nothing yet, and has refused nothing. */
export const FRESH: Fields = { toldAt: null, pausedUntil: 0, problem: null };

/** Reads the documents about the robots of stores, with one query. */
export async function statesOf(
  limits: Documents,
  stores: readonly Pick<StoredRobot, 'storeId'>[],
): Promise<(storeId: string) => Versioned | null> {
  const ids = stores.map(({ storeId }) => robotLimitId(storeId));
  const found = await limits.list({ holds: ['_id', ids], limit: ids.length });
  return (storeId) => found.find(({ _id }) => _id === robotLimitId(storeId)) ?? null;
}

/** Describes a store's robot, and what became of its last message, as managers see it. */
export function describeRobot(
  encryption: () => Encryption,
  stored: StoredRobot,
  state: Fields | null,
): StoreRobot {
  const { storeId, storeName, kind, quiet } = stored;
  const { toldAt, problem: refusal } = state ?? {};
  const sentAt = typeof toldAt === 'number' ? toldAt : null;
  const isLost = kind !== null && decryptRobot(encryption, stored) === null;
  const problem = isLost ? LOST : typeof refusal === 'string' ? refusal : null;
  return { storeId, storeName, kind, sentAt, problem, quiet };
}

/** Tells whether a robot has failed so short a time ago that it is not told now. */
export function isPaused(document: Fields | null, now: number): boolean {
  const { pausedUntil } = document ?? {};
  if (typeof pausedUntil !== 'number') return false;
  return pausedUntil > now && !isAheadOfNow(pausedUntil, now + LONG_PAUSE_MS);
}

/** Sends a text by a store's robot, and stores what became of it. Throws what sendText throws. */
export async function sendByRobot(
  { limits, connect, now }: Pick<Notices, 'limits' | 'connect' | 'now'>,
  { storeId, robot }: Pick<OpenRobot, 'storeId' | 'robot'>,
  text: string,
): Promise<void> {
  // A failed write changes nothing about the message, so it is no failure of it.
  const store = (fields: Fields): Promise<boolean> =>
    limits.putIf(robotLimitId(storeId), {}, fields).catch(() => false);
  try {
    await sendText(robot, text, connect());
  } catch (error) {
    const failure = cloudFailureOf(error);
    const isLong = failure.code === 'robot-refused' || mayHaveArrived(failure);
    const pauseMs = isLong ? LONG_PAUSE_MS : SHORT_PAUSE_MS;
    const problem = failure.userMessage ?? NO_ANSWER;
    await store({ pausedUntil: now() + pauseMs, problem });
    throw failure;
  }
  await store({ ...FRESH, toldAt: now() });
}
