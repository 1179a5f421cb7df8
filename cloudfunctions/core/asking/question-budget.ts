import {
  type UsesToCount,
  type UseWindow,
  DAILY,
  countUses,
  giveBackUses,
  hasRoom,
  UNLIMITED,
  startOfDay,
} from '../storage/counted-uses';
import type { Documents, Fields, Versioned } from '../storage/documents';
import { createCache } from '../storage/cached';
import { changeDocument } from '../storage/change-document';
import {
  type Quota,
  type QuotaOwner,
  isAmong,
  isReadingDue,
  dayLimit,
  quotaOwnersIn,
  usesOfQuota,
  claimOfReading,
  quotaFields,
  callsPerMinuteOf,
  usedShareOf,
} from '../providers/wechat/mini-program-quota';
import {
  type Lane,
  type LaneUse,
  type MinuteUse,
  readMinute,
  roomInLane,
  secondsUntilAsked,
  writeOfUse,
  useOfLane,
  withQuestions,
} from './lanes';

const QUESTIONS_ID = 'questions';

interface QuestionBounds {
  readonly perMinute: number;
  readonly perDay: number;
}

/** Limits until the quotas have been read from WeChat, whose documents do not state quotas. */
const DEFAULT_BOUNDS: QuestionBounds = { perMinute: 400, perDay: 60_000 };
/** Share of WeChat's rate limit that questions may use; the rest is for retries. */
const USED_SHARE_OF_RATE = 0.8;
/** Used share of the day's questions from which lists ask less often, and new orders wait. */
export const SLOWED_FROM_SHARE = 0.8;
/** Maximum attempts to store counts. Of simultaneous calls one succeeds, the others try again. */
const MAX_WRITE_ATTEMPTS = 30;
const CONFLICT_WAIT_SECONDS = 2;

/** Windows of limits, and part of the minute, that counted questions. `giveBack` needs them. */
export interface CountedQuestions {
  readonly since: Fields;
  readonly part: number;
  readonly lane: Lane;
  /** Quotas that are used up. Questions that need these quotas are not counted. */
  readonly usedUpQuotas: readonly QuotaOwner[];
  readonly countedQuotas: readonly { readonly owner: QuotaOwner; readonly uses: UsesToCount }[];
}

/** Result of counting questions: they are counted; a limit is used up; or the lane must wait. */
type ConsumedQuestions =
  CountedQuestions | { readonly exhausted: UseWindow } | { readonly waitSeconds: number };

export type QuestionBudget = ReturnType<typeof createQuestionBudget>;

/** Creates the budget of questions to WeChat. Each counts for the shop, and for WeChat's quota. */
export function createQuestionBudget(
  limits: Documents,
  readShopAppId: () => Promise<string>,
  now: () => number,
) {
  const cachedCounter = createCache(() => limits.read(QUESTIONS_ID, 'counter'), now);
  const counter = { documents: limits, id: QUESTIONS_ID };
  const readCounter = () => Promise.all([cachedCounter.get(), readShopAppId()]);
  const usedShareIn = (document: Fields | null, shopAppId: string, owner?: QuotaOwner): number => {
    const { asked, most } = questionsTodayIn(document, shopAppId, now());
    const isShopOwn = owner?.appId === shopAppId;
    const ownerShare = owner === undefined ? 0 : usedShareOf(document, owner, isShopOwn, now());
    return Math.min(1, Math.max(asked / most, ownerShare));
  };
  const readMinuteNow = async (): Promise<readonly [MinuteUse, perMinute: number]> => {
    const [document, shopAppId] = await readCounter();
    return [readMinute(document, now()), boundsIn(document, shopAppId).perMinute];
  };
  /** Counts questions in `document`; null if this may be a cached one and must be read again. */
  const countInCopy = async (
    document: Versioned | null,
    owners: readonly QuotaOwner[],
    lane: Lane,
    isOnRecord: boolean,
    mayBeOutdated: boolean,
  ): Promise<ConsumedQuestions | null> => {
    const shopAppId = await readShopAppId();
    const quotas = countsByOwner(owners).map(([owner, by]) => {
      const options = { isShopOwn: owner.appId === shopAppId, isForPerson: lane === 'person' };
      const uses = usesOfQuota(document, owner, by, options, now());
      return { owner, uses, isUsedUp: !hasRoom(document ?? {}, uses, now()) };
    });
    const usedUpQuotas = quotas.filter(({ isUsedUp }) => isUsedUp).map(({ owner }) => owner);
    if (mayBeOutdated && usedUpQuotas.length > 0) return null;
    const askedCount = owners.filter((owner) => !isAmong(usedUpQuotas, owner)).length;
    const { perMinute, perDay } = boundsIn(document, shopAppId, owners);
    const dayUses = { window: DAILY, count: askedCount, max: isOnRecord ? UNLIMITED : perDay };
    const mustNewOrdersWait =
      lane === 'new' &&
      owners.some((owner) => usedShareIn(document, shopAppId, owner) >= SLOWED_FROM_SHARE);
    if (mustNewOrdersWait || !hasRoom(document ?? {}, dayUses, now())) return { exhausted: DAILY };
    const minute = readMinute(document, now());
    if (askedCount > roomInLane(minute, lane, perMinute))
      return { waitSeconds: secondsUntilAsked(minute, lane, askedCount, perMinute) };
    const countedQuotas = quotas.filter(({ isUsedUp }) => !isUsedUp);
    const uses = [...countedQuotas.map((quota) => quota.uses), dayUses];
    const minuteWrite = writeOfUse(document, withQuestions(minute, lane, askedCount));
    const counted = await countUses(counter, document, uses, now(), minuteWrite);
    if (counted === null) return null;
    cachedCounter.set(counted.document);
    return { since: counted.since, part: minute.part, lane, usedUpQuotas, countedQuotas };
  };
  return {
    readBounds: async (): Promise<QuestionBounds> => boundsIn(...(await readCounter())),
    /** Reads the used share (0 to 1) of today's questions: the shop's or, if higher, `owner`'s. */
    readUsedShare: async (): Promise<(owner?: QuotaOwner) => number> => {
      const [document, shopAppId] = await readCounter();
      return (owner) => usedShareIn(document, shopAppId, owner);
    },
    useOfLane: async (lane: Lane): Promise<LaneUse> => {
      const [minute, perMinute] = await readMinuteNow();
      return useOfLane(minute, lane, perMinute);
    },
    estimateQueueSeconds: async (lane: Lane, askedCount: number): Promise<number> => {
      const [minute, perMinute] = await readMinuteNow();
      return secondsUntilAsked(minute, lane, askedCount, perMinute);
    },
    /** Counts questions. Those for an order on record (`isOnRecord`) may exceed the day's limit. */
    consume: async (
      owners: readonly QuotaOwner[],
      lane: Lane,
      isOnRecord = false,
    ): Promise<ConsumedQuestions> => {
      for (let attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt += 1) {
        const mayBeOutdated = attempt === 0;
        const document = await cachedCounter.get(mayBeOutdated ? undefined : 0);
        const consumed = await countInCopy(document, owners, lane, isOnRecord, mayBeOutdated);
        // A cached document may be too old to refuse questions, so it is read again first.
        if (consumed !== null && (!mayBeOutdated || 'since' in consumed)) return consumed;
      }
      return { waitSeconds: CONFLICT_WAIT_SECONDS };
    },
    /** Gives back counted questions. Those of a quota that was used up had not been counted. */
    giveBack: async (
      owners: readonly QuotaOwner[],
      { since, part, lane, countedQuotas }: CountedQuestions,
    ): Promise<void> => {
      const quotaUses = countedQuotas.map(({ owner, uses }) => {
        return { ...uses, count: owners.filter((other) => isAmong([owner], other)).length };
      });
      const count = sum(quotaUses.map((uses) => uses.count));
      await giveBackUses(counter, since, [{ window: DAILY, count, max: UNLIMITED }, ...quotaUses]);
      for (let attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt += 1) {
        const document = await cachedCounter.get(attempt === 0 ? undefined : 0);
        const minute = withQuestions(readMinute(document, now()), lane, -count, part);
        const counted = await countUses(counter, document, [], now(), writeOfUse(document, minute));
        if (counted === null) continue;
        cachedCounter.set(counted.document);
        return;
      }
    },
    /** Reserves quotas for this call to read from WeChat; the self-check reads the shop's own. */
    claimDueReadings: async (owners: readonly QuotaOwner[]): Promise<readonly QuotaOwner[]> => {
      const [document, shopAppId] = await readCounter();
      const dueReadings = countsByOwner(owners).filter(
        ([owner]) => owner.appId !== shopAppId && isReadingDue(document, owner, now()),
      );
      const claims = dueReadings.map(async ([owner]) => {
        const isClaimed = await limits.putIf(
          QUESTIONS_ID,
          ...claimOfReading(document, owner, now()),
        );
        return isClaimed ? [owner] : [];
      });
      return (await Promise.all(claims)).flat();
    },
    storeQuota: async (owner: QuotaOwner, quota: Quota): Promise<void> => {
      await changeDocument(limits, QUESTIONS_ID, (document) =>
        quotaFields(document, owner, quota, now()),
      );
    },
  };
}

function countsByOwner(owners: readonly QuotaOwner[]): readonly (readonly [QuotaOwner, number])[] {
  return owners
    .filter((owner, index) => !isAmong(owners.slice(0, index), owner))
    .map((owner) => [owner, owners.filter((other) => isAmong([owner], other)).length]);
}

/** Adds up the quotas stored in `document` and just read (`asked`): the sums limit the shop. */
function boundsIn(
  document: Fields | null,
  shopAppId: string,
  asked: readonly QuotaOwner[] = [],
): QuestionBounds {
  const owners = countsByOwner([...quotaOwnersIn(document), ...asked]).map(([owner]) => owner);
  const rates = owners.map((owner) => callsPerMinuteOf(document, owner));
  const hasRates = rates.length > 0 && !rates.includes(0);
  const perDay = sum(owners.map((owner) => dayLimit(document, owner, owner.appId === shopAppId)));
  return {
    perMinute: hasRates ? Math.floor(sum(rates) * USED_SHARE_OF_RATE) : DEFAULT_BOUNDS.perMinute,
    perDay: owners.length === 0 ? DEFAULT_BOUNDS.perDay : Math.min(DEFAULT_BOUNDS.perDay, perDay),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export async function readQuestionsToday(
  limits: Documents,
  shopAppId: string,
  now: number,
): Promise<{ readonly asked: number; readonly most: number }> {
  return questionsTodayIn(await limits.read(QUESTIONS_ID, 'counter'), shopAppId, now);
}

function questionsTodayIn(document: Fields | null, shopAppId: string, now: number) {
  const asked = document?.[DAILY.countIn];
  const isToday = document?.[DAILY.sinceIn] === startOfDay(now) && typeof asked === 'number';
  return { asked: isToday ? asked : 0, most: boundsIn(document, shopAppId).perDay };
}
