import JsBarcode from 'jsbarcode';
import { html } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { WindowContent } from './window';

/** A prefix of some scanners: the kind of the code. */
const KIND_PREFIX = 'CODE_128,';

const HOW_TO = `Code 128，扫码枪和手机都能扫。没有扫码枪，就让它输入：逐字打进手机，最后回车。有的扫码枪还会带上前缀“${KIND_PREFIX}”。`;

/** Sizes in modules. A scanner needs a margin of 10 modules (ISO/IEC 15417). */
const LOOK = { format: 'CODE128', width: 1, height: 32, margin: 10, displayValue: false };

/** Shows an order's barcode. The answer is what a scanner has read. */
export function barcodeWindow(orderId: string): WindowContent {
  const draw = (picture: Element | undefined): void => {
    if (picture !== undefined) JsBarcode(picture, orderId, LOOK);
  };
  return {
    title: '条码',
    content: html`<svg
        class="barcode"
        role="img"
        aria-label="订单号 ${orderId} 的条码"
        ${ref(draw)}
      ></svg>
      <p class="barcode__text">${orderId}</p>
      <p class="hint">${HOW_TO}</p>`,
    answers: [
      { label: '带前缀扫进手机', answer: KIND_PREFIX + orderId },
      { label: '扫进手机', answer: orderId },
    ],
  };
}
