import { isAheadOfNow } from '../../../miniprogram/contract/age';
import { reasonToActOf, toHandleSince } from '../../../miniprogram/contract/delivery/urgency';
import { isQuiet } from '../../../miniprogram/contract/notices';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import { currentAttempt } from '../records/current-attempt';
import { listedAttemptsIn } from '../records/delivery-record';
import type { CallContext } from '../runtime/define-function';
import { acknowledgementOf } from './acknowledgement';
import type { Notices } from './notices';
import { type NeededNotice, type Notice, changeNotice, factsOf } from './owed';
import { type MessageRecipient, type MessageRecipients, hasBoardSounded } from './people';
import type { UsableRobot } from './robots';

/** Robots and people who may get notices now, because they have no quiet hours now. */
export interface Recipients extends MessageRecipients {
  readonly robots: readonly UsableRobot[];
}

export async function readRecipients(
  { robots, messageRecipients, now }: Notices,
  maxAgeMs?: number,
): Promise<Recipients> {
  const [robotList, open] = await Promise.all([robots(maxAgeMs), messageRecipients(maxAgeMs)]);
  return {
    ...open,
    robots: robotList.filter(({ quiet }) => !isQuiet(quiet, now())),
    people: open.people.filter(({ quiet }) => !isQuiet(quiet, now())),
  };
}

/**
 * Selects the owed notices to send now. Notices whose reason is over or acknowledged, or for which
 * the person's board has sounded, are never sent. While the board may still sound, a notice waits.
 * Reads robots and people again, because they may have been removed or switched off.
 *
 * @returns the selected notices, the one with the oldest reason first, with the robots and people
 */
export async function selectNeeded(
  notices: Notices,
  owed: readonly Notice[],
  call: CallContext,
): Promise<{ readonly needed: readonly NeededNotice[]; readonly recipients: Recipients }> {
  const { deliveries, now } = notices;
  const orderIds = [...new Set(owed.map(({ orderId }) => orderId))];
  const fieldNames = ['known', 'acknowledged'];
  const [documents, stores, recipients] = await Promise.all([
    deliveries.list({ holds: ['_id', orderIds], limit: orderIds.length, only: fieldNames }),
    notices.stores(),
    readRecipients(notices, 0),
  ]);
  /** Checks if a notice is sent now, never (`over`), or perhaps by another call later (`later`). */
  const checkNotice = (
    notice: Notice,
    { stores: scope, boardSound }: Pick<MessageRecipient, 'stores' | 'boardSound'>,
  ): NeededNotice | 'over' | 'later' => {
    const { orderId, targetKey, reason, owedAt } = notice;
    const document = documents.find(({ _id }) => _id === orderId);
    const attempt = currentAttempt(listedAttemptsIn(document ?? {}));
    if (document === undefined || attempt?.targetKey !== targetKey) return 'over';
    const storeIds = attempt.boardStoreIds.filter((storeId) => isScopeWithin([storeId], scope));
    if (storeIds.length === 0) return 'over';
    // A time from another instance may be slightly ahead of this clock. The later time counts.
    const time = isAheadOfNow(owedAt, now()) ? now() : Math.max(now(), owedAt);
    const facts = factsOf(attempt, stores, time);
    const isOver = reasonToActOf(facts, time) !== reason;
    if (isOver || acknowledgementOf(document, attempt, facts, reason, time) !== null) return 'over';
    const hasSounded = hasBoardSounded(boardSound, notice, storeIds, now());
    if (hasSounded !== false) return hasSounded === true ? 'over' : 'later';
    const store = stores.find(({ storeId }) => storeIds.includes(storeId));
    return { notice, reasonSince: toHandleSince(facts), storeName: store?.name ?? '' };
  };
  const checks = owed.flatMap((notice) => {
    const recipient =
      notice.storeId === null
        ? recipients.people.find(({ staffId }) => staffId === notice.staffId)
        : { stores: [notice.storeId], boardSound: { askedAt: 0, storeId: null } };
    return recipient === undefined ? [] : [{ notice, needed: checkNotice(notice, recipient) }];
  });
  const overNotices = checks.filter(({ needed }) => needed === 'over');
  await Promise.all(
    overNotices.map(({ notice }) => changeNotice({ ...notices, call }, notice, 'owed', 'over')),
  );
  const needed = checks.flatMap((check) => (typeof check.needed === 'object' ? check.needed : []));
  return { needed: needed.sort((one, other) => one.reasonSince - other.reasonSince), recipients };
}
