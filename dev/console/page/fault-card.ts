import type { TemplateResult } from 'lit-html';
import { html, nothing, render } from 'lit-html';
import type { FaultGroup, FaultName } from '../../faults/fault-table';
import { FAULT_NAMES, faultNamed, faultsOf, knowsOrders } from '../../faults/fault-table';
import type { ActiveFault } from '../../faults/faults';
import { SERVING_SECONDS } from '../../protocol/serving-time';
import { choice } from './choice';

export interface FaultButtons {
  readonly switchOn: (fault: ActiveFault) => void;
  /** null switches all off. */
  readonly switchOff: (name: FaultName | null) => void;
}

export interface FaultCard {
  readonly draw: (active: readonly ActiveFault[], orderIds: readonly string[]) => void;
}

const GROUPS: readonly { readonly group: FaultGroup; readonly label: string }[] = [
  { group: 'transport', label: '网络' },
  { group: 'token', label: '令牌' },
  { group: 'wechat', label: '微信拒绝' },
  { group: 'courier', label: '配送公司拒绝' },
  { group: 'answer', label: '回答古怪' },
  { group: 'database', label: '云数据库' },
  { group: 'phone', label: '手机' },
  { group: 'set-up', label: '开店设置' },
];

const TIMES = [
  { value: 1, label: '一次' },
  { value: null, label: '直到关掉' },
] as const;

const isCommon = (name: FaultName): boolean => faultNamed(name).isCommon === true;
const RARE_COUNT = FAULT_NAMES.filter((name) => !isCommon(name)).length;

/** 捣乱: what can be made to go wrong, for which order and how often. Pressed is on. */
export function createFaultCard(place: HTMLElement, buttons: FaultButtons): FaultCard {
  let active: readonly ActiveFault[] = [];
  let orderIds: readonly string[] = [];
  let scope: Omit<ActiveFault, 'name'> = { orderId: null, times: 1 };
  /** The fault that is pointed at, by mouse or keyboard. */
  let explained: FaultName | null = null;

  const change = (next: Partial<typeof scope>): void => {
    scope = { ...scope, ...next };
    draw();
  };
  const explain = (name: FaultName | null): void => {
    explained = name;
    draw();
  };

  const button = (name: FaultName): TemplateResult => {
    const on = active.filter((fault) => fault.name === name);
    return html`<button
      type="button"
      class="button fault"
      aria-pressed=${on.length > 0}
      aria-describedby="fault-hint"
      @click=${() => {
        if (on.length > 0) buttons.switchOff(name);
        else buttons.switchOn({ name, ...scope });
      }}
      @pointerenter=${() => {
        explain(name);
      }}
      @focus=${() => {
        explain(name);
      }}
    >
      ${faultNamed(name).label}${on.length > 0 ? html` <span aria-hidden="true">✓</span>` : nothing}
    </button>`;
  };
  const group = ({ group: which, label }: (typeof GROUPS)[number]): TemplateResult | symbol => {
    const names = faultsOf(which).filter((name) => !isCommon(name));
    if (names.length === 0) return nothing;
    return html`<div class="faults__group" role="group" aria-label=${label}>
      <span class="faults__label" aria-hidden="true">${label}</span>
      <div class="faults">${names.map(button)}</div>
    </div>`;
  };

  const draw = (): void => {
    const rareOn = new Set(active.map(({ name }) => name).filter((name) => !isCommon(name))).size;
    render(
      html`<div class="card__head">
          <h2>捣乱</h2>
          <button
            type="button"
            class="button"
            ?disabled=${active.length === 0}
            @click=${() => {
              buttons.switchOff(null);
            }}
          >
            全部关掉
          </button>
        </div>
        <div
          @pointerleave=${() => {
            explain(null);
          }}
          @focusout=${() => {
            explain(null);
          }}
        >
          <div class="faults">${FAULT_NAMES.filter(isCommon).map(button)}</div>
          <details class="faults__more">
            <summary>更多（${RARE_COUNT}${rareOn === 0 ? '' : `，${rareOn} 个开着`}）</summary>
            ${GROUPS.map(group)}
          </details>
        </div>
        <div class="faults__scope">
          <label
            >作用于
            <select
              class="faults__select"
              @change=${({ target }: Event) => {
                if (target instanceof HTMLSelectElement) change({ orderId: target.value || null });
              }}
            >
              <option value="" ?selected=${scope.orderId === null}>全部订单</option>
              ${orderIds.map(
                (orderId) =>
                  html`<option value=${orderId} ?selected=${scope.orderId === orderId}>
                    ${orderId}
                  </option>`,
              )}
            </select></label
          >
          ${choice<1 | null>('几次', TIMES, scope.times, (times) => {
            change({ times });
          })}
        </div>
        <p class="card__hint" id="fault-hint">${hint(explained, active)}</p>`,
      place,
    );
  };

  return {
    draw: (nextActive, nextOrderIds) => {
      active = nextActive;
      orderIds = nextOrderIds;
      draw();
    },
  };
}

/** What the fault that is pointed at does; else what is on. */
function hint(explained: FaultName | null, active: readonly ActiveFault[]): string {
  if (explained !== null) return faultNamed(explained).what;
  if (active.length === 0)
    return `点一下就出事，再点一下恢复，每次过 ${SERVING_SECONDS} 秒。指着按钮，这里说它做什么。`;
  return `开着：${active.map(told).join('；')}。`;
}

function told({ name, orderId, times }: ActiveFault): string {
  const { label } = faultNamed(name);
  const where = knowsOrders(name) ? [orderId ?? '全部订单'] : [];
  return `${label}（${[...where, times === 1 ? '一次' : '直到关掉'].join('，')}）`;
}
