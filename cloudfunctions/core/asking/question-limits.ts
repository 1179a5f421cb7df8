import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Actor } from '../access/access';
import type { LimitName } from '../access/rate-limits';
import {
  consumeByPerson,
  giveBackToPerson,
  LIMITS,
  tooFrequent,
  useOf,
} from '../access/rate-limits';
import type { Uses, UseWindow } from '../storage/counted-uses';
import { hasRoom, isRunning, NO_BOUND } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import type { Asking, Uncounted } from './asking';
import type { QuestionBounds } from './question-budget';
import { A_DAY, A_MINUTE } from './question-budget';

/**
 * Limits of what one look-up may ask of WeChat: the shop's budget, the person's share of it, and
 * the person's rate limits. Those that may refuse are counted before WeChat is asked.
 */
export interface QuestionLimits {
  /** Counts the look-up itself. @throws CloudFailure `too-frequent` */
  readonly consumeLookUp: () => Promise<void>;
  /**
   * Counts questions that may be refused, and with the first of them one use of `units`.
   *
   * @returns failure when they are refused; null when they may be asked
   */
  readonly consume: (
    questions: number,
    units: readonly LimitName[],
  ) => Promise<CloudFailure | null>;
  /** Least time between questions about a known order, once the share of the day is used. */
  readonly slowedToSeconds: () => number | undefined;
  /** Counts the question about an order where it is known, which is never refused. */
  readonly count: (questions: number) => void;
  /** Resolves when the questions of `count` are counted. */
  readonly counted: () => Promise<unknown>;
  /** Keeps the use of `unknown-id` counted, because no target knew the order. */
  readonly keepUnknownId: () => void;
  /** Takes the use of `unknown-id` back, now or with the next look-up; there may be none. */
  readonly giveBackUnknownId: () => Promise<void>;
  /** Takes it back unless it is to be kept. */
  readonly giveBackUnlessKept: () => Promise<void>;
}

/** Part of the shop's budget that one person may use. */
const SHARE = 1 / 5;
const SLOWED_TO_SECONDS = 120;
const NOTHING_UNCOUNTED: Uncounted = { questions: 0, unknownIdSince: undefined };
const UNBOUNDED: QuestionBounds = { aMinute: NO_BOUND, aDay: NO_BOUND };

/** Fields of the staff document that count a person's questions. */
const MY_MINUTE: UseWindow = { ...A_MINUTE, count: 'questions', since: 'questionsSince' };
const MY_DAY: UseWindow = { ...A_DAY, count: 'questionsADay', since: 'questionsADaySince' };

function shareOf(questions: number, { aMinute, aDay }: QuestionBounds): readonly [Uses, Uses] {
  return [
    { window: MY_MINUTE, by: questions, most: Math.floor(aMinute * SHARE) },
    { window: MY_DAY, by: questions, most: Math.floor(aDay * SHARE) },
  ];
}

const UNKNOWN_ID = LIMITS['unknown-id'];

function hasRoomForHalf(fields: Fields, now: number): boolean {
  const half = { window: UNKNOWN_ID, by: UNKNOWN_ID.most / 2, most: UNKNOWN_ID.most };
  return hasRoom(fields, half, now);
}

/** Takes one use of `unknown-id` back from the window in which it was counted. */
function unknownIdBack(onlySince: unknown): Uses {
  return { window: UNKNOWN_ID, by: -1, most: NO_BOUND, onlySince };
}

export function questionLimits(
  { staff, budget, uncounted, now }: Asking,
  { staff: member }: Actor,
): QuestionLimits {
  const units = new Map<LimitName, Fields>();
  const { fields } = member;
  let isUnknown = false;
  let counting: readonly Promise<void>[] = [];

  /**
   * Keeps what the person's next look-up counts, at no request to the database of its own. An
   * instance that is not called again forgets it.
   */
  const keepFor = ({ questions, unknownIdSince }: Uncounted): void => {
    const before = uncounted.get(member.openId) ?? NOTHING_UNCOUNTED;
    uncounted.set(member.openId, {
      questions: before.questions + questions,
      unknownIdSince: before.unknownIdSince ?? unknownIdSince,
    });
  };
  const giveBackUnknownId = async (): Promise<void> => {
    const since = units.get('unknown-id');
    if (!units.delete('unknown-id') || since === undefined) return;
    await giveBackToPerson(staff, member, since, [useOf('unknown-id')], now());
  };

  return {
    consumeLookUp: async () => {
      const waiting = uncounted.get(member.openId) ?? NOTHING_UNCOUNTED;
      uncounted.delete(member.openId);
      const { questions, unknownIdSince } = waiting;
      const isOpen = isRunning(unknownIdSince, now(), UNKNOWN_ID.windowMs);
      // Fields that were read before that window began cannot tell of it.
      const canGiveBack = isOpen && fields[UNKNOWN_ID.since] === unknownIdSince;
      const uses = [
        useOf('look-up'),
        ...(questions === 0 ? [] : shareOf(questions, UNBOUNDED)),
        ...(canGiveBack ? [unknownIdBack(unknownIdSince)] : []),
      ];
      let isCounted = false;
      try {
        isCounted = 'since' in (await consumeByPerson(staff, member, uses, now()));
      } finally {
        if (!isCounted) keepFor(waiting);
        else if (isOpen && !canGiveBack) keepFor({ ...NOTHING_UNCOUNTED, unknownIdSince });
      }
      if (!isCounted) throw tooFrequent();
    },
    consume: async (questions, names) => {
      const wanted = names.filter((name) => !units.has(name));
      const share = shareOf(questions, await budget.bounds());
      const uses = [...wanted.map(useOf), ...share];
      const [mine, shops] = await Promise.all([
        consumeByPerson(staff, member, uses, now()),
        budget.consume(questions),
      ]);
      if ('exhausted' in mine) {
        if ('since' in shops) await budget.giveBack(questions, shops.since);
        return refusalOf(mine.exhausted);
      }
      if ('exhausted' in shops) {
        await giveBackToPerson(staff, member, mine.since, uses, now());
        return refusalOf(shops.exhausted);
      }
      for (const name of wanted) units.set(name, mine.since);
      return null;
    },
    slowedToSeconds: () => {
      const [, day] = shareOf(1, budget.lastBounds());
      return hasRoom(fields, day, now()) ? undefined : SLOWED_TO_SECONDS;
    },
    count: (questions) => {
      keepFor({ ...NOTHING_UNCOUNTED, questions });
      const counted = budget.count(questions);
      // The failure is thrown by `counted`. Until then it must not count as unhandled.
      counted.catch(() => undefined);
      counting = [...counting, counted];
    },
    counted: () => Promise.all(counting),
    keepUnknownId: () => {
      isUnknown = true;
    },
    giveBackUnknownId: async () => {
      const since = units.get('unknown-id')?.[UNKNOWN_ID.since];
      // What waits uses the limit: so one at most does, and none where the limit is half used.
      const isWaiting = uncounted.get(member.openId)?.unknownIdSince !== undefined;
      if (since === undefined || isWaiting || !hasRoomForHalf(fields, now())) {
        await giveBackUnknownId();
        return;
      }
      units.delete('unknown-id');
      keepFor({ ...NOTHING_UNCOUNTED, unknownIdSince: since });
    },
    giveBackUnlessKept: async () => {
      if (!isUnknown) await giveBackUnknownId();
    },
  };
}

/**
 * Counts questions of the board in the shop's budget, and in nobody's share: whoever has it open
 * asks for all.
 *
 * @returns failure when they are refused; null when they may be asked
 */
export async function consumeForShop(
  { budget }: Pick<Asking, 'budget'>,
  questions: number,
): Promise<CloudFailure | null> {
  const consumed = await budget.consume(questions);
  return 'exhausted' in consumed ? refusalOf(consumed.exhausted) : null;
}

/** Failures by the window that has no room for more. */
const REFUSALS: readonly (readonly [UseWindow, CloudErrorCode, message?: string])[] = [
  [LIMITS['unknown-id'], 'too-many-unknown-ids'],
  [LIMITS.reveal, 'too-many-reveals'],
  [MY_MINUTE, 'too-frequent', '你一分钟里让云端向微信问得太多，请稍等；查过的订单不受影响。'],
  [MY_DAY, 'quota-exceeded', '你今天能向微信问的次数用完了；查过的订单不受影响。'],
  [A_MINUTE, 'too-frequent', '本店一分钟里向微信问得太多，请稍等；查过的订单不受影响。'],
  [A_DAY, 'quota-exceeded', '本店今天能向微信问的次数用完了；查过的订单不受影响。'],
];

/** Creates the failure that says which limit refused questions. */
function refusalOf(exhausted: UseWindow): CloudFailure {
  const [, code, message] = REFUSALS.find(([window]) => window === exhausted) ?? [];
  return new CloudFailure(code ?? 'too-frequent', { message });
}
