import { REASON_NAMES } from '../../../miniprogram/contract/delivery/reason-names';
import { isAheadOfNow } from '../../../miniprogram/contract/age';
import { reasonToActOf, toHandleSince } from '../../../miniprogram/contract/delivery/urgency';
import { SHOP_ZONE_MS, isQuiet } from '../../../miniprogram/contract/notices';
import { END_LENGTH } from '../../../miniprogram/contract/order-id';
import { ROBOT_MS, mayHaveArrived } from '../providers/robots/send-text';
import { currentAttempt } from '../records/current-attempt';
import { listedAttemptsIn } from '../records/delivery-record';
import { type CallContext, cloudFailureOf } from '../runtime/define-function';
import { type Uses, consumeUses, hasRoom } from '../storage/counted-uses';
import type { Versioned } from '../storage/documents';
import { acknowledgementOf } from './acknowledgement';
import type { Notices } from './notices';
import { type Notice, type NoticeState, factsOf, noticeIn } from './owed';
import { isPaused, robotLimitId, sendByRobot, statesOf } from './robot-state';
import type { OpenRobot } from './robots';

/** A robot sends one message in 20 s: several notices then stand in one message. */
const A_MESSAGE: Uses = {
  window: { count: 'sent', since: 'sentSince', windowMs: 20_000 },
  by: 1,
  most: 1,
};
/** Maximum number of notices that one call reads, and that one message tells. */
const MOST_READ = 100;
const MOST_TOLD = 20;
/** Time (ms) that a call needs to tell: a robot's answer, and the database. */
const LEAST_MS = ROBOT_MS + 1000;

type TellingCall = Pick<CallContext, 'note' | 'timeLeftMs'>;

/**
 * Tells all owed notices whose robot may be told now. While nothing is owed, this takes two reads
 * of the database; without a robot, none. Failures are only noted, and stop no other robot.
 */
export async function tellOwed(notices: Notices, call: TellingCall): Promise<void> {
  const failed = (error: unknown): number => {
    call.note({ telling: cloudFailureOf(error).code });
    return 0;
  };
  const messages = await messagesOf(notices, call).catch((error: unknown) => {
    failed(error);
    return [];
  });
  const losses = await Promise.all(
    messages.map((message) => tellRobot(notices, message, call).catch(failed)),
  );
  const lost = losses.reduce((sum, one) => sum + one, 0);
  if (lost > 0) call.note({ lost });
}

/** Message of a robot: the notices that are needed, and the robot's document in `limits`. */
interface Message {
  readonly robot: OpenRobot;
  readonly needed: readonly Notice[];
  readonly state: Versioned | null;
}

/** Lists what each robot that may be told now has to tell. */
async function messagesOf(notices: Notices, call: TellingCall): Promise<readonly Message[]> {
  const { collection, limits, now } = notices;
  const awake = async (maxAgeMs?: number): Promise<readonly OpenRobot[]> =>
    (await notices.robots(maxAgeMs)).filter(({ quiet }) => !isQuiet(quiet, now()));
  const known = await awake();
  if (known.length === 0) return [];
  if (call.timeLeftMs() < LEAST_MS) {
    call.note({ telling: 'no-time' });
    return [];
  }
  const stateOf = await statesOf(limits, known);
  const mayTell = ({ storeId }: OpenRobot): boolean =>
    !isPaused(stateOf(storeId), now()) && hasRoom(stateOf(storeId) ?? {}, A_MESSAGE, now());
  // Only these are searched, so that what a silent robot owes displaces nothing.
  const storeIds = known.filter(mayTell).map(({ storeId }) => storeId);
  if (storeIds.length === 0) return [];
  const search = { equal: { state: 'owed' }, leastFirst: 'owedAt', limit: MOST_READ } as const;
  const found = await collection.list({ ...search, holds: ['storeId', storeIds] });
  const owed = collection.readEach(found, noticeIn);
  if (owed.length === 0) return [];
  // A robot that was removed or entered again a moment ago must not be told at its old address.
  const [needed, robots] = await Promise.all([stillNeeded(notices, owed), awake(0)]);
  return robots.flatMap((robot) => {
    const own = needed.filter(({ storeId }) => storeId === robot.storeId).slice(0, MOST_TOLD);
    const state = stateOf(robot.storeId);
    return own.length > 0 && mayTell(robot) ? [{ robot, needed: own, state }] : [];
  });
}

/** Sends a message of a robot. @returns the number of notices that may be lost */
async function tellRobot(
  notices: Notices,
  { robot, needed, state }: Message,
  call: TellingCall,
): Promise<number> {
  const { limits: documents, now } = notices;
  const id = robotLimitId(robot.storeId);
  const counter = { documents, id, read: () => documents.read(id, 'counter') };
  if ('exhausted' in (await consumeUses(counter, state, [A_MESSAGE], now()))) return 0;
  // A notice whose write fails is not told: it may be another call's by now.
  const claims = needed.map((one) => change(notices, one, 'owed', 'sent').catch(() => false));
  const claimed = await Promise.all(claims);
  const told = needed.filter((_one, index) => claimed[index] === true);
  if (told.length === 0) return 0;
  try {
    await sendByRobot(notices, robot, noticeText(told, robot.storeName, now()));
    return 0;
  } catch (error) {
    const failure = cloudFailureOf(error);
    call.note({ robot: failure.code, ...failure.logged });
    // What may have arrived is not repeated. A message that was refused is told later.
    if (mayHaveArrived(failure)) return told.length;
    const writes = told.map((one) => change(notices, one, 'sent', 'owed').catch(() => false));
    return (await Promise.all(writes)).filter((isOwed) => !isOwed).length;
  }
}

/** Changes the state of a notice; false if another call has changed it before. */
function change(
  { collection }: Notices,
  { noticeId }: Notice,
  from: NoticeState,
  to: NoticeState,
): Promise<boolean> {
  return collection.putIf(noticeId, { state: from }, { state: to });
}

/**
 * Leaves out notices whose reason is over or acknowledged. These are never told.
 *
 * @returns the other notices, the longest to be handled first
 */
async function stillNeeded(notices: Notices, owed: readonly Notice[]): Promise<readonly Notice[]> {
  const { deliveries, now } = notices;
  const ids = [...new Set(owed.map(({ orderId }) => orderId))];
  const only = ['known', 'acknowledged'];
  const [found, stores] = await Promise.all([
    deliveries.list({ holds: ['_id', ids], limit: ids.length, only }),
    notices.stores(),
  ]);
  /** Returns since when a notice's order is to be handled; null when nobody has to be told. */
  const sinceOf = ({ orderId, storeId, targetKey, reason, owedAt }: Notice): number | null => {
    const document = found.find(({ _id }) => _id === orderId);
    const attempt = currentAttempt(listedAttemptsIn(document ?? {}));
    if (document === undefined || attempt?.targetKey !== targetKey) return null;
    if (!attempt.boardStoreIds.includes(storeId)) return null;
    // Another instance's clock may be ahead of this one.
    const at = isAheadOfNow(owedAt, now()) ? now() : Math.max(now(), owedAt);
    const facts = factsOf(attempt, stores, at);
    const isOver = reasonToActOf(facts, at) !== reason;
    const acknowledged = acknowledgementOf(document, attempt, facts, reason, at);
    return isOver || acknowledged !== null ? null : toHandleSince(facts);
  };
  const known = owed.map((notice) => ({ notice, since: sinceOf(notice) }));
  const over = known.filter(({ since }) => since === null);
  await Promise.all(over.map(({ notice }) => change(notices, notice, 'owed', 'over')));
  return known
    .filter(({ since }) => since !== null)
    .sort((one, other) => (one.since ?? 0) - (other.since ?? 0))
    .map(({ notice }) => notice);
}

/**
 * Writes the message: `1304 联系不上收货人 · 天河南店 · 22:14`, or a head line and a line for each. It has no
 * names, no numbers of people and no whole order id.
 */
function noticeText(told: readonly Notice[], storeName: string, now: number): string {
  const clock = clockOf(now);
  const lines = told.map(
    ({ orderId, reason }) => `${orderId.slice(-END_LENGTH)} ${REASON_NAMES[reason]}`,
  );
  if (lines.length === 1) return `${lines.join('')} · ${storeName} · ${clock}`;
  return [`${storeName} ${lines.length} 单要处理 · ${clock}`, ...lines].join('\n');
}

/** Writes the time of day in the shop's time zone: `22:14`. */
function clockOf(now: number): string {
  return new Date(now + SHOP_ZONE_MS).toISOString().slice(11, 16);
}
