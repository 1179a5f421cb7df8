import type { KnownOrder } from '../../contract/cloud-api';
import type { DeliveryReport } from '../../contract/delivery';
import { REASON_NAMES } from '../../contract/delivery/reason-names';
import {
  type ToHandleReason,
  reasonToHandleOf,
  toHandleSince,
} from '../../contract/delivery/urgency';
import { isOnItsWay, riderAt, isPickingUp } from '../../contract/delivery-status';
import { companyName } from '../../contract/shop';
import { durationWords } from '../../ui/wording/measures';
import { NEXT_STEP_HEADS, statusWording } from '../../ui/wording/status-wording';
import { REASON_WORDING } from '../../ui/wording/reason-wording';

export type NextStepView = NonNullable<ReturnType<typeof nextStepView>>;

/** Builds the next step by the reason to handle or, without one, the status. `head`: who acts. */
export function nextStepView(report: DeliveryReport, order: KnownOrder, now: number) {
  const { status } = report;
  const reason = reasonToHandleOf(order, now);
  const stepText = reason === null ? undefined : REASON_WORDING[reason].nextStep;
  // For an order that is only late, the status decides the step until the goods leave the store.
  if (reason !== null && stepText !== undefined && (reason !== 'late' || isOnItsWay(status.name))) {
    // The large figure of the page already shows how late a delivery is.
    const sinceWords =
      reason === 'late'
        ? ''
        : `${REASON_NAMES[reason]} ${durationWords(now - toHandleSince(order))}。`;
    return { head: NEXT_STEP_HEADS.staff, text: sinceWords + stepText(howToReachRider(report)) };
  }
  const { nextStep } = statusWording(status);
  // With 取货码, the large figure already says how to hand the goods over.
  const isStepInFigure = riderAt(status.name) === 'at-store' && handoverCode(report) !== null;
  if (nextStep === null || isStepInFigure) return null;
  const { by, text } = nextStep;
  return { head: by === 'wait' ? '' : NEXT_STEP_HEADS[by], text };
}

/** Writes how staff reach the rider: in the company's system if his number is hidden. */
function howToReachRider({ rider, company }: DeliveryReport): string {
  if (rider?.callable === true) return '给骑手打电话，问';
  const name = company === undefined ? '配送公司' : `“${companyName(company)}”`;
  return `在${name}的系统里联系骑手，问`;
}

/** Returns 取货码 of 同城配送; null without a code, and once the rider has picked the goods up. */
export function handoverCode({ status, handover }: DeliveryReport): string | null {
  return isPickingUp(status.name) ? (handover?.code ?? null) : null;
}

export interface BarAction {
  /** Action of the button. The board handles `take-note` (知道了), the pane all others. */
  readonly name: 'call' | 'copy-waybill' | 'copy-summary' | 'take-note';
  readonly text: string;
  readonly icon: string;
  /** Key that does the same as the button, on the board; missing if no key does. */
  readonly key?: string;
  /** True for the action that a person should take first. */
  readonly isPrimary: boolean;
}

/** Builds the actions: call the rider or copy the waybill id, then copy the text for customers. */
export function barActions(
  { status, rider, waybillId }: DeliveryReport,
  reason: ToHandleReason | null,
  isPutOff: boolean,
): readonly BarAction[] {
  const isCallable = rider?.callable === true;
  const isCallFirst = isCallable && reason !== null && REASON_WORDING[reason].action === 'call';
  const copySummary = {
    name: 'copy-summary',
    text: '复制给顾客',
    icon: 'copy',
    key: 'C',
    isPrimary: !isCallFirst && (isPutOff || reason === 'late'),
  } as const;
  if (status.isFinal) return [copySummary];
  if (isCallable) {
    const call = { name: 'call', text: '拨打', icon: 'phone', key: 'P' } as const;
    return [{ ...call, isPrimary: isCallFirst }, copySummary];
  }
  if (reason === null || waybillId === null) return [copySummary];
  const text = '复制运单号';
  return [{ name: 'copy-waybill', text, icon: 'copy', isPrimary: false }, copySummary];
}
