import { type TemplateResult, html, nothing } from 'lit-html';
import {
  type FaultGroup,
  type FaultName,
  FAULT_NAMES,
  faultNamed,
  faultsOf,
  knowsOrders,
} from '../../faults/fault-table';
import type { ActiveFault } from '../../faults/faults';
import type { HostState } from '../../protocol/host-state';
import { SERVING_SECONDS } from '../../protocol/serving-time';
import { button, choice } from './controls';
import { tagOf } from './delivery-words';
import type { Shown } from './shown';

/** Labels of the groups under 更多 (more). The phone's only fault is a common one. */
const GROUPS: Readonly<Record<Exclude<FaultGroup, 'phone'>, string>> = {
  transport: '网络',
  token: '令牌',
  wechat: '微信拒绝',
  courier: '配送公司拒绝',
  answer: '回答古怪',
  intracity: '同城配送',
  paid: '付款单',
  robot: '群机器人',
  message: '订阅消息',
  database: '云数据库',
  'set-up': '开店设置',
};

const TIMES = { once: '一次', 'until-off': '直到关掉' };
const ALL_ORDERS = '全部订单';
const HOW_TO = `点一下就出事，再点一下恢复，每次过 ${SERVING_SECONDS} 秒。指着按钮，就说它做什么。`;

const isCommon = (name: FaultName): boolean => faultNamed(name).isCommon === true;
const RARE = FAULT_NAMES.filter((name) => !isCommon(name));

/** Draws the card 捣乱: a button for each fault, pressed while it is on, and scope controls. */
export function faultCard(shown: Shown): TemplateResult | typeof nothing {
  const { state, view, send } = shown;
  if (!view.areFaultsOpen) return nothing;
  const isOn = (name: FaultName): boolean => state.faults.some((fault) => fault.name === name);
  const fault = (name: FaultName): TemplateResult => {
    const { label, what: title } = faultNamed(name);
    const isPressed = isOn(name);
    const press = (): unknown =>
      isPressed ? send('fault-off', { name }) : send('fault', { name, ...view.scope });
    return button(label, press, { kind: 'switch', title, isPressed });
  };
  const rareOn = RARE.filter(isOn).length;
  const more = `更多（${RARE.length}${rareOn === 0 ? '' : `，${rareOn} 个开着`}）`;
  return html`<div class="row card__head">
      <h2>捣乱</h2>
      ${button('全部关掉', () => send('fault-off', { name: null }), {
        isDisabled: state.faults.length === 0,
      })}
    </div>
    <div class="row faults">${FAULT_NAMES.filter(isCommon).map(fault)}</div>
    <details class="faults__more">
      <summary class="hint">${more}</summary>
      ${Object.entries(GROUPS).map(
        ([group, label]) =>
          html`<div class="faults__group" role="group" aria-label=${label}>
            <span class="hint" aria-hidden="true">${label}</span>
            <div class="row faults">
              ${faultsOf(group as FaultGroup)
                .filter((name) => !isCommon(name))
                .map(fault)}
            </div>
          </div>`,
      )}
    </details>
    <div class="row hint">${scopeControls(shown)}</div>
    <p class="hint" role="status">
      ${state.faults.length === 0 ? HOW_TO : `开着：${state.faults.map((one) => told(one, state)).join('；')}。`}
    </p>`;
}

/** Draws the choice of order, mini-program and duration of the fault that is switched on next. */
function scopeControls({ state, view, deliveries, change }: Shown): TemplateResult {
  const { scope } = view;
  const choose = ({ target }: { readonly target: HTMLSelectElement }): void => {
    change({ scope: { ...scope, orderId: target.value || null } });
  };
  const miniPrograms = Object.fromEntries(state.miniPrograms.map((one) => [one.appId, one.name]));
  const chosenTimes = scope.times === 1 ? 'once' : 'until-off';
  return html`<label
      >作用于
      <select @change=${choose}>
        <option value="" ?selected=${scope.orderId === null}>${ALL_ORDERS}</option>
        ${deliveries.map(
          ({ orderId, status }) =>
            html`<option value=${orderId} ?selected=${orderId === scope.orderId}>
              ${orderId} · ${status} ${tagOf(status)}
            </option>`,
        )}
      </select></label
    >
    ${choice('小程序', { '': '全部小程序', ...miniPrograms }, scope.appId ?? '', (appId) => {
      change({ scope: { ...scope, appId: appId || null } });
    })}
    ${choice('几次', TIMES, chosenTimes, (times) => {
      change({ scope: { ...scope, times: times === 'once' ? 1 : null } });
    })}`;
}

function told({ name, orderId, appId, times }: ActiveFault, { miniPrograms }: HostState): string {
  const where = knowsOrders(name) ? [orderId ?? ALL_ORDERS] : [];
  const whose = miniPrograms.filter((one) => one.appId === appId).map((one) => one.name);
  const howOften = times === 1 ? TIMES.once : TIMES['until-off'];
  return `${faultNamed(name).label}（${[...where, ...whose, howOften].join('，')}）`;
}
