import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import { type LimitName, consumeUsesOfPerson, RATE_LIMITS, oneUseOf } from '../access/rate-limits';
import type { Staff } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import {
  type UsesToCount,
  type UseWindow,
  DAILY,
  giveBackUses,
  hasRoom,
  UNLIMITED,
} from '../storage/counted-uses';
import type { Documents, Fields } from '../storage/documents';
import type { UsedUpQuotas } from './ask-targets';
import type { CountedQuestions, QuestionBudget } from './question-budget';
import { type QuotaOwner, isAmong } from '../providers/wechat/mini-program-quota';
import type { Lane } from './lanes';

interface LimitContext {
  readonly staff: Documents;
  readonly budget: QuestionBudget;
  readonly now: () => number;
}

interface UseOptions {
  /** Rate limits that a call uses besides the question limits; each counts once a call. */
  readonly rateLimits?: readonly LimitName[];
  /** True for an order on record: its questions are counted, but may exceed the day's limit. */
  readonly isOnRecord?: boolean;
}

export interface QuestionLimits {
  /** Counts questions, except those whose quota is used up. */
  readonly consume: (owners: readonly QuotaOwner[], options?: UseOptions) => Promise<UsedUpQuotas>;
  /** Gives back questions that the latest `consume` counted, but that were not asked. */
  readonly giveBack: (owners: readonly QuotaOwner[]) => Promise<void>;
  /** Gives back the call's uses of UNKNOWN_IDS, unless no account has the order (`isUnknown`). */
  readonly settleId: (isUnknown: boolean) => Promise<void>;
}

/** Limits of boards. Their questions count for the shop only, as they serve all who see a board. */
export class ShopLimits implements QuestionLimits {
  #lastCounted: CountedQuestions | null = null;

  constructor(
    private readonly asking: Pick<LimitContext, 'budget'>,
    private readonly lane: Lane = 'board',
  ) {}

  async consume(owners: readonly QuotaOwner[], options: UseOptions = {}): Promise<UsedUpQuotas> {
    const consumed = await this.asking.budget.consume(owners, this.lane, options.isOnRecord);
    this.#lastCounted = 'since' in consumed ? consumed : null;
    if ('waitSeconds' in consumed) return new CloudFailure('queued', consumed);
    if ('exhausted' in consumed) return refusalOf(consumed.exhausted);
    return consumed.usedUpQuotas;
  }

  async giveBack(owners: readonly QuotaOwner[]): Promise<void> {
    if (this.#lastCounted !== null) await this.asking.budget.giveBack(owners, this.#lastCounted);
  }

  settleId(): Promise<void> {
    return Promise.resolve();
  }
}

const PERSON_SHARE_OF_DAY = 1 / 5;
const SLOWED_TO_SECONDS = 120;

/** Window of a day, in which a person's questions are counted, in the staff document. */
const PERSON_DAY: UseWindow = { ...DAILY, countIn: 'questionsADay', sinceIn: 'questionsADaySince' };
/** Rate limits for look-ups of unknown ids. A use is given back if an account has the order. */
const UNKNOWN_IDS: readonly LimitName[] = ['unknown-id', 'scanned'];

/** Limits of a person's call: each question counts against the person's day and the shop's. */
export class PersonLimits implements QuestionLimits {
  readonly #shop: ShopLimits;
  /** Rate limits that this call has used, each with the start of the window that counts the use. */
  readonly #usedLimits = new Map<LimitName, Fields>();
  #windowStarts: Fields = {};

  constructor(
    private readonly asking: LimitContext,
    private readonly member: Staff,
    lane: Lane = 'person',
  ) {
    this.#shop = new ShopLimits(asking, lane);
  }

  async consume(owners: readonly QuotaOwner[], options: UseOptions = {}): Promise<UsedUpQuotas> {
    const { staff, now } = this.asking;
    const { rateLimits = [], isOnRecord = false } = options;
    const newLimits = rateLimits.filter((name) => !this.#usedLimits.has(name));
    const maxPerDay = isOnRecord ? UNLIMITED : await this.#maxPerDay();
    const uses = [...newLimits.map(oneUseOf), personDayUses(owners.length, maxPerDay)];
    const [personal, usedUp] = await Promise.all([
      consumeUsesOfPerson(staff, this.member, uses, now()),
      this.#shop.consume(owners, options),
    ]);
    if ('exhausted' in personal) {
      await this.#shop.giveBack(owners);
      return refusalOf(personal.exhausted);
    }
    if (usedUp instanceof CloudFailure) {
      await this.#giveBackUses(personal.since, uses);
      return usedUp;
    }
    for (const name of newLimits) this.#usedLimits.set(name, personal.since);
    this.#windowStarts = personal.since;
    const refusedCount = owners.filter((owner) => isAmong(usedUp, owner)).length;
    if (refusedCount > 0) await this.#giveBackUses(personal.since, [personDayUses(refusedCount)]);
    return usedUp;
  }

  async giveBack(owners: readonly QuotaOwner[]): Promise<void> {
    await Promise.all([
      this.#giveBackUses(this.#windowStarts, [personDayUses(owners.length)]),
      this.#shop.giveBack(owners),
    ]);
  }

  async settleId(isUnknown: boolean): Promise<void> {
    for (const [name, since] of this.#usedLimits) {
      if (isUnknown || !UNKNOWN_IDS.includes(name)) continue;
      this.#usedLimits.delete(name);
      await this.#giveBackUses(since, [oneUseOf(name)]);
    }
  }

  /** Returns the least time (s) between a person's questions; undefined if today's share lasts. */
  async slowedToSeconds(): Promise<number | undefined> {
    const oneQuestion = personDayUses(1, await this.#maxPerDay());
    const hasMore = hasRoom(this.member.fields, oneQuestion, this.asking.now());
    return hasMore ? undefined : SLOWED_TO_SECONDS;
  }

  async #maxPerDay(): Promise<number> {
    return Math.floor((await this.asking.budget.readBounds()).perDay * PERSON_SHARE_OF_DAY);
  }

  #giveBackUses(since: Fields, uses: readonly UsesToCount[]): Promise<void> {
    return giveBackUses({ documents: this.asking.staff, id: this.member.openId }, since, uses);
  }
}

function personDayUses(count: number, max = UNLIMITED): UsesToCount {
  return { window: PERSON_DAY, count, max };
}

const REFUSALS_BY_WINDOW: readonly (readonly [UseWindow, CloudErrorCode, message?: string])[] = [
  [RATE_LIMITS['unknown-id'], 'too-many-unknown-ids'],
  [RATE_LIMITS.scanned, 'too-many-unknown-ids'],
  [RATE_LIMITS.reveal, 'too-many-reveals'],
  [PERSON_DAY, 'quota-exceeded', '你今天能向微信问的次数用完了；查过的订单不受影响。'],
  [DAILY, 'quota-exceeded', '本店今天能向微信问的次数用完了；查过的订单不受影响。'],
];

function refusalOf(usedUpWindow: UseWindow): CloudFailure {
  const [, code, message] = REFUSALS_BY_WINDOW.find(([window]) => window === usedUpWindow) ?? [];
  return new CloudFailure(code ?? 'too-frequent', { message });
}
