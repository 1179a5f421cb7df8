import type { Consumed, Uses, UseWindow } from '../storage/counted-uses';
import { consumeUses, giveBackUses, NO_BOUND } from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { held } from '../storage/held';
import { changeDocument } from '../storage/change-document';

/** Id of the document that counts the shop's questions. */
const QUESTIONS_ID = 'questions';

/** Number of questions to WeChat (requests of getOrder) that a shop may ask. */
export interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/** The shop's budget of questions to WeChat, which holds across all instances. */
export interface QuestionBudget {
  /** Returns the bounds, which may be a minute old. */
  readonly bounds: () => Promise<QuestionBounds>;
  /** Returns the used part of the day's questions, from 0 to 1, which may be a minute old. */
  readonly usedShare: () => Promise<number>;
  /** Counts questions before they are asked, if the budget has room for them. */
  readonly consume: (questions: number) => Promise<Consumed>;
  /** Counts questions that are asked in any case. */
  readonly count: (questions: number) => Promise<void>;
  /** Takes questions back that were not asked. `since`: what `consume` returned. */
  readonly giveBack: (questions: number, since: Fields) => Promise<void>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEIJING_MS = 8 * 60 * MINUTE;

/** Windows of a minute and of a day, which WeChat counts from midnight in Beijing. */
export const A_MINUTE: UseWindow = { count: 'minute', since: 'minuteSince', windowMs: MINUTE };
export const A_DAY: UseWindow = {
  count: 'day',
  since: 'daySince',
  windowMs: DAY,
  startOf: startOfDay,
};

/** Bounds while WeChat has not told its quota. The quota is not published. */
const USUAL: QuestionBounds = { aMinute: 400, aDay: 60_000 };
/** Bounds of questions that are only counted. */
export const UNBOUNDED: QuestionBounds = { aMinute: NO_BOUND, aDay: NO_BOUND };
/** Part of WeChat's quota that is used; the rest is for what nobody counts, such as retries. */
const PART_OF_QUOTA = 0.8;

/** Creates the budget for an instance, which keeps the document in memory for a minute. */
export function createQuestionBudget(limits: Documents, now: () => number): QuestionBudget {
  const known = held(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID, read: () => known.get(0) };
  const usesOf = (questions: number, { aMinute, aDay }: QuestionBounds): readonly Uses[] => [
    { window: A_MINUTE, by: questions, most: aMinute },
    { window: A_DAY, by: questions, most: aDay },
  ];
  const consume = (document: Versioned | null, questions: number, bounds: QuestionBounds) =>
    consumeUses(counter, document, usesOf(questions, bounds), now());
  return {
    bounds: async () => boundsIn(await known.get()),
    usedShare: async () => {
      const { asked, most } = todayIn(await known.get(), now());
      return Math.min(1, asked / most);
    },
    consume: async (questions) => {
      const document = await known.get();
      const consumed = await consume(document, questions, boundsIn(document));
      if ('since' in consumed) return consumed;
      const again = await known.get(0);
      return consume(again, questions, boundsIn(again));
    },
    count: async (questions) => {
      await consume(await known.get(), questions, UNBOUNDED);
    },
    giveBack: (questions, since) => giveBackUses(counter, since, usesOf(questions, USUAL)),
  };
}

/** Returns the bounds that a budget's document implies; null: the document does not exist. */
export function boundsIn(document: Fields | null): QuestionBounds {
  const told = (field: string, usual: number): number => {
    const quota = document?.[field];
    return typeof quota === 'number' && quota > 0 ? Math.floor(quota * PART_OF_QUOTA) : usual;
  };
  return { aMinute: told('toldAMinute', USUAL.aMinute), aDay: told('toldADay', USUAL.aDay) };
}

/**
 * Stores the quota that WeChat has told; 80 % of it is the budget from then on.
 *
 * @param aMinute null when WeChat has told no rate
 */
export async function storeQuota(
  limits: Documents,
  { aMinute, aDay }: { readonly aMinute: number | null; readonly aDay: number },
  now: number,
): Promise<void> {
  await changeDocument(limits, QUESTIONS_ID, () => {
    return { toldADay: aDay, toldAMinute: aMinute, toldAt: now };
  });
}

/** Reads how many questions the shop has asked today, and how many it may ask. */
export async function questionsToday(
  limits: Documents,
  now: number,
): Promise<{ readonly asked: number; readonly most: number }> {
  return todayIn(await limits.read(QUESTIONS_ID, 'counter'), now);
}

function todayIn(document: Fields | null, now: number) {
  const asked = document?.[A_DAY.count];
  const isToday = document?.[A_DAY.since] === startOfDay(now) && typeof asked === 'number';
  return { asked: isToday ? asked : 0, most: boundsIn(document).aDay };
}

function startOfDay(time: number): number {
  return time - ((time + BEIJING_MS) % DAY);
}
