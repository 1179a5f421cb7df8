import { REASON_NAMES } from '../../../miniprogram/contract/delivery/reason-names';
import { shopTimeText } from '../../../miniprogram/contract/notices';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { ROBOT_MS, mayHaveArrived } from '../providers/robots/robot';
import { MESSAGE_MS } from '../providers/wechat/subscribe-messages';
import { type CallContext, cloudFailureOf, loggedOf } from '../runtime/define-function';
import { type Uses, consumeUses, hasRoom } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import type { Notices } from './notices';
import { type NeededNotice, type Notice, changeNotice, noteFailure, noticeIn } from './owed';
import {
  isPaused,
  MESSAGES_ID,
  robotLimitId,
  robotLimitIds,
  sendByRobot,
  storeOutcome,
  readSendStates,
} from './send-state';
import type { UsableRobot } from './robots';
import { type Recipients, recipientsNow, stillNeeded } from './still-needed';
import { sendToPerson } from './tell-person';

/** Maximum numbers of notices that one call reads, and that one message lists. */
const MAX_NOTICES_READ = 100;
const MAX_NOTICES_PER_MESSAGE = 20;
/**
 * One call in 20 s for each robot and for messages: several notices then stand in one message of a
 * robot, and no person gets messages from two calls at once, which WeChat refuses.
 */
const ONE_MESSAGE: Uses = {
  window: { count: 'sent', since: 'sentSince', windowMs: 20_000 },
  by: 1,
  most: 1,
};
/** Time (ms) that a call needs to send: a robot's answer, and the database. */
const LEAST_MS = ROBOT_MS + 1000;
/** Time (ms) that a message to a person needs: WeChat's answer, and the database. */
const LEAST_MESSAGE_MS = MESSAGE_MS + 1000;
/** Maximum number of messages that one person gets from a call. */
const MAX_MESSAGES_EACH = 3;

/**
 * Sends all owed notices whose robot or person may get them now. While nothing is owed, this takes
 * two or three reads of the database; without robots and people, none. A failure is only noted, and
 * does not stop other notices.
 *
 * @param beginMs time during which messages to people may begin; the next call sends the others
 */
export async function sendOwedNotices(
  notices: Notices,
  call: CallContext,
  beginMs: number,
): Promise<void> {
  const lost = await sendToAll(notices, call, beginMs).catch(noteFailure(call, 0));
  if (lost > 0) call.note({ lost });
}

/** Sends what is owed. @returns the number of notices that may be lost */
async function sendToAll(notices: Notices, call: CallContext, beginMs: number): Promise<number> {
  const { collection, limits, now } = notices;
  const atFirst = await recipientsNow(notices);
  if (atFirst.robots.length === 0 && atFirst.people.length === 0) return 0;
  if (call.timeLeftMs() < LEAST_MS) {
    call.note({ telling: 'no-time' });
    return 0;
  }
  const stateOf = await readSendStates(limits, [...robotLimitIds(atFirst.robots), MESSAGES_ID]);
  const maySend = (id: string): boolean =>
    !isPaused(stateOf(id), now()) && hasRoom(stateOf(id) ?? {}, ONE_MESSAGE, now());
  // Only robots and people who may get notices now are searched: others must not use up the limit.
  const owedTo = async (recipientField: 'storeId' | 'staffId', ids: readonly string[]) => {
    const search = {
      equal: { state: 'owed' },
      leastFirst: 'owedAt',
      limit: MAX_NOTICES_READ,
    } as const;
    return ids.length === 0 ? [] : collection.list({ ...search, holds: [recipientField, ids] });
  };
  const maySendByRobot = ({ storeId }: UsableRobot): boolean => maySend(robotLimitId(storeId));
  const storeIds = atFirst.robots.filter(maySendByRobot).map(({ storeId }) => storeId);
  const staffIds = maySend(MESSAGES_ID) ? atFirst.people.map(({ staffId }) => staffId) : [];
  const found = await Promise.all([owedTo('storeId', storeIds), owedTo('staffId', staffIds)]);
  const owed = collection.readEach(found.flat(), noticeIn);
  if (owed.length === 0) return 0;
  const { needed, recipients } = await stillNeeded(notices, owed, call);
  const tell = async (
    id: string,
    isOwn: (notice: Notice) => boolean,
    send: (own: readonly NeededNotice[]) => Promise<number>,
  ): Promise<number> => {
    const own = needed.filter(({ notice }) => isOwn(notice));
    const counter = { documents: limits, id, read: () => limits.read(id, 'counter') };
    if (own.length === 0) return 0;
    if ('exhausted' in (await consumeUses(counter, stateOf(id), [ONE_MESSAGE], now()))) return 0;
    return send(own);
  };
  const sendings = [
    ...recipients.robots.filter(maySendByRobot).map((robot) => {
      const isOwn = ({ storeId }: Notice): boolean => storeId === robot.storeId;
      return tell(robotLimitId(robot.storeId), isOwn, (own) =>
        sendToRobot(notices, robot, own, call),
      );
    }),
    tell(
      MESSAGES_ID,
      ({ staffId }) => staffId !== null,
      (own) => sendToPeople(notices, recipients, own, { ...call, beginMs }, stateOf(MESSAGES_ID)),
    ),
  ];
  const losses = await Promise.all(sendings.map((sending) => sending.catch(noteFailure(call, 0))));
  return losses.reduce((sum, one) => sum + one, 0);
}

/**
 * Sends notices to people, a message each, the longest to be handled first. Only one is on its way
 * at a time, so that at most one is lost while WeChat does not answer. Before each further one its
 * notice is checked again: somebody may have acknowledged it, or switched messages off.
 *
 * @param state stored state of subscribe messages before this call
 * @returns the number of notices that may be lost
 */
async function sendToPeople(
  notices: Notices,
  recipients: Recipients,
  needed: readonly NeededNotice[],
  call: CallContext & { readonly beginMs: number },
  state: Fields | null,
): Promise<number> {
  const { now } = notices;
  // A result is stored only while the same template is chosen.
  const expected = { chosenAt: state?.['chosenAt'] };
  const endsAt = now() + call.beginMs;
  const told = new Map<string | null, number>();
  let isProblemKept = false;
  for (const one of needed) {
    const { staffId } = one.notice;
    const before = told.get(staffId) ?? 0;
    if (before >= MAX_MESSAGES_EACH) continue;
    if (now() >= endsAt) break;
    const still =
      told.size === 0
        ? { recipients, needed: [one] }
        : await stillNeeded(notices, [one.notice], call);
    if (call.timeLeftMs() < LEAST_MESSAGE_MS) break;
    const { appId, template, people } = still.recipients;
    const person = people.find((each) => each.staffId === staffId);
    if (template === null || person === undefined || still.needed.length === 0) continue;
    const { openId } = person;
    const outcome = await sendToPerson(notices, { appId, template, openId, expected }, one, call);
    // A person without a message left, or who is being sent another one, gets no more.
    told.set(staffId, outcome === 'sent' || outcome === 'unfit' ? before + 1 : MAX_MESSAGES_EACH);
    // A problem with the template stays stored, though other messages were sent.
    isProblemKept ||= outcome === 'unfit';
    if (outcome === 'sent' && !isProblemKept) await storeOutcome(notices, MESSAGES_ID, expected);
    if (outcome === 'lost') return 1;
    if (outcome === 'stop') break;
  }
  return 0;
}

/** Sends a robot's notices as one message. @returns the number of notices that may be lost */
async function sendToRobot(
  notices: Notices,
  robot: UsableRobot,
  needed: readonly NeededNotice[],
  call: CallContext,
): Promise<number> {
  const own = needed.slice(0, MAX_NOTICES_PER_MESSAGE).map(({ notice }) => notice);
  // A notice whose write fails is not sent: another call may be sending it.
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
    // A message that may have arrived is not repeated. One that was refused is sent later.
    if (mayHaveArrived(failure)) return told.length;
    const writes = told.map((one) => changeNotice({ ...notices, call }, one, 'sent', 'owed'));
    return (await Promise.all(writes)).filter((isOwed) => !isOwed).length;
  }
}

/**
 * Writes the message: `1304 联系不上收货人 · 天河南店 · 22:14`, or a head line and a line for each. It has no
 * names, no numbers of people and no whole order id.
 */
function noticeText(told: readonly Notice[], storeName: string, now: number): string {
  const clock = shopTimeText(now).slice(11, 16);
  const lines = told.map(({ orderId, reason }) => `${orderEndOf(orderId)} ${REASON_NAMES[reason]}`);
  if (lines.length === 1) return `${lines.join('')} · ${storeName} · ${clock}`;
  return [`${storeName} ${lines.length} 单要处理 · ${clock}`, ...lines].join('\n');
}
