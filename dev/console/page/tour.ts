import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { NEXT_STEP_HEADS, statusWording } from '../../../miniprogram/ui/wording/status-wording';
import type { HostState, ShownDelivery } from '../../protocol/host-state';
import type { Press } from './controls';
import { button } from './controls';
import type { Pane } from './panes';
import type { Mishap, TourStep } from './tour-step';

/** Button of the mini-program that looks an order up. */
export const LOOK_UP_BUTTON = '查骑手';

const STEPS: readonly {
  readonly step: TourStep['step'];
  readonly text: (orderId: string) => string;
}[] = [
  { step: 'pick', text: (orderId) => `点订单号 ${orderId}。` },
  { step: 'look-up', text: () => `按手机里的“${LOOK_UP_BUTTON}”。` },
  { step: 'mishap', text: () => '同一行点“联系不上”。' },
  { step: 'read', text: () => '看手机，最多 20 秒后它会说：出了什么事，接下来做什么。' },
];

/**
 * Returns a delivering order (301) for the tour, or null: one that was looked up, else the one that
 * is in the phone, else the first.
 *
 * @param inPhone order id that was last typed into the phone
 */
export function exampleOf(
  { calls, shop }: Pick<HostState, 'calls'> & { readonly shop: Pick<HostState['shop'], 'kind'> },
  deliveries: readonly ShownDelivery[],
  inPhone: string | null,
): string | null {
  if (shop.kind === 'empty') return null;
  const underWay = deliveries.filter(({ status }) => status === 301).map(({ orderId }) => orderId);
  const looked = calls.find(({ isOk, orderId }) => isOk && underWay.includes(orderId ?? ''));
  const typed = underWay.find((orderId) => orderId === inPhone);
  return looked?.orderId ?? typed ?? underWay[0] ?? null;
}

/** Returns the pane in which the tour's next step is done, or null. */
export function paneOf(seen: TourStep | null): Pane | null {
  if (seen === null || seen.step === 'through') return null;
  return seen.step === 'read' || seen.step === 'look-up' ? 'phone' : 'deliveries';
}

/** Draws the guided tour: four instructions, or its closing words at the end. */
export function tourStrip(seen: TourStep, close: Press): TemplateResult {
  const { step, orderId } = seen;
  const here = STEPS.findIndex((one) => one.step === step);
  return html`<div class="row tour__steps" role="status">
      ${
        seen.step === 'through'
          ? through(seen)
          : html`<b class="tour__head">第一次来？</b>
              <ol class="row tour__steps">
                ${STEPS.map(
                  ({ text }, index) =>
                    html`<li
                      class="tour__step"
                      ?data-done=${index < here}
                      aria-current=${index === here ? 'step' : nothing}
                    >
                      <span>${index < here ? '✓' : index + 1}</span>${text(orderId)}
                    </li>`,
                )}
              </ol>`
      }
    </div>
    ${button(step === 'through' ? '知道了' : '不用了', close)}`;
}

/** Draws the tour's closing words, which quote what the phone says about the mishap. */
function through({ status }: Mishap): TemplateResult {
  const { title, nextStep } = statusWording(statusOfCode(status));
  const step =
    nextStep === null ? '。' : `，也说了${NEXT_STEP_HEADS[nextStep.by]}：${nextStep.text}`;
  return html`<b class="tour__head">就是这样。</b>
    <p>
      手机说“${title}”${step} 接着试试看板和“让 40
      单上路”、“下一步”和“自动走”、“捣乱”、换人、“从空店开始”。
    </p>`;
}
