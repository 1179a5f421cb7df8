import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ShownDelivery } from '../../host/host-state';
import { statusOf, toneOf } from '../../../miniprogram/shared/delivery-status';
import { statusWording } from '../../../miniprogram/shared/status-wording';

export interface DeliveryButtons {
  readonly intoPhone: (orderId: string) => void;
  readonly move: (orderId: string, status: number) => void;
  readonly changeRider: (orderId: string) => void;
  readonly place: () => void;
  /** Shows what may go wrong with a delivery; null puts it away. */
  readonly openTroubles: (orderId: string | null) => void;
}

const tagOf = (code: number): string => statusWording(statusOf(code)).tag;
const milestoneOf = (code: number): string => statusWording(statusOf(code)).milestone;

export interface DeliveryTable {
  readonly deliveries: readonly ShownDelivery[];
  /** The delivery whose troubles are shown, if one's are. */
  readonly troubled: string | null;
  /** ms on the one clock. */
  readonly now: number;
}

/** 沙箱里的配送: what the sandbox has, and what can be done to it. */
export function deliveryTable(
  { deliveries, troubled, now }: DeliveryTable,
  buttons: DeliveryButtons,
): TemplateResult {
  return html`
    <div class="card__head">
      <h2>沙箱里的配送</h2>
      <p class="card__hint">点订单号，它就输入到手机里；点“下一步”，配送往前走。</p>
      <button type="button" class="button" @click=${buttons.place}>新配送</button>
    </div>
    <ul class="deliveries">
      ${repeat(
        deliveries,
        ({ orderId }) => orderId,
        (delivery) => row(delivery, delivery.orderId === troubled, now, buttons),
      )}
    </ul>
  `;
}

function row(
  delivery: ShownDelivery,
  isTroubled: boolean,
  now: number,
  buttons: DeliveryButtons,
): TemplateResult {
  const { orderId, courier, destination, status, next, canChangeRider } = delivery;
  const [usual, ...others] = next;
  return html`<li class="delivery">
    <button
      type="button"
      class="delivery__id"
      title="输入到手机里"
      @click=${() => {
        buttons.intoPhone(orderId);
      }}
    >
      ${orderId}
    </button>
    <span class="delivery__courier">${courier} → ${destination}</span>
    <span class="tag" data-tone=${toneOf(status)}>${status} ${tagOf(status)}</span>
    <span class="delivery__what">${whatGoesOn(delivery, now)}</span>
    <span class="delivery__buttons">
      ${
        usual === undefined
          ? nothing
          : html`<button
              type="button"
              class="button"
              title=${milestoneOf(usual)}
              @click=${() => {
                buttons.move(orderId, usual);
              }}
            >
              下一步：${tagOf(usual)}
            </button>`
      }
      ${
        canChangeRider
          ? html`<button
              type="button"
              class="button"
              @click=${() => {
                buttons.changeRider(orderId);
              }}
            >
              换骑手
            </button>`
          : nothing
      }
      ${
        others.length === 0
          ? nothing
          : html`<button
              type="button"
              class="button button--opens"
              aria-label="异常：${orderId}"
              aria-expanded=${isTroubled}
              @click=${() => {
                buttons.openTroubles(isTroubled ? null : orderId);
              }}
            >
              异常
            </button>`
      }
    </span>
    ${isTroubled ? troubles(orderId, others, buttons) : nothing}
  </li>`;
}

/** What may go wrong from here. Not a select: with a keyboard its first entry would happen on the way to the others. */
function troubles(
  orderId: string,
  codes: readonly number[],
  buttons: DeliveryButtons,
): TemplateResult {
  return html`<span class="delivery__troubles">
    ${codes.map(
      (code) =>
        html`<button
          type="button"
          class="button"
          @click=${() => {
            buttons.openTroubles(null);
            buttons.move(orderId, code);
          }}
        >
          ${code} ${milestoneOf(code)}
        </button>`,
    )}
  </span>`;
}

function whatGoesOn(
  { riderName, remainingSeconds, changedAt }: ShownDelivery,
  now: number,
): string {
  const rider = riderName ?? '还没有骑手';
  if (remainingSeconds !== null) {
    return remainingSeconds > 0
      ? `${rider} · ${Math.ceil(remainingSeconds / 60)} 分钟后到`
      : `${rider} · 到门口了`;
  }
  const minutes = Math.max(0, Math.floor((now - changedAt) / 60_000));
  return `${rider} · ${minutes === 0 ? '刚刚' : `${minutes} 分钟前`}变化`;
}
