import { REASON_NAMES } from '../../../miniprogram/contract/delivery/reason-names';
import { isAheadOfNow } from '../../../miniprogram/contract/age';
import { reasonToActOf, toHandleSince } from '../../../miniprogram/contract/delivery/urgency';
import { isQuiet, shopTime } from '../../../miniprogram/contract/notices';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { ROBOT_MS, mayHaveArrived } from '../providers/robots/robot';
import { currentAttempt } from '../records/current-attempt';
import { listedAttemptsIn } from '../records/delivery-record';
import { type CallContext, cloudFailureOf, loggedOf } from '../runtime/define-function';
import { type Uses, consumeUses, hasRoom } from '../storage/counted-uses';
import { acknowledgementOf } from './acknowledgement';
import type { Notices } from './notices';
import { type Notice, changeNotice, factsOf, noted, noticeIn } from './owed';
import { type OpenMessages, type OpenPerson, hasRung } from './people';
import {
  isPaused,
  MESSAGES_ID,
  robotLimitId,
  robotLimitIds,
  sendByRobot,
  statesOf,
} from './door-state';
import type { OpenRobot } from './robots';
import { type NeededNotice, tellPeople } from './tell-people';

/** Maximum number of notices that one call reads, and that one message tells. */
const MOST_READ = 100;
const MOST_TOLD = 20;
/**
 * A door is told by one call in 20 s: several notices then stand in one message of a robot, and no
 * person gets messages from two calls at once, which WeChat refuses.
 */
const A_MESSAGE: Uses = {
  window: { count: 'sent', since: 'sentSince', windowMs: 20_000 },
  by: 1,
  most: 1,
};
/** Time (ms) that a call needs to tell: a robot's answer, and the database. */
const LEAST_MS = ROBOT_MS + 1000;

/**
 * Tells all owed notices whose robot or person may be told now. While nothing is owed, this takes
 * two or three reads of the database; without an open door, none. Failures are only noted, and stop
 * no other door.
 *
 * @param beginMs time in which messages to people are begun; the next call sends the others
 */
export async function tellOwed(
  notices: Notices,
  call: CallContext,
  beginMs: number,
): Promise<void> {
  const lost = await tellAll(notices, call, beginMs).catch(noted(call, 0));
  if (lost > 0) call.note({ lost });
}

/** Doors that may be told now: it is no quiet hour of theirs. */
interface Doors extends OpenMessages {
  readonly robots: readonly OpenRobot[];
}

async function doorsOf({ robots, messages, now }: Notices, maxAgeMs?: number): Promise<Doors> {
  const [ofStores, open] = await Promise.all([robots(maxAgeMs), messages(maxAgeMs)]);
  return {
    ...open,
    robots: ofStores.filter(({ quiet }) => !isQuiet(quiet, now())),
    people: open.people.filter(({ quiet }) => !isQuiet(quiet, now())),
  };
}

/** Tells what is owed by all doors. @returns the number of notices that may be lost */
async function tellAll(notices: Notices, call: CallContext, beginMs: number): Promise<number> {
  const { collection, limits, now } = notices;
  const known = await doorsOf(notices);
  if (known.robots.length === 0 && known.people.length === 0) return 0;
  if (call.timeLeftMs() < LEAST_MS) {
    call.note({ telling: 'no-time' });
    return 0;
  }
  const stateOf = await statesOf(limits, [...robotLimitIds(known.robots), MESSAGES_ID]);
  const mayTell = (id: string): boolean =>
    !isPaused(stateOf(id), now()) && hasRoom(stateOf(id) ?? {}, A_MESSAGE, now());
  // Only these are searched, so that what a silent door owes displaces nothing.
  const owedTo = async (door: 'storeId' | 'staffId', ids: readonly string[]) => {
    const search = { equal: { state: 'owed' }, leastFirst: 'owedAt', limit: MOST_READ } as const;
    return ids.length === 0 ? [] : collection.list({ ...search, holds: [door, ids] });
  };
  const mayTellRobot = ({ storeId }: OpenRobot): boolean => mayTell(robotLimitId(storeId));
  const storeIds = known.robots.filter(mayTellRobot).map(({ storeId }) => storeId);
  const staffIds = mayTell(MESSAGES_ID) ? known.people.map(({ staffId }) => staffId) : [];
  const found = await Promise.all([owedTo('storeId', storeIds), owedTo('staffId', staffIds)]);
  const owed = collection.readEach(found.flat(), noticeIn);
  if (owed.length === 0) return 0;
  const { needed, doors } = await stillNeeded(notices, owed, call);
  const tell = async (
    id: string,
    isOwn: (notice: Notice) => boolean,
    send: (own: readonly NeededNotice[]) => Promise<number>,
  ): Promise<number> => {
    const own = needed.filter(({ notice }) => isOwn(notice));
    const counter = { documents: limits, id, read: () => limits.read(id, 'counter') };
    if (own.length === 0) return 0;
    if ('exhausted' in (await consumeUses(counter, stateOf(id), [A_MESSAGE], now()))) return 0;
    return send(own);
  };
  const tellings = [
    ...doors.robots.filter(mayTellRobot).map((robot) => {
      const isOwn = ({ storeId }: Notice): boolean => storeId === robot.storeId;
      return tell(robotLimitId(robot.storeId), isOwn, (own) =>
        tellRobot(notices, robot, own, call),
      );
    }),
    tell(
      MESSAGES_ID,
      ({ staffId }) => staffId !== null,
      (own) => tellPeople(notices, doors, own, { ...call, beginMs }, stateOf(MESSAGES_ID)),
    ),
  ];
  const losses = await Promise.all(tellings.map((telling) => telling.catch(noted(call, 0))));
  return losses.reduce((sum, one) => sum + one, 0);
}

/** Sends a message of a robot. @returns the number of notices that may be lost */
async function tellRobot(
  notices: Notices,
  robot: OpenRobot,
  needed: readonly NeededNotice[],
  call: CallContext,
): Promise<number> {
  const own = needed.slice(0, MOST_TOLD).map(({ notice }) => notice);
  // A notice whose write fails is not told: it may be another call's by now.
  const claims = own.map((one) => changeNotice({ ...notices, call }, one, 'owed', 'sent'));
  const claimed = await Promise.all(claims);
  const told = own.filter((_one, index) => claimed[index] === true);
  if (told.length === 0) return 0;
  try {
    await sendByRobot(notices, robot, noticeText(told, robot.storeName, notices.now()));
    return 0;
  } catch (error) {
    const failure = cloudFailureOf(error);
    call.note({ robot: failure.code, ...loggedOf(failure) });
    // What may have arrived is not repeated. A message that was refused is told later.
    if (mayHaveArrived(failure)) return told.length;
    const writes = told.map((one) => changeNotice({ ...notices, call }, one, 'sent', 'owed'));
    return (await Promise.all(writes)).filter((isOwed) => !isOwed).length;
  }
}

/**
 * Leaves out notices whose reason is over or acknowledged, and those for which a person's bell has
 * rung. These are never told. Those for which it may still ring stay owed. Also reads the doors
 * again: one that was closed a moment ago must not be told.
 *
 * @returns the other notices of open doors, the longest to be handled first
 */
async function stillNeeded(
  notices: Notices,
  owed: readonly Notice[],
  call: CallContext,
): Promise<{ readonly needed: readonly NeededNotice[]; readonly doors: Doors }> {
  const { deliveries, now } = notices;
  const ids = [...new Set(owed.map(({ orderId }) => orderId))];
  const only = ['known', 'acknowledged'];
  const [found, stores, doors] = await Promise.all([
    deliveries.list({ holds: ['_id', ids], limit: ids.length, only }),
    notices.stores(),
    doorsOf(notices, 0),
  ]);
  /** Returns what is to be told of a notice, if anything, now or later. */
  const neededOf = (
    notice: Notice,
    { stores: scope, bell }: Pick<OpenPerson, 'stores' | 'bell'>,
  ): NeededNotice | 'over' | 'later' => {
    const { orderId, targetKey, reason, owedAt } = notice;
    const document = found.find(({ _id }) => _id === orderId);
    const attempt = currentAttempt(listedAttemptsIn(document ?? {}));
    if (document === undefined || attempt?.targetKey !== targetKey) return 'over';
    const storeIds = attempt.boardStoreIds.filter((storeId) => isScopeWithin([storeId], scope));
    if (storeIds.length === 0) return 'over';
    // Another instance's clock may be ahead of this one.
    const at = isAheadOfNow(owedAt, now()) ? now() : Math.max(now(), owedAt);
    const facts = factsOf(attempt, stores, at);
    const isOver = reasonToActOf(facts, at) !== reason;
    if (isOver || acknowledgementOf(document, attempt, facts, reason, at) !== null) return 'over';
    const rung = hasRung(bell, notice, storeIds, now());
    if (rung !== false) return rung === true ? 'over' : 'later';
    const store = stores.find(({ storeId }) => storeIds.includes(storeId));
    return { notice, since: toHandleSince(facts), storeName: store?.name ?? '' };
  };
  const known = owed.flatMap((notice) => {
    const door =
      notice.storeId === null
        ? doors.people.find(({ staffId }) => staffId === notice.staffId)
        : { stores: [notice.storeId], bell: { at: 0, storeId: null } };
    return door === undefined ? [] : [{ notice, needed: neededOf(notice, door) }];
  });
  const over = known.filter(({ needed }) => needed === 'over');
  await Promise.all(
    over.map(({ notice }) => changeNotice({ ...notices, call }, notice, 'owed', 'over')),
  );
  const needed = known.flatMap((one) => (typeof one.needed === 'object' ? one.needed : []));
  return { needed: needed.sort((one, other) => one.since - other.since), doors };
}

/**
 * Writes the message: `1304 联系不上收货人 · 天河南店 · 22:14`, or a head line and a line for each. It has no
 * names, no numbers of people and no whole order id.
 */
function noticeText(told: readonly Notice[], storeName: string, now: number): string {
  const clock = shopTime(now).slice(11, 16);
  const lines = told.map(({ orderId, reason }) => `${orderEndOf(orderId)} ${REASON_NAMES[reason]}`);
  if (lines.length === 1) return `${lines.join('')} · ${storeName} · ${clock}`;
  return [`${storeName} ${lines.length} 单要处理 · ${clock}`, ...lines].join('\n');
}
