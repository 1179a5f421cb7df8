import {
  type UseWindow,
  DAILY,
  countUses,
  giveBackUses,
  hasRoom,
  UNLIMITED,
  startOfDay,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { cached } from '../storage/cached';
import { changeDocument } from '../storage/change-document';
import {
  type Quota,
  type QuotaOwner,
  isAmong,
  isReadingDue,
  dayBound,
  quotaOwnersIn,
  quotaUses,
  readingClaim,
  quotaFields,
  callsAMinuteOf,
  usedShareOf,
} from '../providers/wechat/mini-program-quota';
import {
  type Lane,
  type LaneUse,
  type MinuteUse,
  readMinute,
  roomInLane,
  secondsUntilAsked,
  changeOf,
  useOfLane,
  withQuestions,
} from './lanes';

const QUESTIONS_ID = 'questions';

interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/** Limits until WeChat's quota has been read, because WeChat does not publish it. */
const DEFAULT_BOUNDS: QuestionBounds = { aMinute: 400, aDay: 60_000 };
/** Share of WeChat's rate limit that is used; the rest is for retries. */
const USED_SHARE_OF_RATE = 0.8;
/** Used share of the day's questions from which lists slow down, and new orders wait. */
export const SLOWED_FROM_SHARE = 0.8;
/** Maximum number of attempts to store a count. Of calls that conflict, one always succeeds. */
const MAX_ATTEMPTS = 30;
const CONFLICT_WAIT_SECONDS = 2;

/** Counted questions: starts of their windows (`since`), and number of their 2 s part (`part`). */
export interface CountedQuestions {
  readonly since: Fields;
  readonly part: number;
  readonly lane: Lane;
  /** Quotas that are used up. Questions that need these quotas are not counted. */
  readonly withoutRoom: readonly QuotaOwner[];
}

/** Counted questions; or the window that is used up; or the seconds until the lane has room. */
type ConsumedQuestions =
  CountedQuestions | { readonly exhausted: UseWindow } | { readonly waitSeconds: number };

export type QuestionBudget = ReturnType<typeof createQuestionBudget>;

/** Creates the budget. One write counts a question for the shop and for its mini-program. */
export function createQuestionBudget(
  limits: Documents,
  ownAppId: () => Promise<string>,
  now: () => number,
) {
  const known = cached(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID };
  const read = () => Promise.all([known.get(), ownAppId()]);
  const usedShareIn = (document: Fields | null, own: string, owner?: QuotaOwner): number => {
    const { asked, most } = questionsTodayIn(document, own, now());
    const isOwn = owner?.appId === own;
    const ofOwner = owner === undefined ? 0 : usedShareOf(document, owner, isOwn, now());
    return Math.min(1, Math.max(asked / most, ofOwner));
  };
  const minuteNow = async (): Promise<readonly [MinuteUse, aMinute: number]> => {
    const [document, own] = await read();
    return [readMinute(document, now()), boundsIn(document, own).aMinute];
  };
  /** Counts questions in the cached document; null when the document must be read again. */
  const countByCopy = async (
    document: Versioned | null,
    asked: readonly QuotaOwner[],
    lane: Lane,
    isKnown: boolean,
    isOld: boolean,
  ): Promise<ConsumedQuestions | null> => {
    const own = await ownAppId();
    const quotas = countsByOwner(asked).map(([owner, by]) => {
      const options = { isOwn: owner.appId === own, isForPerson: lane === 'person' };
      const uses = quotaUses(document, owner, by, options, now());
      return { owner, uses, isLacking: !hasRoom(document ?? {}, uses, now()) };
    });
    const withoutRoom = quotas.filter(({ isLacking }) => isLacking).map(({ owner }) => owner);
    if (isOld && withoutRoom.length > 0) return null;
    const by = asked.filter((owner) => !isAmong(withoutRoom, owner)).length;
    const { aMinute, aDay } = boundsIn(document, own, asked);
    const day = { window: DAILY, by, most: isKnown ? UNLIMITED : aDay };
    const isSlowed =
      lane === 'new' &&
      asked.some((owner) => usedShareIn(document, own, owner) >= SLOWED_FROM_SHARE);
    if (isSlowed || !hasRoom(document ?? {}, day, now())) return { exhausted: DAILY };
    const minute = readMinute(document, now());
    if (by > roomInLane(minute, lane, aMinute))
      return { waitSeconds: secondsUntilAsked(minute, lane, by, aMinute) };
    const uses = [...quotas.flatMap((one) => (one.isLacking ? [] : [one.uses])), day];
    const along = changeOf(document, withQuestions(minute, lane, by));
    const counted = await countUses(counter, document, uses, now(), along);
    if (counted === null) return null;
    known.set(counted.document);
    return { since: counted.since, part: minute.part, lane, withoutRoom };
  };
  return {
    bounds: async (): Promise<QuestionBounds> => boundsIn(...(await read())),
    /** Returns a function for today's used share, 0 to 1: the shop's or, if higher, `owner`'s. */
    usedShare: async (): Promise<(owner?: QuotaOwner) => number> => {
      const [document, own] = await read();
      return (owner) => usedShareIn(document, own, owner);
    },
    useOfLane: async (lane: Lane): Promise<LaneUse> => {
      const [minute, aMinute] = await minuteNow();
      return useOfLane(minute, lane, aMinute);
    },
    /** Estimates the seconds until a lane has room for `questions` more; 0: now. */
    queueSeconds: async (lane: Lane, questions: number): Promise<number> => {
      const [minute, aMinute] = await minuteNow();
      return secondsUntilAsked(minute, lane, questions, aMinute);
    },
    /** Counts questions before they are asked. An order on record may exceed the day's limit. */
    consume: async (
      asked: readonly QuotaOwner[],
      lane: Lane,
      isKnown = false,
    ): Promise<ConsumedQuestions> => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const isOld = attempt === 0;
        const document = await known.get(isOld ? undefined : 0);
        const consumed = await countByCopy(document, asked, lane, isKnown, isOld);
        // The cached document may show no room although there is room again, so it is read again.
        if (consumed !== null && (!isOld || 'since' in consumed)) return consumed;
      }
      return { waitSeconds: CONFLICT_WAIT_SECONDS };
    },
    giveBack: async (
      asked: readonly QuotaOwner[],
      { since, part, lane }: CountedQuestions,
    ): Promise<void> => {
      const options = { isOwn: false, isForPerson: true };
      const ofOwners = countsByOwner(asked).map(([owner, by]) =>
        quotaUses(null, owner, by, options, now()),
      );
      const day = { window: DAILY, by: asked.length, most: UNLIMITED };
      await giveBackUses(counter, since, [day, ...ofOwners]);
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const document = await known.get(attempt === 0 ? undefined : 0);
        const minute = withQuestions(readMinute(document, now()), lane, -asked.length, part);
        const counted = await countUses(counter, document, [], now(), changeOf(document, minute));
        if (counted === null) continue;
        known.set(counted.document);
        return;
      }
    },
    /** Selects the quotas that this call must read from WeChat; never the own mini-program's. */
    claimDueReadings: async (asked: readonly QuotaOwner[]): Promise<readonly QuotaOwner[]> => {
      const [document, own] = await read();
      const due = countsByOwner(asked).filter(
        ([owner]) => owner.appId !== own && isReadingDue(document, owner, now()),
      );
      const taken = due.map(async ([owner]) => {
        const isTaken = await limits.putIf(QUESTIONS_ID, ...readingClaim(document, owner, now()));
        return isTaken ? [owner] : [];
      });
      return (await Promise.all(taken)).flat();
    },
    storeQuota: async (owner: QuotaOwner, told: Quota): Promise<void> => {
      await changeDocument(limits, QUESTIONS_ID, (document) =>
        quotaFields(document, owner, told, now()),
      );
    },
  };
}

function countsByOwner(asked: readonly QuotaOwner[]): readonly (readonly [QuotaOwner, number])[] {
  return asked
    .filter((one, index) => !isAmong(asked.slice(0, index), one))
    .map((owner) => [owner, asked.filter((one) => isAmong([owner], one)).length]);
}

/** Adds up the bounds of all quotas in `document` and in `asked`. */
function boundsIn(
  document: Fields | null,
  own: string,
  asked: readonly QuotaOwner[] = [],
): QuestionBounds {
  const owners = countsByOwner([...quotaOwnersIn(document), ...asked]).map(([owner]) => owner);
  const rates = owners.map((owner) => callsAMinuteOf(document, owner));
  const hasRate = rates.length > 0 && !rates.includes(0);
  const aDay = sum(owners.map((owner) => dayBound(document, owner, owner.appId === own)));
  return {
    aMinute: hasRate ? Math.floor(sum(rates) * USED_SHARE_OF_RATE) : DEFAULT_BOUNDS.aMinute,
    aDay: owners.length === 0 ? DEFAULT_BOUNDS.aDay : Math.min(DEFAULT_BOUNDS.aDay, aDay),
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
  return questionsTodayIn(await limits.read(QUESTIONS_ID, 'counter'), own, now);
}

function questionsTodayIn(document: Fields | null, own: string, now: number) {
  const asked = document?.[DAILY.count];
  const isToday = document?.[DAILY.since] === startOfDay(now) && typeof asked === 'number';
  return { asked: isToday ? asked : 0, most: boundsIn(document, own).aDay };
}
