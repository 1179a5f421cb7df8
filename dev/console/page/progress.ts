import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ShownDelivery } from '../../protocol/host-state';
import { deliveryWords, tagOf } from './delivery-words';

/** Where the progress of a delivery is being dragged to. */
export interface Dragged {
  readonly orderId: string;
  readonly status: number;
}

export interface ProgressListener {
  /** Told where the thumb is while it is dragged; null when it is let go. */
  readonly drag: (to: Dragged | null) => void;
  /** Told where it was let go, ahead of where the delivery is. */
  readonly advance: (orderId: string, status: number) => void;
}

interface SliderEvent {
  readonly target: HTMLInputElement;
}

/**
 * What a delivery is about, and a slider over the stages of its usual way: whoever drags it on takes the delivery on. Backwards it does not go.
 *
 * @param now ms on the one clock
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
  /** Where the thumb is; from behind the delivery it is taken back to it. */
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
