import { HOUR_MS, MINUTE_MS, ageMs } from '../../../../miniprogram/contract/age';
import { type ProviderName, PROVIDER_NAMES } from '../../../../miniprogram/contract/providers';
import { type UsesToCount, DAILY, startOfDay } from '../../storage/counted-uses';
import type { Fields } from '../../storage/documents';

export interface Quota {
  readonly dailyLimit: number;
  readonly leftToday: number;
  /** Allowed calls a minute; null when WeChat's answer lacks this number. */
  readonly perMinute: number | null;
}

/** Owner of a quota: WeChat counts calls by AppID and by the API of a service. */
export interface QuotaOwner {
  readonly appId: string;
  readonly provider: ProviderName;
}

export function isAmong(owners: readonly QuotaOwner[], { appId, provider }: QuotaOwner): boolean {
  return owners.some((one) => one.appId === appId && one.provider === provider);
}

/** Rules for using a quota. Over half of another mini-program's quota is left to its own calls. */
export interface QuotaOptions {
  readonly isShopOwn: boolean;
  /** True for a person's own look-up, which may ask even after lists had to stop. */
  readonly isForPerson: boolean;
}

/** Maximum number of questions a day, until the quota has been read from WeChat. */
const DEFAULT_OWN_PER_DAY = 60_000;
const DEFAULT_OTHERS_PER_DAY = 10_000;
/** Share of a quota that may be used. The rest is for other programs with the same AppID. */
const USABLE_SHARE_OF_OWN = 0.8;
const USABLE_SHARE_OF_OTHERS = 0.45;
/** Share of the day's limit that lists may use. The rest is for people's own look-ups. */
const SHARE_FOR_LISTS = 0.8;

type QuotaField =
  'asked' | 'askedSince' | 'limit' | 'left' | 'rate' | 'askedThen' | 'toldAt' | 'readAt';

function quotaFieldName(field: QuotaField, { appId, provider }: QuotaOwner): string {
  return `${field} ${appId} ${provider}`;
}

function readQuotaNumber(
  document: Fields | null,
  field: QuotaField,
  quotaOwner: QuotaOwner,
): number {
  const storedNumber = document?.[quotaFieldName(field, quotaOwner)];
  return typeof storedNumber === 'number' ? storedNumber : 0;
}

function questionsToday(document: Fields | null, quotaOwner: QuotaOwner, now: number): number {
  const isToday = readQuotaNumber(document, 'askedSince', quotaOwner) === startOfDay(now);
  return isToday ? readQuotaNumber(document, 'asked', quotaOwner) : 0;
}

/** Returns WeChat's last quota; null: none. `askedBefore`: that day's questions before it came. */
function lastQuota(document: Fields | null, quotaOwner: QuotaOwner, now: number) {
  const limit = readQuotaNumber(document, 'limit', quotaOwner);
  if (limit === 0) return null;
  const isToday = startOfDay(readQuotaNumber(document, 'toldAt', quotaOwner)) === startOfDay(now);
  if (!isToday) return { limit, left: limit, askedBefore: 0 };
  const left = readQuotaNumber(document, 'left', quotaOwner);
  return { limit, left, askedBefore: readQuotaNumber(document, 'askedThen', quotaOwner) };
}

/** Returns the uses to count for `count` questions, with the maximum that may be asked today. */
export function usesOfQuota(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  count: number,
  { isShopOwn, isForPerson }: QuotaOptions,
  now: number,
): UsesToCount {
  const window = {
    ...DAILY,
    countIn: quotaFieldName('asked', quotaOwner),
    sinceIn: quotaFieldName('askedSince', quotaOwner),
  };
  const quota = lastQuota(document, quotaOwner, now);
  if (quota === null)
    return { window, count, max: isShopOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY };
  const { limit, left, askedBefore } = quota;
  const usableCount =
    (left + askedBefore) * (isShopOwn ? USABLE_SHARE_OF_OWN : USABLE_SHARE_OF_OTHERS);
  const listLimit = askedBefore + left - limit * (1 - SHARE_FOR_LISTS);
  const maxCount = isForPerson ? usableCount : Math.min(usableCount, listLimit);
  return { window, count, max: Math.max(0, Math.floor(maxCount)) };
}

export function dayLimit(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  isShopOwn: boolean,
): number {
  const limit = readQuotaNumber(document, 'limit', quotaOwner);
  if (limit === 0) return isShopOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY;
  return Math.floor(limit * (isShopOwn ? USABLE_SHARE_OF_OWN : USABLE_SHARE_OF_OTHERS));
}

/** Returns how many calls a minute WeChat allows; 0 while this is unknown. */
export function callsPerMinuteOf(document: Fields | null, quotaOwner: QuotaOwner): number {
  return readQuotaNumber(document, 'rate', quotaOwner);
}

/** Returns the used share (0 to 1) of the questions that lists may ask a day. */
export function usedShareOf(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  isShopOwn: boolean,
  now: number,
): number {
  const askedCount = questionsToday(document, quotaOwner, now);
  const quota = lastQuota(document, quotaOwner, now);
  if (quota === null)
    return askedCount / (isShopOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY);
  const { limit, left, askedBefore } = quota;
  return (limit - left + askedCount - askedBefore) / (limit * SHARE_FOR_LISTS);
}

export function quotaOwnersIn(document: Fields | null): readonly QuotaOwner[] {
  const keys = Object.keys(document ?? {}).map((name) => name.replace(/^\w+ ?/, ''));
  return [...new Set(keys)].flatMap((key) => {
    const [appId = '', name] = key.split(' ');
    const provider = PROVIDER_NAMES.find((providerName) => providerName === name);
    return provider === undefined ? [] : [{ appId, provider }];
  });
}

export function isReadingDue(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  now: number,
): boolean {
  return ageMs(readQuotaNumber(document, 'readAt', quotaOwner), now) >= HOUR_MS;
}

/** Returns the write by which one call reserves reading a quota; no other call may for a minute. */
export function claimOfReading(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  now: number,
): readonly [expected: Fields, fields: Fields] {
  const readAt = quotaFieldName('readAt', quotaOwner);
  return [{ [readAt]: document?.[readAt] }, { [readAt]: now - HOUR_MS + MINUTE_MS }];
}

export function quotaFields(
  document: Fields | null,
  quotaOwner: QuotaOwner,
  { dailyLimit, leftToday, perMinute }: Quota,
  now: number,
): Fields {
  return {
    [quotaFieldName('rate', quotaOwner)]: perMinute ?? 0,
    [quotaFieldName('limit', quotaOwner)]: dailyLimit,
    [quotaFieldName('left', quotaOwner)]: leftToday,
    [quotaFieldName('askedThen', quotaOwner)]: questionsToday(document, quotaOwner, now),
    [quotaFieldName('toldAt', quotaOwner)]: now,
    [quotaFieldName('readAt', quotaOwner)]: now,
  };
}
