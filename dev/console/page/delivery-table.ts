import { type TemplateResult, html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { codeStatus } from '../../protocol/delivery-status';
import type { ShownDelivery } from '../../protocol/host-state';
import { askedEverySeconds, SERVING_SECONDS } from '../../protocol/serving-time';
import { barcodeWindow } from './barcode';
import { button } from './controls';
import { milestoneOf, tagOf, whatGoesOn } from './delivery-words';
import type { Shown } from './shown';
import type { WindowContent } from './window';

/** The most frequent mishap, which has a button of its own: the customer cannot be reached. */
const UNREACHABLE = { from: 301, to: 304 };

/** Answer of the window to put the orders on the board. */
const ON_BOARD = 'on-board';

/** Window that asks whether 40 orders are put on the board, too. */
const PLACING_CROWD: WindowContent = {
  title: '让 40 单上路',
  content: html`<p class="hint">
      各在各的阶段。没人查过的单不在看板上：自己去查，或者让店主都放上去。
    </p>
    <p class="hint">
      放上看板后要逐单去问微信。这一分钟的次数用完了，时钟就往前走，再接着问。要等十来秒。
    </p>`,
  answers: [
    { label: '也放上看板', answer: ON_BOARD },
    { label: '只上路', answer: 'off-board' },
  ],
};

/** Draws the card 沙箱里的配送: the sandbox's deliveries and their controls. */
export function deliveryTable(shown: Shown): TemplateResult {
  const { view, deliveries, now } = shown;
  const underWay = deliveries.filter(({ status }) => !codeStatus(status).isFinal).length;
  const listed = deliveries.filter((delivery) => isWanted(delivery, view.wanted, now));
  return html`
    <div class="row card__head">
      <h2>沙箱里的配送</h2>
      <p>${deliveries.length} 单 · 在途 ${underWay}</p>
      <p class="hint">点订单号放进手机；每步过 ${SERVING_SECONDS} 秒，手机再问就看到。</p>
      <span class="row">${headControls(shown)}</span>
    </div>
    ${listed.length === 0 ? html`<p class="hint" role="status">没有这样的配送。</p>` : nothing}
    <ul class="deliveries">
      ${repeat(
        listed,
        ({ orderId }) => orderId,
        (delivery) => row(delivery, shown),
      )}
    </ul>
  `;
}

/** Says whether an order id, a rider's name or a status contains the text, in any case. */
function isWanted(delivery: ShownDelivery, wanted: string, now: number): boolean {
  const { orderId, storeOrderId, status } = delivery;
  const words = [orderId, storeOrderId ?? '', status, tagOf(status), whatGoesOn(delivery, now)];
  return words.join(' ').toLowerCase().includes(wanted.trim().toLowerCase());
}

/** Draws the filter of the list, and the buttons for all deliveries and for new ones. */
function headControls({ state, view, change, send, ask }: Shown): TemplateResult {
  const filter = ({ target }: { readonly target: HTMLInputElement }): void => {
    change({ wanted: target.value });
  };
  const placeCrowd = async (): Promise<void> => {
    const answer = await ask(PLACING_CROWD);
    if (answer !== '') await send('place-crowd', { isOnBoard: answer === ON_BOARD });
  };
  const isOn = !state.areAllMovingOn;
  return html`<input
      class="filter"
      type="search"
      placeholder="单号、骑手或状态"
      aria-label="只看这样的配送"
      .value=${live(view.wanted)}
      @input=${filter}
    />
    ${button('▸ 自动走', () => send('move-on', { orderId: null, isOn }), {
      kind: 'switch',
      name: '自动走',
      title: '在途的单自己往前走，按上面的时钟，各有快慢；只让一单走，点它那一行的 ▸',
      isPressed: state.areAllMovingOn,
    })}
    ${button('让 40 单上路', placeCrowd, {
      title: '再加 40 单，各在各的阶段；要不要也放上看板，点了再选',
    })}
    ${button('新配送', () => send('place-order'))}
    ${button('新同城配送', () => send('place-intracity-order'), {
      title: '19 位单号，没有骑手位置',
    })}`;
}

function row(delivery: ShownDelivery, shown: Shown): TemplateResult {
  const { orderId, storeOrderId, status, courier, store, earlier } = delivery;
  const { tour, view, now } = shown;
  const { tone } = codeStatus(status);
  // The number by which the shop's people know the order.
  const ownId = storeOrderId ?? orderId;
  const isPointedAt = tour?.step === 'pick' && tour.orderId === orderId;
  return html`<li class="delivery">
    ${button(ownId, intoPhone(ownId, shown), { kind: 'id', title: '放进手机', isPointedAt })}
    <span class="delivery__from">${courier}<span class="hint">${store}</span></span>
    <span class="tag" style="--tone: var(--${tone}); --ground: var(--${tone}-on)"
      >${status} ${tagOf(status)}</span
    >
    <span class="hint delivery__progress">${whatGoesOn(delivery, now)}${passedBar(delivery)}</span>
    <span class="row delivery__buttons">${rowButtons(delivery, shown)}</span>
    ${earlier.map(
      (attempt) =>
        html`<span class="hint delivery__more"
          >之前叫过 ${attempt.courier}（${attempt.status} ${tagOf(attempt.status)}）</span
        >`,
    )}
    ${
      storeOrderId === null
        ? nothing
        : html`<span class="row hint delivery__more"
            >同城配送，微信单号
            ${button(orderId, intoPhone(orderId, shown), { kind: 'value', title: '放进手机' })}</span
          >`
    }
    ${view.mishapsOf === orderId ? mishaps(delivery, shown) : nothing}
  </li>`;
}

/** Draws the passed share of the regular statuses; nothing once the delivery has ended. */
function passedBar({ status, regularStatuses }: ShownDelivery): TemplateResult | typeof nothing {
  if (regularStatuses.length === 0) return nothing;
  const passed = regularStatuses.indexOf(status) / (regularStatuses.length - 1);
  return html`<span class="delivery__bar" style="--passed: ${passed * 100}%"></span>`;
}

function intoPhone(orderId: string, { phone, change }: Shown): () => void {
  return () => {
    phone.tell({ type: 'type-order-id', orderId });
    change({ inPhone: orderId });
  };
}

function rowButtons(delivery: ShownDelivery, shown: Shown): readonly unknown[] {
  const { orderId, status, next, regularStatuses, canReassign, isMovingOn } = delivery;
  const { view, tour, now, phone, change, send, ask } = shown;
  const [usual, ...others] = next;
  const areMishapsShown = view.mishapsOf === orderId;
  const scan = async (): Promise<void> => {
    const text = await ask(barcodeWindow(orderId));
    if (text !== '') phone.scan(text);
  };
  const toggleMishaps = (): void => {
    change({ mishapsOf: areMishapsShown ? null : orderId });
  };
  return [
    usual === undefined
      ? nothing
      : button(html`下一步<i>${tagOf(usual)}</i>`, move(orderId, usual, shown), {
          title: `${milestoneOf(usual)}；手机最多 ${askedEverySeconds(delivery, now)} 秒后看到`,
        }),
    regularStatuses.length === 0
      ? nothing
      : button('▸', () => send('move-on', { orderId, isOn: !isMovingOn }), {
          kind: 'switch',
          name: `自动走：${orderId}`,
          title: '自动走：这一单自己往前走',
          isPressed: isMovingOn,
        }),
    canReassign
      ? button('换骑手', () => send('change-rider', { orderId }), { title: '交给另一位骑手' })
      : nothing,
    status === UNREACHABLE.from
      ? button('联系不上', move(orderId, UNREACHABLE.to, shown), {
          title: `${UNREACHABLE.to} ${milestoneOf(UNREACHABLE.to)}`,
          isPointedAt: tour?.step === 'mishap' && tour.orderId === orderId,
        })
      : nothing,
    others.length === 0
      ? nothing
      : button('异常', toggleMishaps, { name: `异常：${orderId}`, isOpen: areMishapsShown }),
    button('条码', scan, { title: '显示条码，或像扫码枪一样输入' }),
  ];
}

/** Draws a button for each mishap. In a <select>, every press of an arrow key would trigger one. */
function mishaps({ orderId, next }: ShownDelivery, shown: Shown): TemplateResult {
  return html`<span class="row delivery__more">
    ${next
      .slice(1)
      .map((code) => button(`${code} ${milestoneOf(code)}`, move(orderId, code, shown)))}
  </span>`;
}

function move(orderId: string, status: number, { change, send }: Shown): () => void {
  return () => {
    change({ mishapsOf: null });
    void send('move', { orderId, status });
  };
}
