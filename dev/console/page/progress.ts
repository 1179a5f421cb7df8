import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ShownDelivery } from '../../protocol/host-state';
import { deliveryWords, tagOf } from './delivery-words';

/** Delivery whose slider is being dragged, and the status at which the thumb is. */
export interface Dragged {
  readonly orderId: string;
  readonly status: number;
}

export interface ProgressListener {
  /** Receives the thumb's status while the slider is dragged, and null at the end. */
  readonly drag: (to: Dragged | null) => void;
  /** Receives the later status at which the thumb was released. */
  readonly advance: (orderId: string, status: number) => void;
}

interface SliderEvent {
  readonly target: HTMLInputElement;
}

/**
 * Draws a slider over a delivery's regular statuses (no mishaps). It moves forwards only.
 *
 * @param now current time, in ms since 1970 on the simulated clock
 */
export function progress(
  delivery: ShownDelivery,
  dragged: Dragged | null,
  now: number,
  { drag, advance }: ProgressListener,
): TemplateResult {
  const { orderId, status, regularStatuses } = delivery;
  const { what, isStuck } = deliveryWords(delivery, now);
  const isDragged = dragged?.orderId === orderId;
  const shown = isDragged ? dragged.status : status;
  /** Returns the thumb's status. A thumb left of the current status snaps back to it. */
  const statusAt = ({ target }: SliderEvent): number => {
    const wanted = Math.max(regularStatuses.indexOf(status), Number(target.value));
    target.value = String(wanted);
    return regularStatuses[wanted] ?? status;
  };
  const slider = html`<input
    type="range"
    max=${regularStatuses.length - 1}
    aria-label="进度：${orderId}"
    aria-valuetext=${tagOf(shown)}
    .value=${live(String(regularStatuses.indexOf(shown)))}
    @input=${(event: SliderEvent) => {
      drag({ orderId, status: statusAt(event) });
    }}
    @change=${(event: SliderEvent) => {
      const wanted = statusAt(event);
      drag(null);
      if (wanted !== status) advance(orderId, wanted);
    }}
  />`;
  const passed = (regularStatuses.indexOf(status) / (regularStatuses.length - 1)) * 100;
  return html`<span class="hint progress" style="--passed: ${passed}%">
    <span class="progress__what" ?data-stuck=${isStuck} ?data-dragged=${isDragged}
      >${isDragged ? `松手就到：${tagOf(shown)}` : what}</span
    >
    ${regularStatuses.length > 0 ? slider : nothing}
  </span>`;
}
