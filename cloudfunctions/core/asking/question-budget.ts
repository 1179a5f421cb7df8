import {
  A_DAY,
  countUses,
  giveBackUses,
  hasRoom,
  NO_BOUND,
  startOfDay,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { cached } from '../storage/cached';
import { changeDocument } from '../storage/change-document';
import {
  type QuotaOwner,
  isAmong,
  isReadingDue,
  mostADay,
  quotaOwnersIn,
  quotaUses,
  readingClaim,
  quotaFields,
  callsAMinuteOf,
  usedShareOf,
} from '../providers/wechat/mini-program-quota';
import type { ConsumedQuestions, QuestionBounds, QuestionBudget } from './asking';
import {
  type Lane,
  type Minute,
  minuteIn,
  roomIn,
  secondsUntilAsked,
  storing,
  useOfLane,
  withQuestions,
} from './lanes';

const QUESTIONS_ID = 'questions';

/** Maximum numbers of questions until WeChat has told its quota, which is not published. */
const USUAL_BOUNDS: QuestionBounds = { aMinute: 400, aDay: 60_000 };
/** Share of WeChat's rate limit that is used; the rest is for uncounted requests, e.g. retries. */
const PART_OF_RATE = 0.8;
/** Used share of the day from which lists ask less often, and new orders are not asked for. */
export const SLOWED_FROM = 0.8;
/** Maximum number of attempts to count. Calls at the same time conflict; one always succeeds. */
const ATTEMPTS = 30;
const CONFLICT_SECONDS = 2;

/**
 * Creates the budget of an instance. The instance keeps the document in memory for a minute.
 *
 * @param ownAppId returns the AppID of the staff's own mini-program
 */
export function createQuestionBudget(
  limits: Documents,
  ownAppId: () => Promise<string>,
  now: () => number,
): QuestionBudget {
  const known = cached(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID };
  /** Returns for each quota its uses by the questions, and whether it lacks room (`isLacking`). */
  const usesOf = (document: Fields | null, own: string, asked: readonly QuotaOwner[], lane: Lane) =>
    countsByOwner(asked).map(([owner, by]) => {
      const manner = { isOwn: owner.appId === own, isForPerson: lane === 'person' };
      const uses = quotaUses(document, owner, by, manner, now());
      return { owner, uses, isLacking: !hasRoom(document ?? {}, uses, now()) };
    });
  /** Returns the used share (0 to 1) of the day's questions or, if higher, of `owner`'s quota. */
  const shareIn = (document: Fields | null, own: string, owner?: QuotaOwner): number => {
    const { asked, most } = todayIn(document, own, now());
    const isOwn = owner?.appId === own;
    const ofOwner = owner === undefined ? 0 : usedShareOf(document, owner, isOwn, now());
    return Math.min(1, Math.max(asked / most, ofOwner));
  };
  const minuteNow = async (): Promise<readonly [Minute, aMinute: number]> => {
    const [document, own] = await Promise.all([known.get(), ownAppId()]);
    return [minuteIn(document, now()), boundsIn(document, own).aMinute];
  };
  /** Counts questions, with a copy of the document; null when a newer copy must be read first. */
  const countBy = async (
    document: Versioned | null,
    asked: readonly QuotaOwner[],
    lane: Lane,
    isKnown: boolean,
    isOld: boolean,
  ): Promise<ConsumedQuestions | null> => {
    const own = await ownAppId();
    const quotas = usesOf(document, own, asked, lane);
    const lacking = quotas.filter(({ isLacking }) => isLacking).map(({ owner }) => owner);
    if (isOld && lacking.length > 0) return null;
    const by = asked.filter((owner) => !isAmong(lacking, owner)).length;
    const { aMinute, aDay } = boundsIn(document, own, asked);
    const day = { window: A_DAY, by, most: isKnown ? NO_BOUND : aDay };
    const isSlowed =
      lane === 'new' && asked.some((owner) => shareIn(document, own, owner) >= SLOWED_FROM);
    if (isSlowed || !hasRoom(document ?? {}, day, now())) return { exhausted: A_DAY };
    const minute = minuteIn(document, now());
    if (by > roomIn(minute, lane, aMinute))
      return { waitSeconds: secondsUntilAsked(minute, lane, by, aMinute) };
    const uses = [...quotas.flatMap((one) => (one.isLacking ? [] : [one.uses])), day];
    const along = storing(document, withQuestions(minute, lane, by));
    const counted = await countUses(counter, document, uses, now(), along);
    if (counted === null) return null;
    known.set(counted.document);
    return { since: counted.since, part: minute.part, lane, lacking };
  };
  return {
    bounds: async () => boundsIn(await known.get(), await ownAppId()),
    usedShare: async () => {
      const [document, own] = await Promise.all([known.get(), ownAppId()]);
      return (owner) => shareIn(document, own, owner);
    },
    useOfLane: async (lane) => {
      const [minute, aMinute] = await minuteNow();
      return useOfLane(minute, lane, aMinute);
    },
    queueSeconds: async (lane, questions) => {
      const [minute, aMinute] = await minuteNow();
      return secondsUntilAsked(minute, lane, questions, aMinute);
    },
    consume: async (asked, lane, isKnown = false) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const isOld = attempt === 0;
        const document = await known.get(isOld ? undefined : 0);
        const consumed = await countBy(document, asked, lane, isKnown, isOld);
        // A copy from memory may show no room although there is room by now: read it again.
        if (consumed !== null && (!isOld || 'since' in consumed)) return consumed;
      }
      return { waitSeconds: CONFLICT_SECONDS };
    },
    giveBack: async (asked, { since, part, lane }) => {
      const manner = { isOwn: false, isForPerson: true };
      const ofOwners = countsByOwner(asked).map(([owner, by]) =>
        quotaUses(null, owner, by, manner, now()),
      );
      const day = { window: A_DAY, by: asked.length, most: NO_BOUND };
      await giveBackUses(counter, since, [day, ...ofOwners]);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const document = await known.get(attempt === 0 ? undefined : 0);
        const minute = withQuestions(minuteIn(document, now()), lane, -asked.length, part);
        const along = storing(document, minute);
        const counted = await countUses(counter, document, [], now(), along);
        if (counted === null) continue;
        known.set(counted.document);
        return;
      }
    },
    takeDueReadings: async (asked) => {
      const [document, own] = await Promise.all([known.get(), ownAppId()]);
      const due = countsByOwner(asked).filter(
        ([owner]) => owner.appId !== own && isReadingDue(document, owner, now()),
      );
      const taken = await Promise.all(
        due.map(async ([owner]) => {
          const isTaken = await limits.putIf(QUESTIONS_ID, ...readingClaim(document, owner, now()));
          return isTaken ? [owner] : [];
        }),
      );
      return taken.flat();
    },
    storeQuota: async (owner, told) => {
      await changeDocument(limits, QUESTIONS_ID, (document) =>
        quotaFields(document, owner, told, now()),
      );
    },
  };
}

/** Counts how many of the questions use each quota. */
function countsByOwner(asked: readonly QuotaOwner[]): readonly (readonly [QuotaOwner, number])[] {
  return asked
    .filter((one, index) => !isAmong(asked.slice(0, index), one))
    .map((owner) => [owner, asked.filter((one) => isAmong([owner], one)).length]);
}

/**
 * Returns the shop's maximum numbers: sums over all quotas in `document` and in `asked`. So the
 * questions of one quota do not use up what another quota allows.
 */
function boundsIn(
  document: Fields | null,
  own: string,
  asked: readonly QuotaOwner[] = [],
): QuestionBounds {
  const owners = countsByOwner([...quotaOwnersIn(document), ...asked]).map(([owner]) => owner);
  const rates = owners.map((owner) => callsAMinuteOf(document, owner));
  const hasRate = rates.length > 0 && !rates.includes(0);
  const aDay = sum(owners.map((owner) => mostADay(document, owner, owner.appId === own)));
  return {
    aMinute: hasRate ? Math.floor(sum(rates) * PART_OF_RATE) : USUAL_BOUNDS.aMinute,
    aDay: owners.length === 0 ? USUAL_BOUNDS.aDay : Math.min(USUAL_BOUNDS.aDay, aDay),
  };
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

export async function questionsToday(
  limits: Documents,
  own: string,
  now: number,
): Promise<{ readonly asked: number; readonly most: number }> {
  return todayIn(await limits.read(QUESTIONS_ID, 'counter'), own, now);
}

function todayIn(document: Fields | null, own: string, now: number) {
  const asked = document?.[A_DAY.count];
  const isToday = document?.[A_DAY.since] === startOfDay(now) && typeof asked === 'number';
  return { asked: isToday ? asked : 0, most: boundsIn(document, own).aDay };
}
