import type { DeliveryReport, Stuck, StuckReason } from '../../contract/delivery';
import {
  type Tone,
  isOnItsWay,
  riderAt,
  toneOf,
  isPickingUp,
} from '../../contract/delivery-status';
import { companyName } from '../../contract/shop';
import { durationWords } from '../../ui/wording/measures';
import { NEXT_STEP_HEADS, statusWording } from '../../ui/wording/status-wording';
import type { ExpectedArrival } from './delivery-times';

export interface NextStepView {
  readonly head: string;
  readonly text: string;
  /** Colour of the step; `neutral` for a step without hurry, which has no head. */
  readonly tone: Tone;
}

/**
 * Builds the next step: of a stuck delivery, a late one, or the usual one of its status; null for
 * none. An exception always has its own.
 */
export function nextStepView(
  report: DeliveryReport,
  arrival: ExpectedArrival | null,
  now: number,
): NextStepView | null {
  const { status, stuck } = report;
  const isLate = isOnItsWay(status.name) && arrival !== null && arrival.minutesLate > 0;
  // An exception is worse than a delay, and of a late delivery the page's figure tells already.
  const isLeftOut = status.name === 'exception' || (isLate && stuck?.reason === 'overdue');
  if (stuck !== undefined && !isLeftOut) return stuckStep(report, stuck, now);
  if (isLate) return { head: NEXT_STEP_HEADS.wait, text: lateStep(report), tone: 'wait' };
  const { nextStep } = statusWording(status);
  // With 取货码, the page's figure already says how to hand the goods over.
  const isSaid = riderAt(status.name) === 'at-store' && handoverCode(report) !== null;
  if (nextStep === null || isSaid) return null;
  const { by, text } = nextStep;
  return { head: NEXT_STEP_HEADS[by], text, tone: by === 'wait' ? 'neutral' : toneOf(status.name) };
}

/** Texts of a delivery that is stuck: for how long already, and what to do. */
export const STUCK_WORDING: Readonly<
  Record<
    StuckReason,
    {
      readonly sentence: (howLong: string) => string;
      /** `ask`: words for asking the rider, like `打给骑手问`. */
      readonly step: (ask: string) => string;
    }
  >
> = {
  'no-rider': {
    sentence: (howLong) => `等了 ${howLong}，还没有骑手接单。`,
    step: () => '到下单的系统加小费或改派，也可以请配送公司催一催。',
  },
  'at-store': {
    sentence: (howLong) => `骑手到店 ${howLong}，还没取走货。`,
    step: () => '看看货备好没有；已经交给骑手的，请他点“取货”。',
  },
  'not-moving': {
    sentence: (howLong) => `骑手的位置 ${howLong}没有变化。`,
    step: (ask) => `${ask}是不是遇到了困难。`,
  },
  overdue: {
    sentence: (howLong) => `比最初的预计晚了 ${howLong}。`,
    step: (ask) => `${ask}还要多久，再告诉顾客。`,
  },
};

/**
 * Builds the step of a delivery that is stuck, like `骑手到店 16 分钟，还没取走货。看看货备好没有…`.
 */
function stuckStep(report: DeliveryReport, { reason, since }: Stuck, now: number): NextStepView {
  const { sentence, step } = STUCK_WORDING[reason];
  return {
    head: NEXT_STEP_HEADS.staff,
    text: sentence(durationWords(now - since)) + step(howToReach(report)),
    tone: 'wait',
  };
}

function lateStep(report: DeliveryReport): string {
  return `${howToReach(report)}还要多久，再把新的时间告诉顾客。`;
}

/** Writes how staff reach the rider: `打给骑手问`; the company's system where it hides his number. */
function howToReach({ rider, company }: DeliveryReport): string {
  if (rider?.callable === true) return '打给骑手问';
  const name = company === undefined ? '配送公司' : `“${companyName(company)}”`;
  return `在${name}的系统里联系骑手，问`;
}

/**
 * Returns 取货码, with which the shop checks the rider of 同城配送, while he is on his way to the store or
 * there; else null.
 */
export function handoverCode({ status, handover }: DeliveryReport): string | null {
  return isPickingUp(status.name) ? (handover?.code ?? null) : null;
}

export interface BarAction {
  readonly name: 'call' | 'copy-waybill' | 'copy-summary';
  readonly text: string;
  readonly icon: string;
  /** True for the action that a person should take first. */
  readonly isPrimary: boolean;
}

/** Action that the present state asks for; null when there is nothing that has to be done. */
export type Emphasis = 'call' | 'copy' | null;

/**
 * Builds the actions of the bar: how to reach the rider, then what to tell the customer. A rider
 * with a hidden number is found by the waybill id in the company's app.
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
  const isBadStage = status.stage === 'returning' || status.stage === 'exception';
  const isToHandle = isBadStage || emphasis !== null || stuck !== undefined;
  if (isToHandle && waybillId !== null) {
    const text = '复制运单号';
    return [{ name: 'copy-waybill', text, icon: 'copy', isPrimary: false }, copySummary];
  }
  return [copySummary];
}
