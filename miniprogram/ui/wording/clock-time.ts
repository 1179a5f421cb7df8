/**
 * Time zone of the shops, which are all in mainland China: one zone without summer time. Clock
 * times are written in this zone, whatever the phone's own zone is.
 */
const SHOP_ZONE_MS = 8 * 3_600_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Step in which seconds are shown, so that an idle page does not flicker. */
const AGE_STEP_SECONDS = 5;
const JUST_NOW_SECONDS = 10;

/**
 * Writes a clock time: `12:43`, or `11-23 12:43` when the day is not today. Both parameters in ms.
 */
export function clockTime(time: number, now: number): string {
  const at = new Date(time + SHOP_ZONE_MS);
  const clock = `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;
  if (dayOf(time) === dayOf(now)) return clock;
  return `${twoDigits(at.getUTCMonth() + 1)}-${twoDigits(at.getUTCDate())} ${clock}`;
}

/** Writes a duration: `25 秒`, `3 分`, `2 小时`, `4 天`; whole units, rounded down, never negative. */
export function duration(ms: number): string {
  if (ms < MINUTE) {
    const seconds = Math.floor(Math.max(0, ms) / SECOND);
    return `${Math.max(AGE_STEP_SECONDS, seconds - (seconds % AGE_STEP_SECONDS))} 秒`;
  }
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} 小时`;
  return `${Math.floor(ms / DAY)} 天`;
}

/**
 * Writes an age: a duration, or `刚刚` within the first ten seconds (and when clocks differ a
 * little).
 */
export function age(ms: number): string {
  return ms < JUST_NOW_SECONDS * SECOND ? '刚刚' : duration(ms);
}

/** Writes an age as part of a sentence: `刚刚`, `25 秒前`. */
export function ago(ms: number): string {
  return ms < JUST_NOW_SECONDS * SECOND ? '刚刚' : `${duration(ms)}前`;
}

/** Returns the day of a time (ms) in the shops' zone, counted since 1970. */
export function dayOf(time: number): number {
  return Math.floor((time + SHOP_ZONE_MS) / DAY);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
