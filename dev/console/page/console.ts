import { html, render } from 'lit-html';
import type { ClockState } from '../../clock/clock';
import { timeAt } from '../../clock/clock';
import type { HostState } from '../../host/host-state';
import { callList } from './call-list';
import { choice } from './choice';
import type { DeliveryButtons } from './delivery-table';
import { deliveryTable } from './delivery-table';
import { createFaultCard } from './fault-card';
import { act, followHost } from './host-client';
import type { Screen } from './phone-frame';
import { createPhoneFrame } from './phone-frame';

const SPEEDS = [1, 10, 60].map((speed) => ({ value: speed, label: `×${speed}` }));
const FIVE_MINUTES_MS = 5 * 60_000;

const phone = createPhoneFrame(place('phone'));
let state: HostState | null = null;
let clock: ClockState | null = null;
let troubled: string | null = null;
const chosen = { person: 'clerk', screen: 'phone' as Screen, theme: 'light', text: '1' };

const buttons: DeliveryButtons = {
  intoPhone: (orderId) => {
    phone.tell({ type: 'type-order-id', orderId });
  },
  move: (orderId, status) => void press('move', { orderId, status }),
  changeRider: (orderId) => void press('change-rider', { orderId }),
  place: () => void press('place', {}),
  openTroubles: (orderId) => {
    troubled = orderId;
    drawState();
  },
};

const faultCard = createFaultCard(place('faults'), {
  switchOn: (fault) => void press('fault', fault),
  switchOff: (name) => void press('fault-off', { name }),
});

async function press(action: string, body: object): Promise<void> {
  showTrouble(await act(action, body));
}

function showTrouble(sentence: string | null): void {
  const trouble = place('trouble');
  trouble.hidden = sentence === null;
  trouble.textContent = sentence;
}

function now(): number {
  return clock === null ? Date.now() : timeAt(clock, Date.now());
}

function drawClock(): void {
  // In the shop's zone, as on the phone beside it.
  const time = new Date(now()).toLocaleTimeString('zh-CN', {
    hour12: false,
    timeZone: 'Asia/Shanghai',
  });
  const { host } = location;
  render(
    html`<span>${host} · 沙箱时间 <time class="top__time">${time}</time></span>
      ${choice('时间快慢', SPEEDS, clock?.speed ?? 1, (speed) => void press('speed', { speed }))}
      <button
        type="button"
        class="button"
        @click=${() => void press('jump', { byMs: FIVE_MINUTES_MS })}
      >
        +5 分钟
      </button>`,
    place('clock'),
  );
}

function drawSettings(): void {
  const people = (state?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const set = (change: Partial<typeof chosen>, message?: { readonly type: string }): void => {
    Object.assign(chosen, change);
    if (message !== undefined) phone.keep(message);
    drawSettings();
  };
  render(
    html`<h2>谁拿着手机</h2>
      ${choice('谁拿着手机', people, chosen.person, (person) => {
        phone.tell({ type: 'person', person });
        set({ person });
      })}
      <p class="card__hint">陌生人什么也查不到。每个人有自己的手机，最近查过各记各的。</p>`,
    place('people'),
  );
  render(
    html`<h2>屏幕</h2>
      <div class="card__choices">
        ${choice('大小', SCREENS, chosen.screen, (screen) => {
          phone.show(screen);
          set({ screen });
        })}
        ${choice('深浅', THEMES, chosen.theme, (theme) => {
          set({ theme }, { type: 'theme', ...{ theme } });
        })}
        ${choice('字号', TEXTS, chosen.text, (text) => {
          set({ text }, { type: 'text', ...{ scale: text } });
        })}
      </div>`,
    place('screen'),
  );
}

const SCREENS: readonly { readonly value: Screen; readonly label: string }[] = [
  { value: 'phone', label: '手机' },
  { value: 'tablet', label: '平板' },
  { value: 'computer', label: '电脑' },
];
const THEMES = [
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
];
const TEXTS = [
  { value: '1', label: '标准字' },
  { value: '1.4', label: '大字' },
];

function drawState(): void {
  const faults = state?.faults ?? [];
  const online = !faults.some(({ name }) => name === 'phone-offline');
  phone.keep({ type: 'network', online });
  faultCard.draw(faults, state?.deliveries.map(({ orderId }) => orderId) ?? []);
  const deliveries = state?.deliveries ?? [];
  render(deliveryTable({ deliveries, troubled, now: now() }, buttons), place('deliveries'));
  render(callList(state?.calls ?? []), place('calls'));
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

followHost({
  state: (next) => {
    const isFirst = state === null;
    state = next;
    clock = next.clock;
    if (isFirst) drawSettings();
    drawState();
  },
  clock: (next) => {
    clock = next;
    drawClock();
  },
  trouble: showTrouble,
});
phone.show(chosen.screen);
drawClock();
setInterval(drawClock, 250);
