import type { TemplateResult } from 'lit-html';
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { tagOf } from './delivery-words';

export interface Progress {
  readonly orderId: string;
  readonly status: number;
  /** The statuses of the delivery's usual way, from first to last. */
  readonly way: readonly number[];
  /** Where the thumb is being dragged; null when it is not. */
  readonly dragged: number | null;
}

export interface ProgressListener {
  /** Told where the thumb is while it is dragged; null when it is let go. */
  readonly dragged: (status: number | null) => void;
  /** Told where it was let go, ahead of where the delivery is. */
  readonly released: (status: number) => void;
}

/** A slider over the stages of a delivery: whoever drags it on takes the delivery on. Backwards it does not go. */
export function progressSlider(
  { orderId, status, way, dragged: draggedTo }: Progress,
  { dragged, released }: ProgressListener,
): TemplateResult {
  const here = way.indexOf(status);
  const last = way.length - 1;
  const onlyAhead = (slider: HTMLInputElement): number => {
    const wanted = Math.max(here, Number(slider.value));
    slider.value = String(wanted);
    return wanted;
  };
  return html`<input
    type="range"
    class="progress"
    min="0"
    max=${last}
    step="1"
    aria-label="进度：${orderId}"
    aria-valuetext=${tagOf(draggedTo ?? status)}
    style="--done: ${(here / last) * 100}%"
    .value=${live(String(way.indexOf(draggedTo ?? status)))}
    @input=${({ target }: Event) => {
      if (target instanceof HTMLInputElement) dragged(way[onlyAhead(target)] ?? null);
    }}
    @change=${({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      const wanted = way[onlyAhead(target)];
      dragged(null);
      if (wanted !== undefined && wanted !== status) released(wanted);
    }}
  />`;
}
