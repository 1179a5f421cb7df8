import { ageMs } from '../../../../miniprogram/contract/age';
import { type ProviderName, PROVIDER_NAMES } from '../../../../miniprogram/contract/providers';
import { type Uses, A_DAY, startOfDay } from '../../storage/counted-uses';
import type { Fields } from '../../storage/documents';

/** Daily quota of a WeChat API: `limit` calls a day, of which `left` remain today. */
export interface Quota {
  readonly limit: number;
  readonly left: number;
  /** Allowed calls a minute; null when WeChat does not tell this number. */
  readonly aMinute: number | null;
}

/** Owner of the quota that a question uses: WeChat counts by AppID and by the API of a service. */
export interface QuotaOwner {
  readonly appId: string;
  readonly provider: ProviderName;
}

export function isAmong(owners: readonly QuotaOwner[], { appId, provider }: QuotaOwner): boolean {
  return owners.some((one) => one.appId === appId && one.provider === provider);
}

/** How a quota is used. Over half of another mini-program's quota is kept for its own calls. */
export interface QuotaManner {
  readonly isOwn: boolean;
  /** True for a person's own look-up, which may still ask when lists must stop. */
  readonly isForPerson: boolean;
}

/** WeChat's last answer about a quota; `askedThen`: our questions of that day up to the answer. */
interface LastQuota {
  readonly limit: number;
  readonly left: number;
  readonly askedThen: number;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Maximum questions a day of the own mini-program, until WeChat has told its quota. */
const DEFAULT_OF_OWN = 60_000;
/** Maximum questions a day of any other mini-program, until WeChat has told its quota. */
const DEFAULT_OF_OTHERS = 10_000;
/** Share of the own mini-program's quota that may be used; uncounted programs use the rest. */
const PART_OF_OWN = 0.8;
/** Share of another mini-program's quota that may be used; uncounted programs use the rest. */
const PART_OF_OTHERS = 0.45;
/** Share of the day's limit up to which lists ask; the rest is for people's own look-ups. */
const PART_FOR_LISTS = 0.8;

type Field = 'asked' | 'askedSince' | 'limit' | 'left' | 'rate' | 'askedThen' | 'toldAt' | 'readAt';

/** Returns the name of a quota's field in the document of the shop's budget. */
function fieldNameOf(field: Field, { appId, provider }: QuotaOwner): string {
  return `${field} ${appId} ${provider}`;
}

function numberIn(document: Fields | null, field: Field, owner: QuotaOwner): number {
  const value = document?.[fieldNameOf(field, owner)];
  return typeof value === 'number' ? value : 0;
}

function askedToday(document: Fields | null, owner: QuotaOwner, now: number): number {
  const isToday = numberIn(document, 'askedSince', owner) === startOfDay(now);
  return isToday ? numberIn(document, 'asked', owner) : 0;
}

/** Returns WeChat's last answer about a quota, or null. On a later day nothing counts as used. */
function lastQuota(document: Fields | null, owner: QuotaOwner, now: number): LastQuota | null {
  const limit = numberIn(document, 'limit', owner);
  if (limit === 0) return null;
  const isToday = startOfDay(numberIn(document, 'toldAt', owner)) === startOfDay(now);
  if (!isToday) return { limit, left: limit, askedThen: 0 };
  const left = numberIn(document, 'left', owner);
  return { limit, left, askedThen: numberIn(document, 'askedThen', owner) };
}

/** Returns the use of a quota by `by` questions, with the most that may be asked today. */
export function quotaUses(
  document: Fields | null,
  owner: QuotaOwner,
  by: number,
  { isOwn, isForPerson }: QuotaManner,
  now: number,
): Uses {
  const window = {
    ...A_DAY,
    count: fieldNameOf('asked', owner),
    since: fieldNameOf('askedSince', owner),
  };
  const last = lastQuota(document, owner, now);
  if (last === null) return { window, by, most: isOwn ? DEFAULT_OF_OWN : DEFAULT_OF_OTHERS };
  const { limit, left, askedThen } = last;
  const part = (left + askedThen) * (isOwn ? PART_OF_OWN : PART_OF_OTHERS);
  const forLists = askedThen + left - limit * (1 - PART_FOR_LISTS);
  const most = isForPerson ? part : Math.min(part, forLists);
  return { window, by, most: Math.max(0, Math.floor(most)) };
}

/** Returns the maximum number of questions in a day; it changes only with WeChat's limit. */
export function mostADay(document: Fields | null, owner: QuotaOwner, isOwn: boolean): number {
  const limit = numberIn(document, 'limit', owner);
  if (limit === 0) return isOwn ? DEFAULT_OF_OWN : DEFAULT_OF_OTHERS;
  return Math.floor(limit * (isOwn ? PART_OF_OWN : PART_OF_OTHERS));
}

/** Returns how many calls a minute WeChat allows; 0 when WeChat has not said it. */
export function callsAMinuteOf(document: Fields | null, owner: QuotaOwner): number {
  return numberIn(document, 'rate', owner);
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
  if (last === null) return asked / (isOwn ? DEFAULT_OF_OWN : DEFAULT_OF_OTHERS);
  const { limit, left, askedThen } = last;
  return (limit - left + asked - askedThen) / (limit * PART_FOR_LISTS);
}

export function quotaOwnersIn(document: Fields | null): readonly QuotaOwner[] {
  const keys = Object.keys(document ?? {}).map((name) => name.replace(/^\w+ ?/, ''));
  return [...new Set(keys)].flatMap((key) => {
    const [appId = '', name] = key.split(' ');
    const provider = PROVIDER_NAMES.find((one) => one === name);
    return provider === undefined ? [] : [{ appId, provider }];
  });
}

/** Tells whether a quota must be read again: an hour after the last reading. */
export function isReadingDue(document: Fields | null, owner: QuotaOwner, now: number): boolean {
  return ageMs(numberIn(document, 'readAt', owner), now) >= HOUR_MS;
}

/**
 * Returns the condition and the change by which only one caller takes a reading. Until the reading
 * is stored, it is due again every minute, because the function may end before WeChat answers.
 */
export function readingClaim(
  document: Fields | null,
  owner: QuotaOwner,
  now: number,
): readonly [given: Fields, fields: Fields] {
  const readAt = fieldNameOf('readAt', owner);
  return [{ [readAt]: document?.[readAt] }, { [readAt]: now - HOUR_MS + MINUTE_MS }];
}

/** Returns the document's fields for a quota that WeChat has just told. */
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
