import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { codeStatus } from '../../protocol/delivery-status';
import type { ShownDelivery } from '../../protocol/host-state';
import { askedEverySeconds, SERVING_SECONDS } from '../../protocol/serving-time';
import type { Press } from './controls';
import { button } from './controls';
import { attemptWords, deliveryWords, milestoneOf, tagOf } from './delivery-words';
import type { Dragged, ProgressListener } from './progress';
import { progress } from './progress';
import type { TourStep } from './tour-step';

/** Handlers of a delivery's controls. */
export interface DeliveryPresses extends ProgressListener {
  readonly intoPhone: (orderId: string) => Press;
  readonly move: (orderId: string, status: number) => Press;
  readonly changeRider: (orderId: string) => Press;
  readonly placeOrder: Press;
  /** Places an order of 同城配送. */
  readonly placeIntracityOrder: Press;
  /** Places 40 orders under way, at staggered stages, and asks whether they go on the board. */
  readonly placeCrowd: Press;
  /** Lets a delivery move on by itself, or no more; for null all of them. */
  readonly moveOn: (orderId: string | null, isOn: boolean) => Press;
  /** Receives what was typed to filter the list. */
  readonly filter: (wanted: string) => void;
  readonly showBarcode: (orderId: string) => Press;
  /** Shows a delivery's possible mishaps (cancelled, refused …). null hides them. */
  readonly openMishaps: (orderId: string | null) => Press;
}

export interface DeliveryTable {
  readonly deliveries: readonly ShownDelivery[];
  /** Says whether all of them move on by themselves. */
  readonly areAllMovingOn: boolean;
  /** Part of an order id, a rider's name or a status that listed deliveries have; may be empty. */
  readonly wanted: string;
  /** Order id of the delivery whose possible mishaps (cancelled, refused …) are shown. */
  readonly mishapsOf: string | null;
  readonly dragged: Dragged | null;
  /** Current step of the guided tour, which highlights a button of one delivery. */
  readonly tour: TourStep | null;
  /** Current time, in ms since 1970 on the simulated clock. */
  readonly now: number;
}

/** Shortcut button for the most frequent mishap, by current status code. */
const LIKELY: Readonly<Record<number, { readonly status: number; readonly label: string }>> = {
  101: { status: 103, label: '取消' },
  202: { status: 303, label: '取消' },
  301: { status: 304, label: '联系不上' },
  10000: { status: 20000, label: '取消' },
  30000: { status: 60000, label: '退单' },
  40000: { status: 60000, label: '退单' },
  50000: { status: 90000, label: '出异常' },
};

/** Draws the card 沙箱里的配送: the sandbox's deliveries and their controls. */
export function deliveryTable(table: DeliveryTable, presses: DeliveryPresses): TemplateResult {
  const { deliveries, areAllMovingOn, wanted, now } = table;
  const underWay = deliveries.filter(({ status }) => !codeStatus(status).isFinal).length;
  const listed = deliveries.filter((delivery) => isWanted(delivery, wanted, now));
  return html`
    <div class="row card__head">
      <h2>沙箱里的配送</h2>
      <p>${deliveries.length} 单 · 在途 ${underWay}</p>
      <p class="hint">点订单号放进手机；每步过 ${SERVING_SECONDS} 秒，手机再问就看到。</p>
      <span class="row">
        <input
          class="filter"
          type="search"
          placeholder="单号、骑手或状态"
          aria-label="只看这样的配送"
          .value=${live(wanted)}
          @input=${({ target }: { readonly target: HTMLInputElement }) => {
            presses.filter(target.value);
          }}
        />
        ${button('▸ 自动走', presses.moveOn(null, !areAllMovingOn), {
          kind: 'switch',
          name: '自动走',
          title: '在途的单自己往前走，按上面的时钟，各有快慢；只让一单走，点它那一行的 ▸',
          isPressed: areAllMovingOn,
        })}
        ${button('让 40 单上路', presses.placeCrowd, {
          title: '再加 40 单，各在各的阶段；要不要也放上看板，点了再选',
        })}
        ${button('新配送', presses.placeOrder)}
        ${button('新同城配送', presses.placeIntracityOrder, { title: '19 位单号，没有骑手位置' })}
      </span>
    </div>
    ${listed.length === 0 ? html`<p class="hint" role="status">没有这样的配送。</p>` : nothing}
    <ul class="deliveries">
      ${repeat(
        listed,
        ({ orderId }) => orderId,
        (delivery) => row(delivery, table, presses),
      )}
    </ul>
  `;
}

/** Says whether an order id, a rider's name or a status contains the text, in any case. */
function isWanted(delivery: ShownDelivery, wanted: string, now: number): boolean {
  const { status, what } = deliveryWords(delivery, now);
  const part = wanted.trim().toLowerCase();
  const ids = [delivery.orderId, delivery.storeOrderId ?? ''];
  return [...ids, delivery.riderName ?? '', status, what].some((words) =>
    words.toLowerCase().includes(part),
  );
}

function row(
  delivery: ShownDelivery,
  { mishapsOf, dragged, tour, now }: DeliveryTable,
  presses: DeliveryPresses,
): TemplateResult {
  const { orderId, storeOrderId, courier, store, earlier, destination } = delivery;
  const { status: tag, tone } = deliveryWords(delivery, now);
  // The number by which the shop's people know the order.
  const ownId = storeOrderId ?? orderId;
  const areMishapsShown = orderId === mishapsOf;
  const step = tour?.orderId === orderId ? tour.step : null;
  return html`<li class="delivery">
    ${button(ownId, presses.intoPhone(ownId), {
      kind: 'id',
      title: '放进手机',
      isPointedAt: step === 'pick',
    })}
    <span class="delivery__from"
      ><span>${courier}<span class="hint delivery__to"> → ${destination}</span></span>
      <span class="hint">${store}</span></span
    >
    <span class="tag" style="--tone: var(--${tone}); --ground: var(--${tone}-on)">${tag}</span>
    ${progress(delivery, dragged, now, presses)}
    <span class="row delivery__buttons"
      >${rowButtons(delivery, areMishapsShown, step === 'mishap', now, presses)}</span
    >
    ${
      earlier.length > 0
        ? html`<span class="hint delivery__more"
            >之前叫过 ${earlier.map(attemptWords).join('、')}</span
          >`
        : nothing
    }
    ${
      storeOrderId === null
        ? nothing
        : html`<span class="row hint delivery__more"
            >同城配送，微信单号
            ${button(orderId, presses.intoPhone(orderId), { kind: 'value', title: '放进手机' })}</span
          >`
    }
    ${areMishapsShown ? mishaps(delivery, presses) : nothing}
  </li>`;
}

function rowButtons(
  delivery: ShownDelivery,
  areMishapsShown: boolean,
  isPointedAt: boolean,
  now: number,
  { move, moveOn, changeRider, openMishaps, showBarcode }: DeliveryPresses,
): readonly unknown[] {
  const { orderId, status, next, regularStatuses, canChangeRider, isMovingOn } = delivery;
  const [usual, ...others] = next;
  const likely = LIKELY[status];
  return [
    usual === undefined
      ? nothing
      : button(html`下一步<i>${tagOf(usual)}</i>`, move(orderId, usual), {
          title: `${milestoneOf(usual)}；手机最多 ${askedEverySeconds(delivery, now)} 秒后看到`,
        }),
    regularStatuses.length === 0
      ? nothing
      : button('▸', moveOn(orderId, !isMovingOn), {
          kind: 'switch',
          name: `自动走：${orderId}`,
          title: '自动走：这一单自己往前走',
          isPressed: isMovingOn,
        }),
    canChangeRider ? button('换骑手', changeRider(orderId), { title: '交给另一位骑手' }) : nothing,
    likely === undefined
      ? nothing
      : button(likely.label, move(orderId, likely.status), {
          title: `${likely.status} ${milestoneOf(likely.status)}`,
          isPointedAt,
        }),
    others.length === 0
      ? nothing
      : button('异常', openMishaps(areMishapsShown ? null : orderId), {
          name: `异常：${orderId}`,
          isOpen: areMishapsShown,
        }),
    button('条码', showBarcode(orderId), { title: '显示条码，或像扫码枪一样输入' }),
  ];
}

/** Draws a button for each mishap. In a <select>, every press of an arrow key would trigger one. */
function mishaps({ orderId, next }: ShownDelivery, { move }: DeliveryPresses): TemplateResult {
  return html`<span class="row delivery__more">
    ${next.slice(1).map((code) => button(`${code} ${milestoneOf(code)}`, move(orderId, code)))}
  </span>`;
}
