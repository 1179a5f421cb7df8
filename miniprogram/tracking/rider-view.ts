import type { DeliveryReport } from '../shared/delivery';
import type { HistoryEntry } from '../shared/delivery-history';

export interface RiderView {
  readonly name: string;
  /** The first character of the name, for the round badge. */
  readonly initial: string;
  /** Masked; empty when there is none. */
  readonly phone: string;
  readonly callable: boolean;
  /** Why no call is offered; empty when one is. */
  readonly reason: string;
  /** `骑手已更换：何师傅`, for a while after another rider was first seen; else empty. */
  readonly change: string;
}

/** Long enough for whoever looks up now and then. */
const CHANGE_TOLD_MS = 10 * 60_000;

/** The rider as far as the delivery company tells; null when it tells nothing. */
export function riderView(
  report: DeliveryReport,
  entries: readonly HistoryEntry[],
  now: number,
): RiderView | null {
  const { rider } = report;
  if (rider === null) return null;
  const name = rider.name ?? '骑手';
  return {
    name,
    initial: String.fromCodePoint(name.codePointAt(0) ?? 0x9a91),
    phone: rider.phone ?? '',
    callable: rider.callable,
    reason: rider.callable ? '' : reasonAgainstCalling(report, rider.phone),
    change: isNew(rider.name, entries, now) ? `骑手已更换：${name}` : '',
  };
}

/** Whether another rider was seen before this one, who came a short while ago. */
function isNew(name: string | null, entries: readonly HistoryEntry[], now: number): boolean {
  const named = entries.filter(({ riderName }) => riderName !== null);
  const isHis = (entry: HistoryEntry): boolean => entry.riderName === name;
  const last = named.map(isHis).lastIndexOf(false);
  const first = named[last + 1];
  return last >= 0 && first !== undefined && now - (first.seenAt ?? 0) < CHANGE_TOLD_MS;
}

function reasonAgainstCalling(report: DeliveryReport, phone: string | null): string {
  if (report.status.isFinal) return '配送已结束，不能再拨打';
  return phone === null ? '配送公司没有给出号码' : '号码由配送公司隐藏';
}
