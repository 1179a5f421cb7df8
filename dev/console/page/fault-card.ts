import type { TemplateResult } from 'lit-html';
import { html, nothing } from 'lit-html';
import type { FaultGroup, FaultName } from '../../faults/fault-table';
import { FAULT_NAMES, faultNamed, faultsOf, knowsOrders } from '../../faults/fault-table';
import type { ActiveFault } from '../../faults/faults';
import { SERVING_SECONDS } from '../../protocol/serving-time';
import type { ShownDelivery } from '../../protocol/host-state';
import type { Press } from './controls';
import { button, choice } from './controls';
import { tagOf } from './delivery-words';

export interface FaultCard {
  readonly active: readonly ActiveFault[];
  /** Deliveries that a fault can be limited to. */
  readonly deliveries: readonly Pick<ShownDelivery, 'orderId' | 'status'>[];
  /** Order and duration of the fault that is switched on next. */
  readonly scope: FaultScope;
  /** Fault under the mouse pointer or with keyboard focus. */
  readonly explained: FaultName | null;
}

export type FaultScope = Omit<ActiveFault, 'name'>;

export interface FaultPresses {
  readonly switchOn: (fault: ActiveFault) => Press;
  /** Switches a fault off. null switches all off. */
  readonly switchOff: (name: FaultName | null) => Press;
  readonly change: (change: Partial<Pick<FaultCard, 'scope' | 'explained'>>) => void;
}

const GROUPS: readonly (readonly [FaultGroup, string])[] = [
  ['transport', '网络'],
  ['token', '令牌'],
  ['wechat', '微信拒绝'],
  ['courier', '配送公司拒绝'],
  ['answer', '回答古怪'],
  ['intracity', '同城配送'],
  ['database', '云数据库'],
  ['phone', '手机'],
  ['set-up', '开店设置'],
];

const TIMES = [
  { value: 1, label: '一次' },
  { value: null, label: '直到关掉' },
] as const;
const ALL_ORDERS = '全部订单';

const isCommon = (name: FaultName): boolean => faultNamed(name).isCommon === true;
const RARE = FAULT_NAMES.filter((name) => !isCommon(name));

/** Draws the card 捣乱: a button for each fault, pressed while it is on, and scope controls. */
export function faultCard(card: FaultCard, presses: FaultPresses): TemplateResult {
  const { active, deliveries, scope } = card;
  const { switchOn, switchOff, change } = presses;
  const isOn = (name: FaultName): boolean => active.some((fault) => fault.name === name);
  const fault = (name: FaultName): TemplateResult =>
    button(faultNamed(name).label, isOn(name) ? switchOff(name) : switchOn({ name, ...scope }), {
      kind: 'fault',
      value: name,
      isPressed: isOn(name),
    });
  const group = (which: FaultGroup, label: string): TemplateResult | symbol => {
    const names = faultsOf(which).filter((name) => !isCommon(name));
    if (names.length === 0) return nothing;
    return html`<div class="faults__group" role="group" aria-label=${label}>
      <span class="hint" aria-hidden="true">${label}</span>
      <div class="row">${names.map(fault)}</div>
    </div>`;
  };
  const explain = ({ target }: { readonly target: Element }): void => {
    const pointedAt = target.closest('button')?.value;
    change({ explained: FAULT_NAMES.find((name) => name === pointedAt) ?? null });
  };
  const leave = (): void => {
    change({ explained: null });
  };
  const rareOn = RARE.filter(isOn).length;
  const more = `更多（${RARE.length}${rareOn === 0 ? '' : `，${rareOn} 个开着`}）`;
  return html`<div class="row card__head">
      <h2>捣乱</h2>
      ${button('全部关掉', switchOff(null), { isDisabled: active.length === 0 })}
    </div>
    <div @pointerover=${explain} @focusin=${explain} @pointerleave=${leave} @focusout=${leave}>
      <div class="row">${FAULT_NAMES.filter(isCommon).map(fault)}</div>
      <details class="faults__more">
        <summary class="hint">${more}</summary>
        ${GROUPS.map(([which, label]) => group(which, label))}
      </details>
    </div>
    <div class="row hint">
      <label
        >作用于
        <select
          @change=${({ target }: { readonly target: HTMLSelectElement }) => {
            change({ scope: { ...scope, orderId: target.value || null } });
          }}
        >
          <option value="" ?selected=${scope.orderId === null}>${ALL_ORDERS}</option>
          ${deliveries.map(
            ({ orderId, status }) =>
              html`<option value=${orderId} ?selected=${orderId === scope.orderId}>
                ${orderId} · ${status} ${tagOf(status)}
              </option>`,
          )}
        </select></label
      >
      ${choice<1 | null>('几次', TIMES, scope.times, (times) => () => {
        change({ scope: { ...scope, times } });
      })}
    </div>
    <p class="hint faults__hint" role="status">${hint(card)}</p>`;
}

/** Explains the fault under the pointer, else lists the active faults. */
function hint({ explained, active }: FaultCard): string {
  if (explained !== null) return faultNamed(explained).what;
  if (active.length === 0)
    return `点一下就出事，再点一下恢复，每次过 ${SERVING_SECONDS} 秒。指着按钮，这里说它做什么。`;
  return `开着：${active.map(told).join('；')}。`;
}

function told({ name, orderId, times }: ActiveFault): string {
  const where = knowsOrders(name) ? [orderId ?? ALL_ORDERS] : [];
  const howOften = times === 1 ? '一次' : '直到关掉';
  return `${faultNamed(name).label}（${[...where, howOften].join('，')}）`;
}
