import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { entriesOf, firstPromiseOf } from '../../contract/delivery-history';
import { currentLife } from '../../contract/delivery-life';
import { clockTime } from '../../ui/wording/clock-time';
import { exactTimeOf } from './observed-time';

const MINUTE = 60_000;
/** Smallest delay that is shown. A minute may be rounding: times are shown to the minute. */
const DRIFT_FROM_MINUTES = 2;

/** View of the arrival time, which is the one large figure of the page. */
export interface ArrivalView {
  /** Clock time, like `12:43`. */
  readonly figure: string;
  /** Caption, like `还有 8 分钟送达`. */
  readonly caption: string;
  /** True once the promised time is over. */
  readonly late: boolean;
  /** Delay, like `比最初晚 8 分钟`; empty when the arrival is not later than first promised. */
  readonly drift: string;
}

/**
 * Builds the view of the arrival. `now` in ms on the cloud's clock.
 *
 * @returns null when nothing is known of the arrival
 */
export function arrivalView(
  report: DeliveryReport,
  history: DeliveryHistory,
  now: number,
): ArrivalView | null {
  if (report.status.outcome === 'delivered') return arrived(history, now);
  if (report.status.isFinal) return null;
  const expectedAt = report.arrival?.expectedAt ?? lastPromise(report, history);
  if (expectedAt === null) return null;

  const remainingMs = expectedAt - now;
  return {
    figure: clockTime(expectedAt, now),
    caption: countdown(remainingMs),
    late: remainingMs <= 0,
    drift: drift(expectedAt, history),
  };
}

/**
 * Finds the arrival time that was promised last in the current status. Once the rider is at the
 * door, companies report 0 seconds, which means "unknown", just when the shop needs to know how
 * late the delivery is.
 */
function lastPromise({ status }: DeliveryReport, history: DeliveryHistory): number | null {
  if (status.stage !== 'delivering') return null;
  for (const { status: name, expectedAt } of [...history.sightings].reverse()) {
    if (name !== status.name) return null;
    if (expectedAt !== null) return expectedAt;
  }
  return null;
}

function arrived(history: DeliveryHistory, now: number): ArrivalView | null {
  const entries = entriesOf(history);
  const seenAt = exactTimeOf(entries[entries.length - 1]);
  if (seenAt === null) return null;
  return { figure: clockTime(seenAt, now), caption: '送达', late: false, drift: '' };
}

function countdown(remainingMs: number): string {
  if (remainingMs > MINUTE) return `还有 ${Math.ceil(remainingMs / MINUTE)} 分钟送达`;
  if (remainingMs > 0) return '不到 1 分钟送达';
  const overdue = Math.floor(-remainingMs / MINUTE);
  return overdue === 0 ? '已到预计时间' : `已超过预计 ${overdue} 分钟`;
}

function drift(expectedAt: number, history: DeliveryHistory): string {
  const promised = firstPromiseOf(currentLife(history)) ?? expectedAt;
  const minutes = Math.round((expectedAt - promised) / MINUTE);
  return minutes < DRIFT_FROM_MINUTES ? '' : `比最初晚 ${minutes} 分钟`;
}
