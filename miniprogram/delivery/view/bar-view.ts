import type { DeliveryReport } from '../../contract/delivery';

/** Action of the bar at the bottom of the sheet. */
export interface BarAction {
  readonly name: 'call' | 'copy-waybill' | 'copy-summary';
  readonly text: string;
  /** Name of the icon, see ui/icon. */
  readonly icon: string;
  /** True for the action that a person should take first. */
  readonly isPrimary: boolean;
}

/** Action that the present state asks for; null when there is nothing that has to be done. */
export type Emphasis = 'call' | 'copy' | null;

/**
 * Builds the actions of the bar, in their order from the left: how to reach the rider, then what to
 * tell the customer. A rider whose number the company hides is found by the waybill id in the
 * company's own app, where he has to be asked about goods that are late, stuck, in trouble or on
 * their way back.
 */
export function barActions(report: DeliveryReport, emphasis: Emphasis): readonly BarAction[] {
  const { status, rider, waybillId, stuck } = report;
  const isPrimary = emphasis === 'copy';
  const copySummary = {
    name: 'copy-summary',
    text: '复制给顾客',
    icon: 'copy',
    isPrimary,
  } as const;
  if (status.isFinal) return [copySummary];
  if (rider?.callable === true) {
    const isUrgent = emphasis === 'call';
    const text = isUrgent ? '拨打骑手' : '拨打';
    return [{ name: 'call', text, icon: 'phone', isPrimary: isUrgent }, copySummary];
  }
  const isInTrouble = status.stage === 'returning' || status.stage === 'exception';
  const isTrouble = isInTrouble || emphasis !== null || stuck !== undefined;
  if (isTrouble && waybillId !== null) {
    const text = '复制运单号';
    return [{ name: 'copy-waybill', text, icon: 'copy', isPrimary: false }, copySummary];
  }
  return [copySummary];
}
