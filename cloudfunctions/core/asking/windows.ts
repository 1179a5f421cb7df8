import type { UseWindow } from '../storage/counted-uses';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEIJING_MS = 8 * 60 * MINUTE;

/** Windows of a minute and of a day, which WeChat counts from midnight in Beijing. */
export const A_MINUTE: UseWindow = { count: 'minute', since: 'minuteSince', windowMs: MINUTE };
export const A_DAY: UseWindow = {
  count: 'day',
  since: 'daySince',
  windowMs: DAY,
  startOf: startOfDay,
};

export function startOfDay(time: number): number {
  return time - ((time + BEIJING_MS) % DAY);
}
