import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { type LimitName, consumeUsesOfPerson, RATE_LIMITS, oneUseOf } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type Uses,
  type UseWindow,
  DAILY,
  giveBackUses,
  hasRoom,
  UNLIMITED,
} from '../storage/counted-uses';
import type { Documents, Fields } from '../storage/documents';
import type { QuotaCheck } from './ask-targets';
import type { CountedQuestions, QuestionBudget } from './question-budget';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';
import type { Lane } from './lanes';

interface LimitContext {
  readonly staff: Documents;
  readonly budget: QuestionBudget;
  readonly now: () => number;
}

interface CountOptions {
  /** Rate limits that the first questions of a call use as well, each only once a call. */
  readonly rateLimits?: readonly LimitName[];
  /** True for an order that WeChat has: the day's limit counts its questions, but refuses none. */
  readonly isKnown?: boolean;
}

export interface QuestionLimits {
  /** Counts questions, except those whose quota is used up. */
  readonly consume: (asked: readonly QuotaOwner[], options?: CountOptions) => Promise<QuotaCheck>;
  /** Gives back questions that the last `consume` has counted, but that were not asked. */
  readonly giveBack: (asked: readonly QuotaOwner[]) => Promise<void>;
  /** Gives back uses of the limits for unknown ids, unless all asked targets lack the order. */
  readonly settleId: (isUnknown: boolean) => Promise<void>;
}

/** Counts questions in the shop's budget only, because an open board asks for everybody. */
export class ShopLimits implements QuestionLimits {
  #last: CountedQuestions | null = null;

  constructor(
    private readonly asking: Pick<LimitContext, 'budget'>,
    private readonly lane: Lane = 'board',
  ) {}

  async consume(asked: readonly QuotaOwner[], { isKnown }: CountOptions = {}): Promise<QuotaCheck> {
    const consumed = await this.asking.budget.consume(asked, this.lane, isKnown);
    if ('waitSeconds' in consumed) return new CloudFailure('queued', consumed);
    if ('exhausted' in consumed) return refusalOf(consumed.exhausted);
    this.#last = consumed;
    return consumed.withoutRoom;
  }

  async giveBack(asked: readonly QuotaOwner[]): Promise<void> {
    if (this.#last !== null) await this.asking.budget.giveBack(asked, this.#last);
  }

  settleId(): Promise<void> {
    return Promise.resolve();
  }
}

const PERSON_SHARE_OF_DAY = 1 / 5;
const SLOWED_TO_SECONDS = 120;

/** Day's count of a person's questions, kept in two fields of the staff document. */
const PERSON_DAY: UseWindow = { ...DAILY, count: 'questionsADay', since: 'questionsADaySince' };
/** Rate limits of unknown ids. A use is given back unless all targets lack the order. */
const UNKNOWN_IDS: readonly LimitName[] = ['unknown-id', 'scanned'];

/** Counts the questions of one call in a person's day, and in the shop's budget. */
export class PersonLimits implements QuestionLimits {
  readonly #shop: ShopLimits;
  /** Rate limits that this call has used, each with the start of the window that counts the use. */
  readonly #units = new Map<LimitName, Fields>();
  #since: Fields = {};

  constructor(
    private readonly asking: LimitContext,
    private readonly member: Staff,
    lane: Lane = 'person',
  ) {
    this.#shop = new ShopLimits(asking, lane);
  }

  async consume(asked: readonly QuotaOwner[], options: CountOptions = {}): Promise<QuotaCheck> {
    const { staff, now } = this.asking;
    const { rateLimits = [], isKnown = false } = options;
    const wanted = rateLimits.filter((name) => !this.#units.has(name));
    const most = isKnown ? UNLIMITED : await this.#mostADay();
    const uses = [...wanted.map(oneUseOf), { window: PERSON_DAY, by: asked.length, most }];
    const [mine, counted] = await Promise.all([
      consumeUsesOfPerson(staff, this.member, uses, now()),
      this.#shop.consume(asked, options),
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
    if (uncounted > 0) await this.#giveBackMine(mine.since, [personDayUses(uncounted)]);
    return counted;
  }

  async giveBack(asked: readonly QuotaOwner[]): Promise<void> {
    await Promise.all([
      this.#giveBackMine(this.#since, [personDayUses(asked.length)]),
      this.#shop.giveBack(asked),
    ]);
  }

  async settleId(isUnknown: boolean): Promise<void> {
    for (const name of isUnknown ? [] : UNKNOWN_IDS) {
      const since = this.#units.get(name);
      if (since === undefined) continue;
      this.#units.delete(name);
      await this.#giveBackMine(since, [oneUseOf(name)]);
    }
  }

  /** Returns the least time (s) between questions if today's are used up; else undefined. */
  async slowedToSeconds(): Promise<number | undefined> {
    const day = personDayUses(1, await this.#mostADay());
    const hasMore = hasRoom(this.member.fields, day, this.asking.now());
    return hasMore ? undefined : SLOWED_TO_SECONDS;
  }

  async #mostADay(): Promise<number> {
    return Math.floor((await this.asking.budget.bounds()).aDay * PERSON_SHARE_OF_DAY);
  }

  #giveBackMine(since: Fields, uses: readonly Uses[]): Promise<void> {
    return giveBackUses({ documents: this.asking.staff, id: this.member.openId }, since, uses);
  }
}

function personDayUses(by: number, most = UNLIMITED): Uses {
  return { window: PERSON_DAY, by, most };
}

const REFUSALS_BY_WINDOW: readonly (readonly [UseWindow, CloudErrorCode, message?: string])[] = [
  [RATE_LIMITS['unknown-id'], 'too-many-unknown-ids'],
  [RATE_LIMITS.scanned, 'too-many-unknown-ids'],
  [RATE_LIMITS.reveal, 'too-many-reveals'],
  [PERSON_DAY, 'quota-exceeded', '你今天能向微信问的次数用完了；查过的订单不受影响。'],
  [DAILY, 'quota-exceeded', '本店今天能向微信问的次数用完了；查过的订单不受影响。'],
];

function refusalOf(exhausted: UseWindow): CloudFailure {
  const [, code, message] = REFUSALS_BY_WINDOW.find(([window]) => window === exhausted) ?? [];
  return new CloudFailure(code ?? 'too-frequent', { message });
}
