import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ShownDelivery } from '../../protocol/host-state';
import { SERVING_SECONDS } from '../../protocol/serving-time';
import { attemptWords, deliveryWords, milestoneOf, tagOf } from './delivery-words';
import { progressSlider } from './progress';

export interface DeliveryButtons {
  readonly intoPhone: (orderId: string) => void;
  readonly move: (orderId: string, status: number) => void;
  /** Several steps at once, along the usual way. */
  readonly advance: (orderId: string, status: number) => void;
  readonly changeRider: (orderId: string) => void;
  readonly place: () => void;
  readonly showBarcode: (orderId: string) => void;
  /** Shows what may go wrong with a delivery; null puts it away. */
  readonly openTroubles: (orderId: string | null) => void;
  /** Where a delivery's progress is being dragged to; null when it is let go. */
  readonly drag: (to: Dragged | null) => void;
}

export interface Dragged {
  readonly orderId: string;
  readonly status: number;
}

export interface DeliveryTable {
  readonly deliveries: readonly ShownDelivery[];
  /** The delivery whose troubles are shown, if one's are. */
  readonly troubled: string | null;
  readonly dragged: Dragged | null;
  /** The one that the tour speaks of, and whether of what may go wrong with it. */
  readonly pointedAt: { readonly orderId: string; readonly mishap: boolean } | null;
  /** ms on the one clock. */
  readonly now: number;
}

/** What ends or turns a delivery most often, by status: a button of its own, by its name. */
const LIKELY: Readonly<Record<number, { readonly status: number; readonly label: string }>> = {
  101: { status: 103, label: '取消' },
  202: { status: 303, label: '取消' },
  301: { status: 304, label: '联系不上' },
};

/** 沙箱里的配送: what the sandbox has, and what can be done to it. */
export function deliveryTable(table: DeliveryTable, buttons: DeliveryButtons): TemplateResult {
  return html`
    <div class="card__head">
      <h2>沙箱里的配送</h2>
      <p class="card__hint">点订单号放进手机，拖动进度改变状态；每一步过 ${SERVING_SECONDS} 秒。</p>
      <button type="button" class="button" @click=${buttons.place}>新配送</button>
    </div>
    <ul class="deliveries">
      ${repeat(
        table.deliveries,
        ({ orderId }) => orderId,
        (delivery) => row(delivery, table, buttons),
      )}
    </ul>
  `;
}

function row(
  delivery: ShownDelivery,
  { troubled, dragged, pointedAt, now }: DeliveryTable,
  buttons: DeliveryButtons,
): TemplateResult {
  const { orderId, courier, store, earlier, destination, status, way } = delivery;
  const isTroubled = orderId === troubled;
  const { status: tag, tone, what, isStuck } = deliveryWords(delivery, now);
  const isDragged = dragged?.orderId === orderId;
  const tour = pointedAt?.orderId === orderId ? pointedAt : null;
  return html`<li class="delivery" ?data-over=${way.length === 0 && delivery.next.length === 0}>
    <button
      type="button"
      class="delivery__id"
      title="放进手机"
      ?data-pointed-at=${tour?.mishap === false}
      @click=${() => {
        buttons.intoPhone(orderId);
      }}
    >
      ${orderId}
    </button>
    <span class="delivery__from"
      ><span class="delivery__courier">${courier}<span> → ${destination}</span></span>
      <span class="delivery__store">${store}</span></span
    >
    <span class="tag" data-tone=${tone}>${tag}</span>
    <span class="delivery__progress">
      <span class="delivery__what" ?data-stuck=${isStuck} ?data-dragged=${isDragged}
        >${isDragged ? `松手就到：${tagOf(dragged.status)}` : what}</span
      >
      ${
        way.length === 0
          ? nothing
          : progressSlider(
              { orderId, status, way, dragged: isDragged ? dragged.status : null },
              {
                dragged: (to) => {
                  buttons.drag(to === null ? null : { orderId, status: to });
                },
                released: (to) => {
                  buttons.advance(orderId, to);
                },
              },
            )
      }
    </span>
    ${rowButtons(delivery, isTroubled, tour?.mishap === true, buttons)}
    ${
      earlier.length === 0
        ? nothing
        : html`<span class="delivery__earlier"
            >之前叫过 ${earlier.map(attemptWords).join('、')}</span
          >`
    }
    ${isTroubled ? troubles(delivery, buttons) : nothing}
  </li>`;
}

function rowButtons(
  { orderId, status, next, canChangeRider }: ShownDelivery,
  isTroubled: boolean,
  isPointedAt: boolean,
  buttons: DeliveryButtons,
): TemplateResult {
  const [usual, ...others] = next;
  const likely = LIKELY[status];
  return html`<span class="delivery__buttons">
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
            下一步<span class="button__more">${tagOf(usual)}</span>
          </button>`
    }
    ${
      canChangeRider
        ? button('换骑手', '交给另一位骑手', () => {
            buttons.changeRider(orderId);
          })
        : nothing
    }
    ${
      likely === undefined
        ? nothing
        : html`<button
            type="button"
            class="button"
            title="${likely.status} ${milestoneOf(likely.status)}"
            ?data-pointed-at=${isPointedAt}
            @click=${() => {
              buttons.move(orderId, likely.status);
            }}
          >
            ${likely.label}
          </button>`
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
    ${button('条码', '显示条码，或像扫码枪一样输入', () => {
      buttons.showBarcode(orderId);
    })}
  </span>`;
}

function button(label: string, title: string, press: () => void): TemplateResult {
  return html`<button type="button" class="button" title=${title} @click=${press}>
    ${label}
  </button>`;
}

/** What may go wrong from here. Not a select: with a keyboard its first entry would happen on the way to the others. */
function troubles({ orderId, next }: ShownDelivery, buttons: DeliveryButtons): TemplateResult {
  return html`<span class="delivery__troubles">
    ${next.slice(1).map((code) =>
      button(`${code} ${milestoneOf(code)}`, milestoneOf(code), () => {
        buttons.openTroubles(null);
        buttons.move(orderId, code);
      }),
    )}
  </span>`;
}
