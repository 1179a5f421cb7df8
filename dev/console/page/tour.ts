import type { TemplateResult } from 'lit-html';
import { html, nothing, render } from 'lit-html';
import type { ShownCall } from '../../protocol/host-state';
import { statusOf } from '../../../miniprogram/shared/delivery-status';
import { NEXT_STEP_HEADS, statusWording } from '../../../miniprogram/shared/status-wording';
import type { Mishap, TourPlace, TourStep } from './tour-step';
import { createTourProgress } from './tour-step';

const STEPS: readonly {
  readonly step: TourStep;
  readonly text: (orderId: string) => string;
}[] = [
  {
    step: 'look-up',
    text: (orderId) => `点订单号 ${orderId}，按手机里的“查骑手”。`,
  },
  {
    step: 'mishap',
    text: () => '同一行点“联系不上”。',
  },
  {
    step: 'read',
    text: () => '看手机，几秒后它会说：出了什么事，接下来做什么。',
  },
];

const CLOSED_KEY = 'tour';

export interface Tour {
  /** @param example an order that may be looked up and go wrong, if there is one */
  readonly draw: (calls: readonly ShownCall[], example: string | null) => TourStep | null;
  /** Takes notice of what a person let go wrong. */
  readonly happened: (mishap: Mishap) => void;
  /** From the first sentence on again, if it is shown. */
  readonly begin: () => void;
  /** Shows it from the first sentence on. */
  readonly open: () => void;
}

/**
 * Three sentences that lead who has never been here from an order id to an exception and its next step. Shown until it is put away.
 *
 * @param changed told when it was put away
 */
export function createTour(place: HTMLElement, changed: () => void): Tour {
  let isOpen = localStorage.getItem(CLOSED_KEY) === null;
  const progress = createTourProgress();

  const close = (): void => {
    isOpen = false;
    localStorage.setItem(CLOSED_KEY, 'closed');
    changed();
  };

  return {
    draw: (calls, example) => {
      const seen = progress.at(calls, example);
      place.hidden = !isOpen || seen === null;
      if (place.hidden || seen === null) return null;
      render(tourStrip(seen, close), place);
      return seen.step;
    },
    happened: progress.happened,
    begin: progress.begin,
    open: () => {
      localStorage.removeItem(CLOSED_KEY);
      isOpen = true;
      progress.begin();
      changed();
    },
  };
}

function tourStrip(seen: TourPlace, close: () => void): TemplateResult {
  const { step, orderId } = seen;
  const at = STEPS.findIndex((one) => one.step === step);
  return html`<div class="tour__steps" role="status">
      ${
        seen.step === 'through'
          ? through(seen)
          : html`<b class="tour__head">第一次来？</b>
              <ol class="tour__list">
                ${STEPS.map(
                  ({ text }, index) =>
                    html`<li
                      class="tour__step"
                      ?data-done=${index < at}
                      aria-current=${index === at ? 'step' : nothing}
                    >
                      <span class="tour__number">${index < at ? '✓' : index + 1}</span
                      >${text(orderId)}
                    </li>`,
                )}
              </ol>`
      }
    </div>
    <button type="button" class="button" @click=${close}>
      ${step === 'through' ? '知道了' : '不用了'}
    </button>`;
}

/** What the phone now says, so that nobody misses it. */
function through({ status }: Mishap): TemplateResult {
  const { title, nextStep } = statusWording(statusOf(status));
  return html`<b class="tour__head">就是这样。</b>
    <p>
      手机说“${title}”，也说了${NEXT_STEP_HEADS[nextStep.by]}：${nextStep.text}
      接着可以试试“捣乱”、×10 和“深色”。
    </p>`;
}
