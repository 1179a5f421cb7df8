import { HOUR_MS, MINUTE_MS, ageMs } from '../../../../miniprogram/contract/age';
import { type ProviderName, PROVIDER_NAMES } from '../../../../miniprogram/contract/providers';
import { type Uses, DAILY, startOfDay } from '../../storage/counted-uses';
import type { Fields } from '../../storage/documents';

export interface Quota {
  readonly limit: number;
  readonly left: number;
  /** Allowed calls a minute; null when WeChat's answer lacks this number. */
  readonly aMinute: number | null;
}

/** Owner of a quota: WeChat counts calls by AppID and by the API of a service. */
export interface QuotaOwner {
  readonly appId: string;
  readonly provider: ProviderName;
}

export function isAmong(owners: readonly QuotaOwner[], { appId, provider }: QuotaOwner): boolean {
  return owners.some((one) => one.appId === appId && one.provider === provider);
}

/** How a quota is used. Over half of another mini-program's quota is kept for its own calls. */
export interface QuotaOptions {
  readonly isOwn: boolean;
  /** True for a person's own look-up, which may still ask when lists must stop. */
  readonly isForPerson: boolean;
}

/** Maximum questions a day until WeChat's quota has been read. */
const DEFAULT_OWN_PER_DAY = 60_000;
const DEFAULT_OTHERS_PER_DAY = 10_000;
/** Share of a quota that may be used; uncounted programs use the rest. */
const USABLE_SHARE_OF_OWN = 0.8;
const USABLE_SHARE_OF_OTHERS = 0.45;
/** Share of the day's limit up to which lists ask; the rest is for people's own look-ups. */
const SHARE_FOR_LISTS = 0.8;

type QuotaField =
  'asked' | 'askedSince' | 'limit' | 'left' | 'rate' | 'askedThen' | 'toldAt' | 'readAt';

function fieldNameOf(field: QuotaField, { appId, provider }: QuotaOwner): string {
  return `${field} ${appId} ${provider}`;
}

function quotaNumberIn(document: Fields | null, field: QuotaField, owner: QuotaOwner): number {
  const value = document?.[fieldNameOf(field, owner)];
  return typeof value === 'number' ? value : 0;
}

function askedToday(document: Fields | null, owner: QuotaOwner, now: number): number {
  const isToday = quotaNumberIn(document, 'askedSince', owner) === startOfDay(now);
  return isToday ? quotaNumberIn(document, 'asked', owner) : 0;
}

/** Returns WeChat's last quota. `askedThen`: our questions on that day before it was read. */
function lastQuota(document: Fields | null, owner: QuotaOwner, now: number) {
  const limit = quotaNumberIn(document, 'limit', owner);
  if (limit === 0) return null;
  const isToday = startOfDay(quotaNumberIn(document, 'toldAt', owner)) === startOfDay(now);
  if (!isToday) return { limit, left: limit, askedThen: 0 };
  const left = quotaNumberIn(document, 'left', owner);
  return { limit, left, askedThen: quotaNumberIn(document, 'askedThen', owner) };
}

/** Returns the use of a quota by `by` questions, with the most that may be asked today. */
export function quotaUses(
  document: Fields | null,
  owner: QuotaOwner,
  by: number,
  { isOwn, isForPerson }: QuotaOptions,
  now: number,
): Uses {
  const window = {
    ...DAILY,
    count: fieldNameOf('asked', owner),
    since: fieldNameOf('askedSince', owner),
  };
  const last = lastQuota(document, owner, now);
  if (last === null)
    return { window, by, most: isOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY };
  const { limit, left, askedThen } = last;
  const part = (left + askedThen) * (isOwn ? USABLE_SHARE_OF_OWN : USABLE_SHARE_OF_OTHERS);
  const forLists = askedThen + left - limit * (1 - SHARE_FOR_LISTS);
  const most = isForPerson ? part : Math.min(part, forLists);
  return { window, by, most: Math.max(0, Math.floor(most)) };
}

export function dayBound(document: Fields | null, owner: QuotaOwner, isOwn: boolean): number {
  const limit = quotaNumberIn(document, 'limit', owner);
  if (limit === 0) return isOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY;
  return Math.floor(limit * (isOwn ? USABLE_SHARE_OF_OWN : USABLE_SHARE_OF_OTHERS));
}

/** Returns how many calls a minute WeChat allows; 0 while this is unknown. */
export function callsAMinuteOf(document: Fields | null, owner: QuotaOwner): number {
  return quotaNumberIn(document, 'rate', owner);
}

/** Returns the used share, 0 to 1, of the day's questions that lists may ask. */
export function usedShareOf(
  document: Fields | null,
  owner: QuotaOwner,
  isOwn: boolean,
  now: number,
): number {
  const asked = askedToday(document, owner, now);
  const last = lastQuota(document, owner, now);
  if (last === null) return asked / (isOwn ? DEFAULT_OWN_PER_DAY : DEFAULT_OTHERS_PER_DAY);
  const { limit, left, askedThen } = last;
  return (limit - left + asked - askedThen) / (limit * SHARE_FOR_LISTS);
}

export function quotaOwnersIn(document: Fields | null): readonly QuotaOwner[] {
  const keys = Object.keys(document ?? {}).map((name) => name.replace(/^\w+ ?/, ''));
  return [...new Set(keys)].flatMap((key) => {
    const [appId = '', name] = key.split(' ');
    const provider = PROVIDER_NAMES.find((one) => one === name);
    return provider === undefined ? [] : [{ appId, provider }];
  });
}

export function isReadingDue(document: Fields | null, owner: QuotaOwner, now: number): boolean {
  return ageMs(quotaNumberIn(document, 'readAt', owner), now) >= HOUR_MS;
}

/** Returns the write by which one caller claims to read the quota; it expires in a minute. */
export function readingClaim(
  document: Fields | null,
  owner: QuotaOwner,
  now: number,
): readonly [expected: Fields, fields: Fields] {
  const readAt = fieldNameOf('readAt', owner);
  return [{ [readAt]: document?.[readAt] }, { [readAt]: now - HOUR_MS + MINUTE_MS }];
}

export function quotaFields(
  document: Fields | null,
  owner: QuotaOwner,
  { limit, left, aMinute }: Quota,
  now: number,
): Fields {
  return {
    [fieldNameOf('rate', owner)]: aMinute ?? 0,
    [fieldNameOf('limit', owner)]: limit,
    [fieldNameOf('left', owner)]: left,
    [fieldNameOf('askedThen', owner)]: askedToday(document, owner, now),
    [fieldNameOf('toldAt', owner)]: now,
    [fieldNameOf('readAt', owner)]: now,
  };
}
