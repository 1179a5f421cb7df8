import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { LimitName } from '../access/rate-limits';
import { consumeByPerson, LIMITS, useOf } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import type { Asked } from '../records/delivery-record';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Uses, UseWindow } from '../storage/counted-uses';
import { giveBackUses, hasRoom } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import type { Asking } from './asking';
import type { QuestionBounds, QuestionBudget } from './question-budget';
import { A_DAY, A_MINUTE, UNBOUNDED } from './question-budget';

/** Limits that questions to WeChat are counted in, before they are asked. */
export interface QuestionLimits {
  /**
   * Counts questions, and with the first of them one use of each rate limit in `units`.
   *
   * @returns failure when they are refused; null when they may be asked
   */
  readonly consume: (
    questions: number,
    units?: readonly LimitName[],
  ) => Promise<CloudFailure | null>;
  /** Counts the question about a known order, which is never refused, while it is asked. */
  readonly count: (questions: number) => Promise<null>;
  /** Gives back questions that `consume` has counted last, and that were not asked. */
  readonly giveBack: (questions: number) => Promise<void>;
  /** Waits for all counts. Gives back `unknown-id`, unless all targets asked lack the order. */
  readonly settle: (asked: readonly Asked[]) => Promise<void>;
}

/** Counts questions in the shop's budget alone: whoever has the board open asks for all. */
export class ShopLimits implements QuestionLimits {
  readonly #budget: QuestionBudget;
  #since: Fields = {};
  #counting: Promise<void>[] = [];

  constructor({ budget }: Pick<Asking, 'budget'>) {
    this.#budget = budget;
  }

  async consume(questions: number): Promise<CloudFailure | null> {
    const consumed = await this.#budget.consume(questions);
    if ('exhausted' in consumed) return refusalOf(consumed.exhausted);
    this.#since = consumed.since;
    return null;
  }

  count(questions: number): Promise<null> {
    const counting = this.#budget.count(questions);
    // A failure is thrown by `settle`. Until then it must not count as unhandled.
    counting.catch(() => undefined);
    this.#counting.push(counting);
    return Promise.resolve(null);
  }

  giveBack(questions: number): Promise<void> {
    return this.#budget.giveBack(questions, this.#since);
  }

  async settle(): Promise<void> {
    await Promise.all(this.#counting);
  }
}

/** Part of the shop's budget that one person may use. */
const SHARE = 1 / 5;
const SLOWED_TO_SECONDS = 120;

/** Fields of the staff document that count a person's questions. */
const MY_MINUTE: UseWindow = { ...A_MINUTE, count: 'questions', since: 'questionsSince' };
const MY_DAY: UseWindow = { ...A_DAY, count: 'questionsADay', since: 'questionsADaySince' };

function shareOf(questions: number, { aMinute, aDay }: QuestionBounds): readonly [Uses, Uses] {
  return [
    { window: MY_MINUTE, by: questions, most: Math.floor(aMinute * SHARE) },
    { window: MY_DAY, by: questions, most: Math.floor(aDay * SHARE) },
  ];
}

/** Counts the questions of one call in a person's share, and in the shop's budget. */
export class PersonLimits implements QuestionLimits {
  readonly #asking: Pick<Asking, 'staff' | 'budget' | 'now'>;
  readonly #member: Staff;
  readonly #shop: ShopLimits;
  /** Starts of the windows in which the rate limits of this call are counted, by their names. */
  readonly #units = new Map<LimitName, Fields>();
  #since: Fields = {};
  #counting: Promise<unknown>[] = [];

  constructor(asking: Pick<Asking, 'staff' | 'budget' | 'now'>, member: Staff) {
    this.#asking = asking;
    this.#member = member;
    this.#shop = new ShopLimits(asking);
  }

  async consume(questions: number, units: readonly LimitName[] = []): Promise<CloudFailure | null> {
    const { staff, budget, now } = this.#asking;
    const wanted = units.filter((name) => !this.#units.has(name));
    const uses = [...wanted.map(useOf), ...shareOf(questions, await budget.bounds())];
    const [mine, refusal] = await Promise.all([
      consumeByPerson(staff, this.#member, uses, now()),
      this.#shop.consume(questions),
    ]);
    if ('exhausted' in mine) {
      if (refusal === null) await this.#shop.giveBack(questions);
      return refusalOf(mine.exhausted);
    }
    if (refusal !== null) {
      await this.#giveBackMine(mine.since, uses);
      return refusal;
    }
    for (const name of wanted) this.#units.set(name, mine.since);
    this.#since = mine.since;
    return null;
  }

  count(questions: number): Promise<null> {
    const { staff, now } = this.#asking;
    const counting = consumeByPerson(staff, this.#member, shareOf(questions, UNBOUNDED), now());
    counting.catch(() => undefined);
    this.#counting.push(counting);
    return this.#shop.count(questions);
  }

  async giveBack(questions: number): Promise<void> {
    await Promise.all([
      this.#giveBackMine(this.#since, shareOf(questions, UNBOUNDED)),
      this.#shop.giveBack(questions),
    ]);
  }

  async settle(asked: readonly Asked[]): Promise<void> {
    const since = this.#units.get('unknown-id');
    const isUnknown = asked.length > 0 && asked.every((one) => 'notFoundAt' in one);
    const isFree = since !== undefined && !isUnknown;
    if (isFree) this.#units.delete('unknown-id');
    await Promise.all([
      ...this.#counting,
      this.#shop.settle(),
      ...(isFree ? [this.#giveBackMine(since, [useOf('unknown-id')])] : []),
    ]);
  }

  /** Returns the least time (s) between questions once the person's day is used; else undefined. */
  async slowedToSeconds(): Promise<number | undefined> {
    const { budget, now } = this.#asking;
    const [, day] = shareOf(1, await budget.bounds());
    return hasRoom(this.#member.fields, day, now()) ? undefined : SLOWED_TO_SECONDS;
  }

  #giveBackMine(since: Fields, uses: readonly Uses[]): Promise<void> {
    return giveBackUses({ documents: this.#asking.staff, id: this.#member.openId }, since, uses);
  }
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
