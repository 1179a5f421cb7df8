import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/age';
import { SHOP_ZONE_OFFSET_MS } from '../../contract/notices';

const SECOND_MS = 1000;
/** Step to which durations below a minute are rounded down, so that their text changes less. */
const DURATION_STEP_SECONDS = 5;
const MAX_JUST_NOW_SECONDS = 10;

/** Formats a clock time: `12:43`; `11-23 12:43` if it is not on the day of `now`. Times in ms. */
export function clockTime(timeMs: number, now: number): string {
  const shopDate = new Date(timeMs + SHOP_ZONE_OFFSET_MS);
  const clock = `${twoDigits(shopDate.getUTCHours())}:${twoDigits(shopDate.getUTCMinutes())}`;
  if (dayNumberOf(timeMs) === dayNumberOf(now)) return clock;
  return `${twoDigits(shopDate.getUTCMonth() + 1)}-${twoDigits(shopDate.getUTCDate())} ${clock}`;
}

/** Formats a clock time without its day: `12:43`. */
export function timeOfDay(timeMs: number): string {
  return clockTime(timeMs, timeMs);
}

/** Formats a duration: `25 秒`, `3 分`, `1 小时 52 分`, `4 天`. Rounded down; at least 5 s. */
export function durationWords(durationMs: number): string {
  if (durationMs < MINUTE_MS) {
    const seconds = Math.floor(Math.max(0, durationMs) / SECOND_MS);
    return `${Math.max(DURATION_STEP_SECONDS, seconds - (seconds % DURATION_STEP_SECONDS))} 秒`;
  }
  if (durationMs >= DAY_MS) return `${Math.floor(durationMs / DAY_MS)} 天`;
  const minutes = Math.floor(durationMs / MINUTE_MS);
  if (minutes < 60) return `${minutes} 分`;
  return `${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分`}`;
}

/** Formats minutes in a sentence: `31 分钟`, `1 小时 52 分钟`; see {@link durationWords}. */
export function minutesInWords(minutes: number): string {
  return durationWords(minutes * MINUTE_MS).replace('分', '分钟');
}

/** Formats a duration, rounded up, such as a time to wait: `40 秒`, `2 分`; at least 5 s. */
export function upToWords(seconds: number): string {
  const stepSeconds = seconds > 60 ? 60 : DURATION_STEP_SECONDS;
  return durationWords(Math.ceil(seconds / stepSeconds) * stepSeconds * SECOND_MS);
}

/** Formats a running time in minutes and seconds: `4:12`; from one hour on: `1 小时 52 分`. */
export function stopwatchWords(elapsedMs: number): string {
  if (elapsedMs >= HOUR_MS) return durationWords(elapsedMs);
  const seconds = Math.floor(Math.max(0, elapsedMs) / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

/** Formats an age: `25 秒前`. Below ten seconds `刚刚`, because two clocks may differ a little. */
export function agoWords(ageMs: number): string {
  return ageMs < MAX_JUST_NOW_SECONDS * SECOND_MS ? '刚刚' : `${durationWords(ageMs)}前`;
}

/** Groups the digits of a mobile phone number: `138 0013 8000`. Other numbers stay unchanged. */
export function groupedPhone(phone: string): string {
  return phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/** Returns the day of a time in the shops' time zone, as the number of days since 1970. */
export function dayNumberOf(timeMs: number): number {
  return Math.floor((timeMs + SHOP_ZONE_OFFSET_MS) / DAY_MS);
}

function twoDigits(wholeNumber: number): string {
  return String(wholeNumber).padStart(2, '0');
}

/** Smallest shown difference between arrival and promised arrival. Less may be due to rounding. */
const SHOWN_DRIFT_FROM_MINUTES = 2;

/** Writes by how many minutes a delivery is late: `晚 3 分`. */
export function lateByWords(minutes: number): string {
  return `晚 ${durationWords(minutes * MINUTE_MS)}`;
}

/** Compares an arrival with the first promised one: `比最初晚 4 分`; empty below 2 minutes. */
export function driftWords(arrivalMs: number, promisedMs: number): string {
  const minutes = Math.round((arrivalMs - promisedMs) / MINUTE_MS);
  if (Math.abs(minutes) < SHOWN_DRIFT_FROM_MINUTES) return '';
  return `比最初${minutes > 0 ? lateByWords(minutes) : `早 ${durationWords(-minutes * MINUTE_MS)}`}`;
}

/** Writes a straight-line distance from the store: `距店 350 米（直线）`, `距店 1.2 公里（直线）`. */
export function distanceFromStoreWords(metres: number): string {
  return `距店 ${lengthWords(metres)}（直线）`;
}

/** Writes a length: `350 米`, `1.2 公里`. Below a kilometre, rounded to steps of `stepMetres`. */
export function lengthWords(metres: number, stepMetres = 10): string {
  const roundedMetres = Math.round(metres / stepMetres) * stepMetres;
  return roundedMetres < 1000 ? `${roundedMetres} 米` : `${(metres / 1000).toFixed(1)} 公里`;
}
