import JsBarcode from 'jsbarcode';
import { html } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { WindowContent } from './window';

/** Sizes in modules (widths of the narrowest bar). Scanners need a margin of 10 (ISO/IEC 15417). */
const LOOK = { format: 'CODE128', width: 1, height: 32, margin: 10, displayValue: false };

/** Describes a window with an order's barcode. Its answer is the text that a scanner types. */
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
      <p class="hint">
        Code 128，扫码枪和手机都能扫。没有扫码枪，就让它输入：逐字打进手机，最后回车。
      </p>`,
    answers: [{ label: '扫进手机', answer: orderId }],
  };
}
