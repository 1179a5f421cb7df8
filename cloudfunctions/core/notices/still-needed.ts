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

/** Robots and people who may get notices now, because it is no quiet hour of theirs. */
export interface Recipients extends MessageRecipients {
  readonly robots: readonly UsableRobot[];
}

export async function recipientsNow(
  { robots, messages, now }: Notices,
  maxAgeMs?: number,
): Promise<Recipients> {
  const [ofStores, open] = await Promise.all([robots(maxAgeMs), messages(maxAgeMs)]);
  return {
    ...open,
    robots: ofStores.filter(({ quiet }) => !isQuiet(quiet, now())),
    people: open.people.filter(({ quiet }) => !isQuiet(quiet, now())),
  };
}

/**
 * Leaves out notices whose reason is over or acknowledged, and those for which a person's board has
 * sounded: these are never sent. If it may still sound, the notice stays owed. Reads robots and
 * people again, because messages may have been switched off.
 *
 * @returns the other notices, the longest to be handled first, with the robots and people
 */
export async function stillNeeded(
  notices: Notices,
  owed: readonly Notice[],
  call: CallContext,
): Promise<{ readonly needed: readonly NeededNotice[]; readonly recipients: Recipients }> {
  const { deliveries, now } = notices;
  const ids = [...new Set(owed.map(({ orderId }) => orderId))];
  const only = ['known', 'acknowledged'];
  const [found, stores, recipients] = await Promise.all([
    deliveries.list({ holds: ['_id', ids], limit: ids.length, only }),
    notices.stores(),
    recipientsNow(notices, 0),
  ]);
  /** Returns what to send for a notice; or that it is over, or may be sent later. */
  const neededOf = (
    notice: Notice,
    { stores: scope, boardSound }: Pick<MessageRecipient, 'stores' | 'boardSound'>,
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
    const sounded = hasBoardSounded(boardSound, notice, storeIds, now());
    if (sounded !== false) return sounded === true ? 'over' : 'later';
    const store = stores.find(({ storeId }) => storeIds.includes(storeId));
    return { notice, since: toHandleSince(facts), storeName: store?.name ?? '' };
  };
  const checked = owed.flatMap((notice) => {
    const recipient =
      notice.storeId === null
        ? recipients.people.find(({ staffId }) => staffId === notice.staffId)
        : { stores: [notice.storeId], boardSound: { at: 0, storeId: null } };
    return recipient === undefined ? [] : [{ notice, needed: neededOf(notice, recipient) }];
  });
  const over = checked.filter(({ needed }) => needed === 'over');
  await Promise.all(
    over.map(({ notice }) => changeNotice({ ...notices, call }, notice, 'owed', 'over')),
  );
  const needed = checked.flatMap((one) => (typeof one.needed === 'object' ? one.needed : []));
  return { needed: needed.sort((one, other) => one.since - other.since), recipients };
}
