import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { ShownCall } from '../../protocol/host-state';
import { callWords } from './call-words';

const SHOWN = 60;

/** Draws the card 云端在做什么: the latest calls of cloud functions, newest first. */
export function callList(calls: readonly ShownCall[]): TemplateResult {
  return html`
    <div class="row card__head">
      <h2>云端在做什么</h2>
      <p class="hint">每一行是一次云函数调用。停了，就是小程序没有再问。</p>
    </div>
    ${
      calls.length === 0
        ? html`<p class="hint">还没有调用。在手机里查一个订单号试试。</p>`
        : html`<ol class="calls" tabindex="0">
            ${calls.slice(0, SHOWN).map(line)}
          </ol>`
    }
  `;
}

function line(call: ShownCall): TemplateResult {
  const { steps, tone, extras } = callWords(call);
  return html`<li class="call">
    <time class="hint">${TIME.format(call.at)}</time>
    ${call.name} ${call.orderId === null ? nothing : html`<b>${call.orderId}</b>`} ${call.who} →
    <b style="color: var(--${tone})">${steps.join(' → ')}</b>
    ${extras.map((extra) => html` <span class="hint">· ${extra}</span>`)}
  </li>`;
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
