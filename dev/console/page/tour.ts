import { type TemplateResult, html, nothing } from 'lit-html';
import { NEXT_STEP_HEADS, statusWording } from '../../../miniprogram/ui/wording/status-wording';
import { codeStatus, statusOfCode } from '../../protocol/delivery-status';
import type { HostState, ShownDelivery } from '../../protocol/host-state';
import { button } from './controls';
import type { Shown, TourStep } from './shown';

/** Button of the mini-program that looks an order up. */
export const LOOK_UP_BUTTON = '查骑手';

/** Status of an order with which the tour begins: the rider is under way. */
const DELIVERING = 301;

const STEPS = ['pick', 'look-up', 'mishap', 'read'] as const;

/**
 * Returns the current step, which follows from the order in the phone: its status, and what the
 * cloud answered of it. null if there is no suitable order.
 *
 * @param deliveries all deliveries, in the order of the list
 * @param inPhone order id that was last typed into the phone
 * @param before step so far
 */
export function tourStep(
  { calls, shop }: HostState,
  deliveries: readonly ShownDelivery[],
  inPhone: string | null,
  before: TourStep | null,
): TourStep | null {
  if (shop.kind === 'empty') return null;
  // The closing words stay, whatever is done next.
  if (before?.step === 'through' && inPhone !== null) return before;
  const inTour = deliveries.find(({ orderId }) => orderId === inPhone);
  const isMishap = inTour !== undefined && codeStatus(inTour.status).stage === 'returning';
  if (inTour === undefined || (inTour.status !== DELIVERING && !isMishap)) {
    const example = deliveries.find(({ status }) => status === DELIVERING);
    return example === undefined ? null : { step: 'pick', ...example };
  }
  const answers = calls.filter(
    ({ orderId, isOk, isReveal }) => orderId === inPhone && isOk && !isReveal,
  );
  if (answers.length === 0) return { step: 'look-up', ...inTour };
  if (!isMishap) return { step: 'mishap', ...inTour };
  const isRead = answers.some(({ outcome }) => outcome === String(inTour.status));
  return { step: isRead ? 'through' : 'read', ...inTour };
}

/** Draws the guided tour: four instructions, or its closing words at the end. */
export function tourStrip({ tour, view, change }: Shown): TemplateResult | typeof nothing {
  if (tour === null) return nothing;
  const isThrough = tour.step === 'through';
  const close = (): void => {
    change({ kept: { ...view.kept, isTourOpen: false } });
  };
  return html`<div class="row tour__steps" role="status">
      ${isThrough ? closingWords(tour.status) : instructions(tour)}
    </div>
    ${button(isThrough ? '知道了' : '不用了', close)}`;
}

function instructions({ step, orderId }: TourStep): TemplateResult {
  const here = STEPS.findIndex((one) => one === step);
  const texts = [
    `点订单号 ${orderId}。`,
    `按手机里的“${LOOK_UP_BUTTON}”。`,
    '同一行点“联系不上”。',
    '看手机，最多 20 秒后它会说：出了什么事，接下来做什么。',
  ];
  return html`<b class="tour__head">第一次来？</b>
    <ol class="row tour__steps">
      ${texts.map(
        (text, index) =>
          html`<li
            class="tour__step"
            ?data-done=${index < here}
            aria-current=${index === here ? 'step' : nothing}
          >
            <span>${index < here ? '✓' : index + 1}</span>${text}
          </li>`,
      )}
    </ol>`;
}

/** Draws the tour's closing words, which quote what the phone says about the mishap. */
function closingWords(status: number): TemplateResult {
  const { title, nextStep } = statusWording(statusOfCode(status));
  const advice =
    nextStep === null ? '。' : `，也说了${NEXT_STEP_HEADS[nextStep.by]}：${nextStep.text}`;
  return html`<b class="tour__head">就是这样。</b>
    <p>
      手机说“${title}”${advice} 接着试试看板和“让 40
      单上路”、“下一步”和“自动走”、“捣乱”、换人、“从空店开始”。
    </p>`;
}
