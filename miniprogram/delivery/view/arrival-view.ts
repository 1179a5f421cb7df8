import type { DeliveryReport } from '../../contract/delivery';
import type { DeliveryHistory } from '../../contract/delivery-history';
import { entriesOf, firstPromiseOf, currentLife } from '../../contract/delivery-history';
import { clockTime } from '../../ui/wording/clock-time';
import { exactTimeOf } from './observed-time';

const MINUTE = 60_000;
/** Less than this is no drift: a promise is told to the minute. */
const DRIFT_FROM_MINUTES = 2;

/** The one large figure of the page. */
export interface ArrivalView {
  /** `12:43` */
  readonly figure: string;
  /** `还有 8 分钟送达` */
  readonly caption: string;
  /** Past the promise. */
  readonly late: boolean;
  /** `比最初晚 8 分钟`; empty when it is not later than first promised. */
  readonly drift: string;
}

/** When a delivery arrives, or arrived; null when nothing is known of it. `now` in ms on the cloud's clock. */
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
 * What was last promised for the way that the goods are still on: at the door companies tell 0 seconds, which is "unknown", just when a clerk wants to
 * know how late it is.
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
