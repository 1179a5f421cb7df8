import type { TemplateResult } from 'lit-html';
import { html, render, svg } from 'lit-html';
import { barsOf } from './code-128';

/** What some scanners put before what they have read: the kind of the code. */
const KIND_PREFIX = 'CODE_128,';
/** Light modules on either side: at least 10 (ISO/IEC 15417), or a scanner does not find the code. */
const QUIET = 10;
const HEIGHT = 40;

/** A Code 128 as a picture that scales; black on white in every theme, as scanners want it. */
export function barcodePicture(text: string): TemplateResult {
  const bars = barsOf(text);
  const path = [...bars.matchAll(/1+/g)]
    .map(({ index, 0: bar }) => `M${QUIET + index} 0h${bar.length}v${HEIGHT}h-${bar.length}z`)
    .join('');
  const width = bars.length + 2 * QUIET;
  return html`<svg
    class="barcode__picture"
    role="img"
    aria-label="订单号 ${text} 的条码"
    viewBox="0 0 ${width} ${HEIGHT}"
    preserveAspectRatio="none"
    shape-rendering="crispEdges"
  >
    ${svg`<path d=${path} />`}
  </svg>`;
}

/**
 * The window that shows an order's barcode, large.
 *
 * @param scan types what a scanner has read into the phone, and ends with Enter as one does
 */
export function createBarcodeWindow(
  dialog: HTMLElement,
  scan: (text: string) => void,
): (orderId: string) => void {
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('A window is a <dialog>.');
  let withKind = false;
  // A press beside the window puts it away.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return (orderId) => {
    render(
      html`<div class="window__inside">
        <h2 id="barcode-title">条码</h2>
        ${barcodePicture(orderId)}
        <p class="barcode__text">${orderId}</p>
        <p class="card__hint">
          Code 128，扫码枪和手机都能扫。没有扫码枪，就让它输入：逐字打进手机，最后回车。
        </p>
        <label class="barcode__kind"
          ><input
            type="checkbox"
            .checked=${withKind}
            @change=${({ target }: Event) => {
              if (target instanceof HTMLInputElement) withKind = target.checked;
            }}
          />带上 ${KIND_PREFIX} 前缀（有的扫码枪会这样）</label
        >
        <div class="window__buttons">
          <button
            type="button"
            class="button"
            @click=${() => {
              dialog.close();
            }}
          >
            关闭
          </button>
          <button
            type="button"
            class="button button--first"
            @click=${() => {
              dialog.close();
              scan(withKind ? KIND_PREFIX + orderId : orderId);
            }}
          >
            扫进手机
          </button>
        </div>
      </div>`,
      dialog,
    );
    dialog.showModal();
  };
}
