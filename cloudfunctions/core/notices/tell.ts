import { REASON_NAMES } from '../../../miniprogram/contract/delivery/reason-names';
import { shopTimeText } from '../../../miniprogram/contract/notices';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { ROBOT_TIMEOUT_MS, mayHaveArrived } from '../providers/robots/robot';
import { MESSAGE_TIMEOUT_MS } from '../providers/wechat/subscribe-messages';
import { type CallContext, cloudFailureOf, logFieldsOf } from '../runtime/define-function';
import { type UsesToCount, consumeUses, hasRoom } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import type { Notices } from './notices';
import { type NeededNotice, type Notice, changeNotice, noteFailure, noticeIn } from './owed';
import {
  isPaused,
  MESSAGES_ID,
  robotStateId,
  robotStateIds,
  sendByRobot,
  storeOutcome,
  readSendStates,
} from './send-state';
import type { UsableRobot } from './robots';
import { type Recipients, readRecipients, selectNeeded } from './still-needed';
import { sendToPerson } from './tell-person';

/** Maximum numbers of notices that one call reads, and that one message lists. */
const MAX_NOTICES_READ = 100;
const MAX_NOTICES_PER_MESSAGE = 20;
/**
 * Limit for each robot, and for all subscribe messages: one call in 20 s sends. So one message of a
 * robot lists several notices, and no person gets messages from two calls at once, which WeChat
 * refuses.
 */
const MESSAGE_LIMIT: UsesToCount = {
  window: { countIn: 'sent', sinceIn: 'sentSince', windowMs: 20_000 },
  count: 1,
  max: 1,
};
/** Least time (ms) left for a message by a robot: for the robot's answer, and the database. */
const MIN_SEND_MS = ROBOT_TIMEOUT_MS + 1000;
/** Least time (ms) left for a message to a person: for WeChat's answer, and the database. */
const MIN_MESSAGE_SEND_MS = MESSAGE_TIMEOUT_MS + 1000;
/** Maximum number of messages that one call sends to each person. */
const MAX_MESSAGES_EACH = 3;

/**
 * Sends all owed notices whose robot or person may get them now. While nothing is owed, this takes
 * two or three reads of the database; without robots and people, none. A failure is only logged,
 * and does not stop other notices.
 *
 * @param beginMs time during which messages to people may begin; the next call sends the others
 */
export async function sendOwedNotices(
  notices: Notices,
  call: CallContext,
  beginMs: number,
): Promise<void> {
  const lostCount = await sendToAll(notices, call, beginMs).catch(noteFailure(call, 0));
  if (lostCount > 0) call.note({ lost: lostCount });
}

/** Sends owed notices to robots and people. @returns the number of notices that may be lost */
async function sendToAll(notices: Notices, call: CallContext, beginMs: number): Promise<number> {
  const { collection, limits, now } = notices;
  const reachable = await readRecipients(notices);
  if (reachable.robots.length === 0 && reachable.people.length === 0) return 0;
  if (call.timeLeftMs() < MIN_SEND_MS) {
    call.note({ telling: 'no-time' });
    return 0;
  }
  const stateOf = await readSendStates(limits, [...robotStateIds(reachable.robots), MESSAGES_ID]);
  const maySend = (stateId: string): boolean =>
    !isPaused(stateOf(stateId), now()) && hasRoom(stateOf(stateId) ?? {}, MESSAGE_LIMIT, now());
  // Finds notices only for those who may get them now. Others would use up MAX_NOTICES_READ.
  const listOwed = async (recipientField: 'storeId' | 'staffId', ids: readonly string[]) => {
    const owedSearch = {
      equal: { state: 'owed' },
      ascendingBy: 'owedAt',
      limit: MAX_NOTICES_READ,
    } as const;
    return ids.length === 0 ? [] : collection.list({ ...owedSearch, holds: [recipientField, ids] });
  };
  const maySendByRobot = ({ storeId }: UsableRobot): boolean => maySend(robotStateId(storeId));
  const storeIds = reachable.robots.filter(maySendByRobot).map(({ storeId }) => storeId);
  const staffIds = maySend(MESSAGES_ID) ? reachable.people.map(({ staffId }) => staffId) : [];
  const lists = await Promise.all([listOwed('storeId', storeIds), listOwed('staffId', staffIds)]);
  const owedNotices = collection.readEach(lists.flat(), noticeIn);
  if (owedNotices.length === 0) return 0;
  const { needed, recipients } = await selectNeeded(notices, owedNotices, call);
  const sendWithinLimit = async (
    stateId: string,
    isOfRobot: (notice: Notice) => boolean,
    send: (ownNotices: readonly NeededNotice[]) => Promise<number>,
  ): Promise<number> => {
    const ownNotices = needed.filter(({ notice }) => isOfRobot(notice));
    const counter = { documents: limits, id: stateId, read: () => limits.read(stateId, 'counter') };
    if (ownNotices.length === 0) return 0;
    if ('exhausted' in (await consumeUses(counter, stateOf(stateId), [MESSAGE_LIMIT], now())))
      return 0;
    return send(ownNotices);
  };
  const sendings = [
    ...recipients.robots.filter(maySendByRobot).map((robot) => {
      const isOwn = ({ storeId }: Notice): boolean => storeId === robot.storeId;
      return sendWithinLimit(robotStateId(robot.storeId), isOwn, (own) =>
        sendToRobot(notices, robot, own, call),
      );
    }),
    sendWithinLimit(
      MESSAGES_ID,
      ({ staffId }) => staffId !== null,
      (own) => sendToPeople(notices, recipients, own, { ...call, beginMs }, stateOf(MESSAGES_ID)),
    ),
  ];
  const losses = await Promise.all(sendings.map((sending) => sending.catch(noteFailure(call, 0))));
  return losses.reduce((sum, lostCount) => sum + lostCount, 0);
}

/**
 * Sends a message to a person for each notice, oldest reason first, one at a time: at most one is
 * lost while WeChat does not answer. Before each further message its notice is checked again.
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
  const counts = new Map<string | null, number>();
  let isProblemKept = false;
  for (const one of needed) {
    const { staffId } = one.notice;
    const count = counts.get(staffId) ?? 0;
    if (count >= MAX_MESSAGES_EACH) continue;
    if (now() >= endsAt) break;
    const checked =
      counts.size === 0
        ? { recipients, needed: [one] }
        : await selectNeeded(notices, [one.notice], call);
    if (call.timeLeftMs() < MIN_MESSAGE_SEND_MS) break;
    const { appId, template, people } = checked.recipients;
    const person = people.find((each) => each.staffId === staffId);
    if (template === null || person === undefined || checked.needed.length === 0) continue;
    const { openId } = person;
    const outcome = await sendToPerson(notices, { appId, template, openId, expected }, one, call);
    // A person who has no message left, or to whom another call is sending, gets no more.
    counts.set(staffId, outcome === 'sent' || outcome === 'unfit' ? count + 1 : MAX_MESSAGES_EACH);
    // A problem with the template stays stored, even if other messages are sent.
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
  const batch = needed.slice(0, MAX_NOTICES_PER_MESSAGE).map(({ notice }) => notice);
  // A notice whose write fails is not sent: another call may be sending it.
  const claims = batch.map((notice) => changeNotice({ ...notices, call }, notice, 'owed', 'sent'));
  const claimResults = await Promise.all(claims);
  const claimed = batch.filter((_one, index) => claimResults[index] === true);
  if (claimed.length === 0) return 0;
  try {
    await sendByRobot(notices, robot, noticeText(claimed, robot.storeName, notices.now()));
    return 0;
  } catch (error) {
    const failure = cloudFailureOf(error);
    call.note({ robot: failure.code, ...logFieldsOf(failure) });
    // A message that may have arrived is not repeated. A refused message is sent later.
    if (mayHaveArrived(failure)) return claimed.length;
    const writes = claimed.map((one) => changeNotice({ ...notices, call }, one, 'sent', 'owed'));
    return (await Promise.all(writes)).filter((isOwed) => !isOwed).length;
  }
}

/**
 * Writes a robot's message: `1304 联系不上收货人 · 天河南店 · 22:14`, or a title and a line for each notice.
 * It has no people's names, no phone numbers, and no whole order id.
 */
function noticeText(sent: readonly Notice[], storeName: string, now: number): string {
  const clockTime = shopTimeText(now).slice(11, 16);
  const lines = sent.map(({ orderId, reason }) => `${orderEndOf(orderId)} ${REASON_NAMES[reason]}`);
  if (lines.length === 1) return `${lines.join('')} · ${storeName} · ${clockTime}`;
  return [`${storeName} ${lines.length} 单要处理 · ${clockTime}`, ...lines].join('\n');
}
