import {
  type Uses,
  type UseWindow,
  A_DAY,
  A_MINUTE,
  consumeUses,
  giveBackUses,
  hasRoom,
  NO_BOUND,
  startOfDay,
} from '../storage/counted-uses';
import type { Documents, Fields } from '../storage/documents';
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

/** Id of the document that counts the shop's questions. */
const QUESTIONS_ID = 'questions';

/** Number of questions to WeChat (requests of getOrder) that a shop may ask. */
export interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/**
 * Result of counting: the windows of the counted questions and the quotas without room; or the
 * shop's window that is full.
 */
export type ConsumedQuestions =
  | { readonly since: Fields; readonly lacking: readonly QuotaOwner[] }
  | { readonly exhausted: UseWindow };

/**
 * Budget of the shop's questions to WeChat, and the quotas of its mini-programs. One write of one
 * document counts a question in both, for all instances.
 */
export interface QuestionBudget {
  /** Returns the bounds; the answer may be a minute old. */
  readonly bounds: () => Promise<QuestionBounds>;
  /** Returns the used part of the day, 0 to 1, of a quota or of the shop; up to a minute old. */
  readonly usedShare: () => Promise<(owner?: QuotaOwner) => number>;
  /** Counts questions before they are asked. The last part of a quota is for people's look-ups. */
  readonly consume: (
    asked: readonly QuotaOwner[],
    isForPerson: boolean,
  ) => Promise<ConsumedQuestions>;
  /** Lists the quotas without room for a person's questions; the list may be a minute old. */
  readonly exhaustedQuotas: (asked: readonly QuotaOwner[]) => Promise<readonly QuotaOwner[]>;
  /** Counts questions that are asked in any case. */
  readonly count: (asked: readonly QuotaOwner[]) => Promise<void>;
  /** Takes back questions that were counted but not asked. `since`: what `consume` returned. */
  readonly giveBack: (asked: readonly QuotaOwner[], since: Fields) => Promise<void>;
  /**
   * Selects the quotas that this caller has to read from WeChat: those of other mini-programs,
   * which other programs use as well.
   */
  readonly takeDueReadings: (asked: readonly QuotaOwner[]) => Promise<readonly QuotaOwner[]>;
  /** Stores a quota from WeChat's answer. */
  readonly storeQuota: (owner: QuotaOwner, quota: Quota) => Promise<void>;
}

/** Bounds until WeChat has told its quota, which is not published. */
const USUAL_BOUNDS: QuestionBounds = { aMinute: 400, aDay: 60_000 };
/** Bounds of questions that are only counted. */
export const UNBOUNDED: QuestionBounds = { aMinute: NO_BOUND, aDay: NO_BOUND };
/** Part of WeChat's rate that is used; the rest is for what nobody counts, such as retries. */
const PART_OF_RATE = 0.8;

/**
 * Creates the budget for an instance, which keeps the document in memory for a minute.
 *
 * @param ownAppId returns the AppID of the staff's own mini-program
 */
export function createQuestionBudget(
  limits: Documents,
  ownAppId: () => Promise<string>,
  now: () => number,
): QuestionBudget {
  const known = cached(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID, read: () => known.get(0) };
  /** Returns how questions use the quotas of mini-programs, and those that lack room for them. */
  const usesOf = async (
    document: Fields | null,
    asked: readonly QuotaOwner[],
    isForPerson: boolean,
  ) => {
    const own = await ownAppId();
    const all = countsByOwner(asked).map(([owner, by]) => {
      const manner = { isOwn: owner.appId === own, isForPerson };
      return { owner, uses: quotaUses(document, owner, by, manner, now()) };
    });
    const lacks = all.filter(({ uses }) => !hasRoom(document ?? {}, uses, now()));
    return { all, lacking: lacks.map(({ owner }) => owner) };
  };
  const consume = async (
    asked: readonly QuotaOwner[],
    isForPerson: boolean,
    maxAgeMs?: number,
  ): Promise<ConsumedQuestions> => {
    const document = await known.get(maxAgeMs);
    const { all, lacking } = await usesOf(document, asked, isForPerson);
    const isOld = maxAgeMs !== 0;
    if (isOld && lacking.length > 0) return consume(asked, isForPerson, 0);
    const hasQuota = (owner: QuotaOwner): boolean => !isAmong(lacking, owner);
    const bounds = boundsIn(document, await ownAppId(), asked);
    const uses = [
      ...all.flatMap((one) => (hasQuota(one.owner) ? [one.uses] : [])),
      ...shopUses(asked.filter(hasQuota).length, bounds),
    ];
    const consumed = await consumeUses(counter, document, uses, now());
    if ('since' in consumed) return { ...consumed, lacking };
    return isOld ? consume(asked, isForPerson, 0) : consumed;
  };
  return {
    bounds: async () => boundsIn(await known.get(), await ownAppId()),
    usedShare: async () => {
      const [document, own] = await Promise.all([known.get(), ownAppId()]);
      const { asked, most } = todayIn(document, own, now());
      return (owner) => {
        const isOwn = owner?.appId === own;
        const ofOwner = owner === undefined ? 0 : usedShareOf(document, owner, isOwn, now());
        return Math.min(1, Math.max(asked / most, ofOwner));
      };
    },
    consume,
    exhaustedQuotas: async (asked) => (await usesOf(await known.get(), asked, true)).lacking,
    count: async (asked) => {
      const document = await known.get();
      const { all } = await usesOf(document, asked, true);
      const uses = [...all.map(({ uses }) => uses), ...shopUses(asked.length, UNBOUNDED)];
      await consumeUses(
        counter,
        document,
        uses.map((one) => ({ ...one, most: NO_BOUND })),
        now(),
      );
    },
    giveBack: async (asked, since) => {
      const manner = { isOwn: false, isForPerson: true };
      const ofOwners = countsByOwner(asked).map(([owner, by]) =>
        quotaUses(null, owner, by, manner, now()),
      );
      await giveBackUses(counter, since, [...shopUses(asked.length, USUAL_BOUNDS), ...ofOwners]);
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

function shopUses(questions: number, { aMinute, aDay }: QuestionBounds): readonly Uses[] {
  return [
    { window: A_MINUTE, by: questions, most: aMinute },
    { window: A_DAY, by: questions, most: aDay },
  ];
}

/** Counts the questions of each quota. */
function countsByOwner(asked: readonly QuotaOwner[]): readonly (readonly [QuotaOwner, number])[] {
  return asked
    .filter((one, index) => !isAmong(asked.slice(0, index), one))
    .map((owner) => [owner, asked.filter((one) => isAmong([owner], one)).length]);
}

/**
 * Returns the bounds of the shop: those of all quotas that its document has or that are asked now.
 * So no quota uses up another one's part.
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

/** Reads how many questions the shop has asked today, and how many it may ask. */
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
