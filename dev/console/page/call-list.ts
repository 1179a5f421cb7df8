import { type TemplateResult, html, nothing } from 'lit-html';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { ERROR_WORDING } from '../../../miniprogram/ui/wording/failure-wording';
import type { ShownCall } from '../../protocol/host-state';
import { tagOf } from './delivery-words';
import type { Shown } from './shown';

const SHOWN = 60;

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** Draws the card 云端在做什么: the latest calls of cloud functions, newest first. */
export function callList({ state: { calls } }: Shown): TemplateResult {
  return html`<div class="row card__head">
      <h2>云端在做什么</h2>
      <p class="hint">每一行是一次云函数调用。停了，就是小程序没有再问。</p>
    </div>
    ${
      calls.length === 0
        ? html`<p class="hint">还没有调用。在手机里查一个订单号试试。</p>`
        : html`<ol class="calls" tabindex="0">
            ${calls.slice(0, SHOWN).map(line)}
          </ol>`
    }`;
}

function line(call: ShownCall): TemplateResult {
  const { at, name, action, orderId, who, deadToken, isTokenFetched } = call;
  const token = deadToken === null ? '取令牌' : `${deadToken}，换令牌`;
  const extras = [
    ...(action === null ? [] : [action]),
    ...(isTokenFetched || deadToken !== null ? [token] : []),
    `${call.ms} ms`,
    `上游 ${call.upstream}`,
    `数据库 ${call.database}`,
  ];
  return html`<li class="call">
    <time class="hint">${TIME.format(at)}</time>
    ${name} ${orderId === null ? nothing : html`<b>${orderId}</b>`} ${who} →
    <b style="color: var(--${toneOf(call)})">${outcomeOf(call)}</b>
    ${extras.map((extra) => html` <span class="hint">· ${extra}</span>`)}
  </li>`;
}

/** Returns a failure's colour: `wait` (a warning) if a retry may succeed, else `bad`. */
function toneOf({ isOk, outcome }: ShownCall): 'done' | 'wait' | 'bad' {
  if (isOk) return 'done';
  return isErrorCode(outcome) && CLOUD_ERRORS[outcome].retryable ? 'wait' : 'bad';
}

function outcomeOf({ isOk, outcome }: ShownCall): string {
  if (isOk && /^\d+$/.test(outcome)) return `${outcome} ${tagOf(Number(outcome))}`;
  if (isOk || !isErrorCode(outcome)) return outcome === 'ok' ? '好了' : outcome;
  const { title, detail = title } = ERROR_WORDING[outcome];
  return detail.replace(/。$/, '');
}

function isErrorCode(outcome: string): outcome is CloudErrorCode {
  return outcome in CLOUD_ERRORS;
}
