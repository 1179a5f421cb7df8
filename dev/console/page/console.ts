import { render } from 'lit-html';
import type { ClockState } from '../../clock/clock';
import { timeAt } from '../../clock/clock';
import type { HostState } from '../../host/host-state';
import { createBarcodeWindow } from './barcode';
import { callList } from './call-list';
import { createDeliveryOrder } from './delivery-order';
import type { DeliveryButtons, Dragged } from './delivery-table';
import { deliveryTable } from './delivery-table';
import { createFaultCard } from './fault-card';
import { act, followHost } from './host-client';
import { createPhoneFrame } from './phone-frame';
import { place } from './place';
import type { Settings } from './settings-card';
import { peopleCard, screenCard } from './settings-card';
import { createTabs } from './tabs';
import { topBar } from './top-bar';
import { createTour } from './tour';

const phone = createPhoneFrame(place('phone'), place('scale'));
const tabs = createTabs(place('tabs'), place('desk'));
const inOrder = createDeliveryOrder();
let state: HostState | null = null;
let clock: ClockState | null = null;
let troubled: string | null = null;
let dragged: Dragged | null = null;
let settings: Settings = { person: 'clerk', screen: 'phone', theme: 'light', text: '1' };

const tour = createTour(place('tour'), () => {
  drawState();
  phone.fit();
});
const showBarcode = createBarcodeWindow(place('barcode'), (text) => {
  tabs.open('phone');
  phone.scan(text);
});
const faultCard = createFaultCard(place('faults'), {
  switchOn: (fault) => void press('fault', fault),
  switchOff: (name) => void press('fault-off', { name }),
});

const buttons: DeliveryButtons = {
  intoPhone: (orderId) => {
    tabs.open('phone');
    phone.tell({ type: 'type-order-id', orderId });
  },
  move: (orderId, status) => {
    const delivery = state?.deliveries.find((one) => one.orderId === orderId);
    if (delivery?.next[0] !== status) tour.happened({ orderId, status });
    void press('move', { orderId, status });
  },
  advance: (orderId, status) => void press('advance', { orderId, status }),
  changeRider: (orderId) => void press('change-rider', { orderId }),
  place: () => void press('place', {}),
  showBarcode,
  openTroubles: (orderId) => {
    troubled = orderId;
    drawState();
  },
  drag: (to) => {
    dragged = to;
    drawState();
  },
};

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
  render(
    topBar(
      { now: now(), speed: clock?.speed ?? 1 },
      {
        setSpeed: (speed) => void press('speed', { speed }),
        jump: (byMs) => void press('jump', { byMs }),
      },
    ),
    place('clock'),
  );
}

function drawSettings(): void {
  render(peopleCard(state?.people ?? [], settings, set), place('people'));
  render(screenCard(settings, state?.tiles ?? null, set), place('screen'));
}

function set(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  if (change.person !== undefined) phone.tell({ type: 'person', person: change.person });
  if (change.screen !== undefined) phone.show(change.screen);
  phone.keep({ type: 'theme', theme: settings.theme });
  phone.keep({ type: 'text', scale: settings.text });
  drawSettings();
}

function drawState(): void {
  if (state === null) return;
  const { calls, deliveries, faults } = state;
  phone.keep({ type: 'network', online: !faults.some(({ name }) => name === 'phone-offline') });
  faultCard.draw(
    faults,
    deliveries.map(({ orderId }) => orderId),
  );
  const shown = inOrder(deliveries);
  // Somebody who looks one up may let that one go wrong.
  const example =
    calls.find(({ isOk, orderId }) => isOk && isUnderWay(orderId))?.orderId ??
    shown.find(({ status }) => status === 301)?.orderId ??
    null;
  const step = tour.draw(calls, example);
  const isPointing = example !== null && (step === 'look-up' || step === 'mishap');
  render(
    deliveryTable(
      {
        deliveries: shown,
        troubled,
        dragged,
        pointedAt: isPointing ? { orderId: example, mishap: step === 'mishap' } : null,
        now: now(),
      },
      buttons,
    ),
    place('deliveries'),
  );
  render(callList(calls), place('calls'));
}

function isUnderWay(orderId: string | null): boolean {
  return state?.deliveries.some((one) => one.orderId === orderId && one.status === 301) ?? false;
}

followHost({
  state: (next) => {
    const isFirst = state === null;
    state = next;
    clock = next.clock;
    if (isFirst) drawSettings();
    drawState();
    // The tour's strip takes room from the phone.
    if (isFirst) phone.fit();
  },
  clock: (next) => {
    clock = next;
    drawClock();
  },
  trouble: showTrouble,
});
place('guide').addEventListener('click', tour.open);
phone.show(settings.screen);
drawClock();
setInterval(() => {
  drawClock();
  drawState();
}, 500);
