import type { DeliveryReport } from '../shared/delivery';

export interface RiderView {
  readonly name: string;
  /** The first character of the name, for the round badge. */
  readonly initial: string;
  /** Masked; empty when there is none. */
  readonly phone: string;
  readonly callable: boolean;
  /** Why no call is offered; empty when one is. */
  readonly reason: string;
}

/** The rider as far as the delivery company tells; null when it tells nothing. */
export function riderView(report: DeliveryReport): RiderView | null {
  const { rider } = report;
  if (rider === null) return null;
  const name = rider.name ?? '骑手';
  return {
    name,
    initial: String.fromCodePoint(name.codePointAt(0) ?? 0x9a91),
    phone: rider.phone ?? '',
    callable: rider.callable,
    reason: rider.callable ? '' : reasonAgainstCalling(report, rider.phone),
  };
}

function reasonAgainstCalling(report: DeliveryReport, phone: string | null): string {
  if (report.status.isFinal) return '配送已结束，不能再拨打';
  return phone === null ? '配送公司没有给出号码' : '号码由配送公司隐藏';
}
