import type { DeliveryReport, Stuck } from '../../contract/delivery';
import { type Tone, toneOf } from '../../contract/delivery-status';
import { companyName } from '../../contract/shop';
import { duration } from '../../ui/wording/clock-time';
import { NEXT_STEP_HEADS, statusWording, STUCK_WORDING } from '../../ui/wording/status-wording';
import type { ExpectedArrival } from './arrival';
import { handoverCode } from './handover';

export interface NextStepView {
  readonly head: string;
  readonly text: string;
  /** Colour of the step; `neutral` for one that nobody has to hurry with, which has no head. */
  readonly tone: Tone;
}

/**
 * Builds the next step: of a delivery that is stuck, of a late one, or the usual one of its status.
 * An exception has its own, however late it makes the delivery.
 *
 * @param arrival arrival that the company promises, see expectedArrival
 * @param now ms on the cloud's clock
 * @returns null when there is nothing to do
 */
export function nextStepView(
  report: DeliveryReport,
  arrival: ExpectedArrival | null,
  now: number,
): NextStepView | null {
  const { status, stuck } = report;
  const isOnTheRoad = status.name === 'picked-up' || status.name === 'delivering';
  const isLate = isOnTheRoad && arrival !== null && arrival.minutesLate > 0;
  // An exception is worse than a delay, and of a late delivery the page's figure tells already.
  const isLeftOut = status.name === 'exception' || (isLate && stuck?.reason === 'overdue');
  if (stuck !== undefined && !isLeftOut) return stuckStep(report, stuck, now);
  if (isLate) return { head: NEXT_STEP_HEADS.wait, text: lateStep(report), tone: 'wait' };
  const { nextStep } = statusWording(status);
  // With 取货码 the page's figure says how to hand the goods over.
  const isSaid = status.name === 'at-store' && handoverCode(report) !== null;
  if (nextStep === null || isSaid) return null;
  const { by, text } = nextStep;
  return { head: NEXT_STEP_HEADS[by], text, tone: by === 'wait' ? 'neutral' : toneOf(status.name) };
}

/**
 * Builds the step of a delivery that is stuck, like `骑手到店 16 分钟，还没取走货。看看货备好没有…`.
 */
function stuckStep(report: DeliveryReport, { reason, since }: Stuck, now: number): NextStepView {
  const { sentence, step } = STUCK_WORDING[reason];
  return {
    head: NEXT_STEP_HEADS.staff,
    text: sentence(duration(now - since)) + step(howToReach(report)),
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
