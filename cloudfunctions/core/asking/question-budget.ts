import {
  type UseWindow,
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
  type Quota,
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
import {
  type Lane,
  type LaneUse,
  type Minute,
  minuteIn,
  roomIn,
  secondsUntilAsked,
  storing,
  useOfLane,
  withQuestions,
} from './lanes';

const QUESTIONS_ID = 'questions';

interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/** Maximum numbers until WeChat has told its quota, which is not published. */
const USUAL_BOUNDS: QuestionBounds = { aMinute: 400, aDay: 60_000 };
/** Share of WeChat's rate limit that is used; the rest is for retries. */
const PART_OF_RATE = 0.8;
/** Used share of the day from which lists ask less often, and new orders are not asked for. */
export const SLOWED_FROM = 0.8;
/** Maximum number of attempts. Of calls that conflict, one always succeeds. */
const ATTEMPTS = 30;
const CONFLICT_SECONDS = 2;

/** Counted questions: starts of their windows (`since`), and number of their 2 s part (`part`). */
export interface CountedQuestions {
  readonly since: Fields;
  readonly part: number;
  readonly lane: Lane;
  /** Quotas without room. Questions that would use these quotas are not counted. */
  readonly lacking: readonly QuotaOwner[];
}

/** Counted questions; or the window that is full; or the seconds until the lane has room. */
type ConsumedQuestions =
  CountedQuestions | { readonly exhausted: UseWindow } | { readonly waitSeconds: number };

export type QuestionBudget = ReturnType<typeof createQuestionBudget>;

/** One write to a shared document counts a question for the shop and for its mini-program. */
export function createQuestionBudget(
  limits: Documents,
  ownAppId: () => Promise<string>,
  now: () => number,
) {
  const known = cached(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID };
  const read = () => Promise.all([known.get(), ownAppId()]);
  const shareIn = (document: Fields | null, own: string, owner?: QuotaOwner): number => {
    const { asked, most } = todayIn(document, own, now());
    const isOwn = owner?.appId === own;
    const ofOwner = owner === undefined ? 0 : usedShareOf(document, owner, isOwn, now());
    return Math.min(1, Math.max(asked / most, ofOwner));
  };
  const minuteNow = async (): Promise<readonly [Minute, aMinute: number]> => {
    const [document, own] = await read();
    return [minuteIn(document, now()), boundsIn(document, own).aMinute];
  };
  /** Counts questions by a copy of the document; null when a newer one must be read first. */
  const countBy = async (
    document: Versioned | null,
    asked: readonly QuotaOwner[],
    lane: Lane,
    isKnown: boolean,
    isOld: boolean,
  ): Promise<ConsumedQuestions | null> => {
    const own = await ownAppId();
    const quotas = countsByOwner(asked).map(([owner, by]) => {
      const manner = { isOwn: owner.appId === own, isForPerson: lane === 'person' };
      const uses = quotaUses(document, owner, by, manner, now());
      return { owner, uses, isLacking: !hasRoom(document ?? {}, uses, now()) };
    });
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
    bounds: async (): Promise<QuestionBounds> => boundsIn(...(await read())),
    /** Returns what tells the used share (0 to 1) of today: the shop's or, if higher, `owner`'s. */
    usedShare: async (): Promise<(owner?: QuotaOwner) => number> => {
      const [document, own] = await read();
      return (owner) => shareIn(document, own, owner);
    },
    useOfLane: async (lane: Lane): Promise<LaneUse> => {
      const [minute, aMinute] = await minuteNow();
      return useOfLane(minute, lane, aMinute);
    },
    /** Estimates in how many seconds `questions` more will have been asked; 0: at once. */
    queueSeconds: async (lane: Lane, questions: number): Promise<number> => {
      const [minute, aMinute] = await minuteNow();
      return secondsUntilAsked(minute, lane, questions, aMinute);
    },
    /** Counts questions before they are asked. The day refuses none of a known order. */
    consume: async (
      asked: readonly QuotaOwner[],
      lane: Lane,
      isKnown = false,
    ): Promise<ConsumedQuestions> => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const isOld = attempt === 0;
        const document = await known.get(isOld ? undefined : 0);
        const consumed = await countBy(document, asked, lane, isKnown, isOld);
        // A copy from memory may show no room although there is room by now: read it again.
        if (consumed !== null && (!isOld || 'since' in consumed)) return consumed;
      }
      return { waitSeconds: CONFLICT_SECONDS };
    },
    giveBack: async (
      asked: readonly QuotaOwner[],
      { since, part, lane }: CountedQuestions,
    ): Promise<void> => {
      const manner = { isOwn: false, isForPerson: true };
      const ofOwners = countsByOwner(asked).map(([owner, by]) =>
        quotaUses(null, owner, by, manner, now()),
      );
      const day = { window: A_DAY, by: asked.length, most: NO_BOUND };
      await giveBackUses(counter, since, [day, ...ofOwners]);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const document = await known.get(attempt === 0 ? undefined : 0);
        const minute = withQuestions(minuteIn(document, now()), lane, -asked.length, part);
        const counted = await countUses(counter, document, [], now(), storing(document, minute));
        if (counted === null) continue;
        known.set(counted.document);
        return;
      }
    },
    /** Selects the quotas that this caller must read: not the own one, which nobody else uses. */
    takeDueReadings: async (asked: readonly QuotaOwner[]): Promise<readonly QuotaOwner[]> => {
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

/** Returns sums over all quotas in `document` and in `asked`, so that none uses up another's. */
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
