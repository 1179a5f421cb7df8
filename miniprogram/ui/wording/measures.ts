import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/age';
import { SHOP_ZONE_MS } from '../../contract/notices';

const SECOND_MS = 1000;
/** Step (s) of ages below a minute, so that their text changes less often. */
const DURATION_STEP_SECONDS = 5;
const JUST_NOW_SECONDS = 10;

/** Formats a clock time: `12:43`, or `11-23 12:43` on another day. Both parameters in ms. */
export function clockTime(time: number, now: number): string {
  const at = new Date(time + SHOP_ZONE_MS);
  const clock = `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}`;
  if (dayNumberOf(time) === dayNumberOf(now)) return clock;
  return `${twoDigits(at.getUTCMonth() + 1)}-${twoDigits(at.getUTCDate())} ${clock}`;
}

/** Formats a clock time without its day: `12:43`. `time` in ms. */
export function timeOfDay(time: number): string {
  return clockTime(time, time);
}

/** Formats a duration: `25 秒`, `3 分`, `1 小时 52 分`, `4 天`. Rounded down; at least 5 s. */
export function durationWords(ms: number): string {
  if (ms < MINUTE_MS) {
    const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
    return `${Math.max(DURATION_STEP_SECONDS, seconds - (seconds % DURATION_STEP_SECONDS))} 秒`;
  }
  if (ms >= DAY_MS) return `${Math.floor(ms / DAY_MS)} 天`;
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} 分`;
  return `${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分`}`;
}

/** Formats minutes in a sentence: `31 分钟`, `1 小时 52 分钟`; see {@link durationWords}. */
export function minutesInWords(minutes: number): string {
  return durationWords(minutes * MINUTE_MS).replace('分', '分钟');
}

/** Formats how long something will take, rounded up: `40 秒`, `2 分`; at least 5 s. */
export function upToWords(seconds: number): string {
  const step = seconds > 60 ? 60 : DURATION_STEP_SECONDS;
  return durationWords(Math.ceil(seconds / step) * step * SECOND_MS);
}

/** Formats a running time: `4:12`; from one hour on like a duration. */
export function stopwatchWords(ms: number): string {
  if (ms >= HOUR_MS) return durationWords(ms);
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

/** Formats an age: `25 秒前`. Below ten seconds `刚刚`, as clocks may differ a little. */
export function agoWords(ms: number): string {
  return ms < JUST_NOW_SECONDS * SECOND_MS ? '刚刚' : `${durationWords(ms)}前`;
}

/** Groups the digits of a mobile number: `138 0013 8000`. Other numbers stay unchanged. */
export function groupedNumber(number: string): string {
  return number.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/** Returns the number of a time's day since 1970, in the shops' time zone. `time` in ms. */
export function dayNumberOf(time: number): number {
  return Math.floor((time + SHOP_ZONE_MS) / DAY_MS);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Smallest difference (min) from the first promise that is shown. One minute may be rounding. */
const SHOWN_DRIFT_FROM_MINUTES = 2;

/** Writes by how many minutes a delivery is late: `晚 3 分`. */
export function lateByWords(minutes: number): string {
  return `晚 ${durationWords(minutes * MINUTE_MS)}`;
}

/** Writes how an arrival (ms) differs from the promise: `比最初晚 4 分`; empty below 2 minutes. */
export function driftWords(arrivesAt: number, promisedAt: number): string {
  const minutes = Math.round((arrivesAt - promisedAt) / MINUTE_MS);
  if (Math.abs(minutes) < SHOWN_DRIFT_FROM_MINUTES) return '';
  return `比最初${minutes > 0 ? lateByWords(minutes) : `早 ${durationWords(-minutes * MINUTE_MS)}`}`;
}

/** Writes a straight-line distance from the store: `距店 350 米（直线）`, `距店 1.2 公里（直线）`. */
export function fromStoreWords(metres: number): string {
  return `距店 ${lengthWords(metres)}（直线）`;
}

/** Writes a length: `350 米`, `1.2 公里`. Below a kilometre, it is rounded to `step` metres. */
export function lengthWords(metres: number, step = 10): string {
  const rounded = Math.round(metres / step) * step;
  return rounded < 1000 ? `${rounded} 米` : `${(metres / 1000).toFixed(1)} 公里`;
}
