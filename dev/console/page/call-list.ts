import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { ShownCall } from '../../protocol/host-state';
import { callWords } from './call-words';

const SHOWN = 60;

/** 云端在做什么: the latest calls of functions, newest first. */
export function callList(calls: readonly ShownCall[]): TemplateResult {
  return html`
    <div class="card__head">
      <h2>云端在做什么</h2>
      <p class="card__hint">每一行是一次云函数调用。停了，就是小程序没有再问。</p>
    </div>
    ${
      calls.length === 0
        ? html`<p class="calls__none">还没有调用。在手机里查一个订单号试试。</p>`
        : html`<ol class="calls">
            ${calls.slice(0, SHOWN).map(line)}
          </ol>`
    }
  `;
}

function line(call: ShownCall): TemplateResult {
  const { steps, tone, extras } = callWords(call);
  return html`<li class="call">
    <time class="call__time">${TIME.format(call.at)}</time>
    ${call.name} ${call.orderId === null ? nothing : html`<b>${call.orderId}</b>`} ${call.who} →
    <span class="call__outcome" data-tone=${tone}>${steps.join(' → ')}</span>
    ${extras.map((extra) => html`<span class="call__extra"> · ${extra}</span>`)}
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
