import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { type LimitName, consumeByPerson, RATE_LIMITS, oneUseOf } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type Uses,
  type UseWindow,
  A_DAY,
  A_MINUTE,
  giveBackUses,
  hasRoom,
} from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import type { Counted } from './ask-targets';
import type { Asking } from './asking';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';
import { type QuestionBounds, type QuestionBudget, UNBOUNDED } from './question-budget';

/** Limits of questions to WeChat, which are counted before they are asked. */
export interface QuestionLimits {
  /** Counts questions whose quota has room. The first also uses each rate limit in `units`. */
  readonly consume: (
    asked: readonly QuotaOwner[],
    units?: readonly LimitName[],
  ) => Promise<Counted>;
  /**
   * Counts the question about a known order while it is asked; refused only where the quota is
   * used.
   */
  readonly count: (asked: readonly QuotaOwner[]) => Promise<Counted>;
  /** Gives back questions that the last `consume` counted, and that were not asked. */
  readonly giveBack: (asked: readonly QuotaOwner[]) => Promise<void>;
  /** Waits for all counts. Gives back `unknown-id`, unless all targets asked lack the order. */
  readonly settle: (isUnknown: boolean) => Promise<void>;
}

/** Counts questions in the shop's budget alone, because an open board asks for everybody. */
export class ShopLimits implements QuestionLimits {
  readonly #budget: QuestionBudget;
  readonly #isForPerson: boolean;
  #since: Fields = {};
  #counting: Promise<void>[] = [];

  constructor({ budget }: Pick<Asking, 'budget'>, isForPerson = false) {
    this.#budget = budget;
    this.#isForPerson = isForPerson;
  }

  async consume(asked: readonly QuotaOwner[]): Promise<Counted> {
    const consumed = await this.#budget.consume(asked, this.#isForPerson);
    if ('exhausted' in consumed) return refusalOf(consumed.exhausted);
    this.#since = consumed.since;
    return consumed.lacking;
  }

  async count(asked: readonly QuotaOwner[]): Promise<readonly QuotaOwner[]> {
    const lacking = await this.#budget.exhaustedQuotas(asked);
    if (lacking.length > 0) return lacking;
    const counting = this.#budget.count(asked);
    // A failure is thrown by `settle`. Until then it must not count as unhandled.
    counting.catch(() => undefined);
    this.#counting.push(counting);
    return [];
  }

  giveBack(asked: readonly QuotaOwner[]): Promise<void> {
    return this.#budget.giveBack(asked, this.#since);
  }

  async settle(): Promise<void> {
    await Promise.all(this.#counting);
  }
}

/** Part of the shop's budget that one person may use. */
const PERSON_SHARE = 1 / 5;
const SLOWED_TO_SECONDS = 120;

/** Fields of the staff document that count a person's questions. */
const PERSON_MINUTE: UseWindow = { ...A_MINUTE, count: 'questions', since: 'questionsSince' };
const PERSON_DAY: UseWindow = { ...A_DAY, count: 'questionsADay', since: 'questionsADaySince' };

function personUses(questions: number, { aMinute, aDay }: QuestionBounds): readonly [Uses, Uses] {
  return [
    { window: PERSON_MINUTE, by: questions, most: Math.floor(aMinute * PERSON_SHARE) },
    { window: PERSON_DAY, by: questions, most: Math.floor(aDay * PERSON_SHARE) },
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

  constructor(asking: Pick<Asking, 'staff' | 'budget' | 'now'>, member: Staff, isForPerson = true) {
    this.#asking = asking;
    this.#member = member;
    this.#shop = new ShopLimits(asking, isForPerson);
  }

  async consume(asked: readonly QuotaOwner[], units: readonly LimitName[] = []): Promise<Counted> {
    const { staff, budget, now } = this.#asking;
    const wanted = units.filter((name) => !this.#units.has(name));
    const uses = [...wanted.map(oneUseOf), ...personUses(asked.length, await budget.bounds())];
    const [mine, counted] = await Promise.all([
      consumeByPerson(staff, this.#member, uses, now()),
      this.#shop.consume(asked),
    ]);
    if ('exhausted' in mine) {
      if (!(counted instanceof CloudFailure))
        await this.#shop.giveBack(asked.filter((one) => !isAmong(counted, one)));
      return refusalOf(mine.exhausted);
    }
    if (counted instanceof CloudFailure) {
      await this.#giveBackMine(mine.since, uses);
      return counted;
    }
    for (const name of wanted) this.#units.set(name, mine.since);
    this.#since = mine.since;
    const uncounted = asked.filter((one) => isAmong(counted, one)).length;
    if (uncounted > 0) await this.#giveBackMine(mine.since, personUses(uncounted, UNBOUNDED));
    return counted;
  }

  async count(asked: readonly QuotaOwner[]): Promise<readonly QuotaOwner[]> {
    const lacking = await this.#shop.count(asked);
    if (lacking.length > 0) return lacking;
    const { staff, now } = this.#asking;
    const share = personUses(asked.length, UNBOUNDED);
    const counting = consumeByPerson(staff, this.#member, share, now());
    counting.catch(() => undefined);
    this.#counting.push(counting);
    return [];
  }

  async giveBack(asked: readonly QuotaOwner[]): Promise<void> {
    await Promise.all([
      this.#giveBackMine(this.#since, personUses(asked.length, UNBOUNDED)),
      this.#shop.giveBack(asked),
    ]);
  }

  async settle(isUnknown: boolean): Promise<void> {
    const since = this.#units.get('unknown-id');
    const isFree = since !== undefined && !isUnknown;
    if (isFree) this.#units.delete('unknown-id');
    await Promise.all([
      ...this.#counting,
      this.#shop.settle(),
      ...(isFree ? [this.#giveBackMine(since, [oneUseOf('unknown-id')])] : []),
    ]);
  }

  /** Returns the least time (s) between questions once the person's share of the day is used. */
  async slowedToSeconds(): Promise<number | undefined> {
    const { budget, now } = this.#asking;
    const [, day] = personUses(1, await budget.bounds());
    return hasRoom(this.#member.fields, day, now()) ? undefined : SLOWED_TO_SECONDS;
  }

  #giveBackMine(since: Fields, uses: readonly Uses[]): Promise<void> {
    return giveBackUses({ documents: this.#asking.staff, id: this.#member.openId }, since, uses);
  }
}

/** Failures by the window that has no room for more. */
const REFUSALS: readonly (readonly [UseWindow, CloudErrorCode, message?: string])[] = [
  [RATE_LIMITS['unknown-id'], 'too-many-unknown-ids'],
  [RATE_LIMITS.reveal, 'too-many-reveals'],
  [PERSON_MINUTE, 'too-frequent', '你一分钟里让云端向微信问得太多，请稍等；查过的订单不受影响。'],
  [PERSON_DAY, 'quota-exceeded', '你今天能向微信问的次数用完了；查过的订单不受影响。'],
  [A_MINUTE, 'too-frequent', '本店一分钟里向微信问得太多，请稍等；查过的订单不受影响。'],
  [A_DAY, 'quota-exceeded', '本店今天能向微信问的次数用完了；查过的订单不受影响。'],
];

/** Creates the failure that says which limit refused questions. */
function refusalOf(exhausted: UseWindow): CloudFailure {
  const [, code, message] = REFUSALS.find(([window]) => window === exhausted) ?? [];
  return new CloudFailure(code ?? 'too-frequent', { message });
}
