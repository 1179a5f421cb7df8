import { render } from 'lit-html';
import type { ClockState } from '../../clock/clock';
import { timeAt } from '../../clock/clock';
import type { HostState, WorldKind } from '../../protocol/host-state';
import { createBarcodeWindow } from './barcode';
import { callList } from './call-list';
import { createDeliveryOrder } from './delivery-order';
import type { DeliveryButtons, Dragged } from './delivery-table';
import { deliveryTable } from './delivery-table';
import { createFaultCard } from './fault-card';
import { act, followHost } from './host-client';
import { createPhoneFrame } from './phone-frame';
import { place } from './place';
import { createQuestionWindow } from './question';
import type { Settings } from './settings-card';
import { peopleCard, screenCard } from './settings-card';
import type { ShopButtons } from './shop-card';
import { shopCard, STARTING_OVER } from './shop-card';
import type { Pane } from './tabs';
import { createTabs } from './tabs';
import { topBar } from './top-bar';
import { createTour } from './tour';
import type { TourStep } from './tour-step';

const phone = createPhoneFrame(place('phone'), place('scale'), {
  held: (person) => {
    settings = { ...settings, person };
    drawShop();
  },
  typed: (text, isTyped) => {
    if (isTyped) tabs.open('phone');
    say(isTyped ? `填好了，也复制了：${text}` : '复制好了。要填进手机，先在手机里点一下那个框。');
  },
});
const tabs = createTabs(place('tabs'), place('desk'));
const inOrder = createDeliveryOrder();
let state: HostState | null = null;
let clock: ClockState | null = null;
let troubled: string | null = null;
let dragged: Dragged | null = null;
let settings: Settings = { person: 'clerk', screen: 'phone', theme: 'light', text: '1' };
let isShopOpen = false;
/** The order that the tour points at. */
let pointedAt: string | null = null;
/** The order that was put into the phone last. */
let chosen: string | null = null;
/** What came of the last button of 开店. */
let said: string | null = null;

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

const ask = createQuestionWindow(place('question'));
const shopButtons: ShopButtons = {
  fill: (text) => {
    // Where the browser lets us: its clipboard may be locked.
    void navigator.clipboard.writeText(text).catch(() => undefined);
    phone.tell({ type: 'type-text', text });
  },
  sweep: () =>
    void press('sweep', {}).then((done) => {
      if (done) say('清理做完了，做了什么见“云端在做什么”。');
    }),
  startOver: (kind) => void startOver(kind),
};

const buttons: DeliveryButtons = {
  intoPhone: (orderId) => {
    chosen = orderId;
    tabs.open('phone');
    phone.tell({ type: 'type-order-id', orderId });
    drawState();
  },
  move: (orderId, status) => {
    const delivery = state?.deliveries.find((one) => one.orderId === orderId);
    const isMishap = delivery?.next[0] !== status;
    if (isMishap && state?.shop.kind === 'demo') tour.happened({ orderId, status });
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

/** Answers whether it was done. */
async function press(action: string, body: object): Promise<boolean> {
  const trouble = await act(action, body);
  showTrouble(trouble);
  return trouble === null;
}

async function startOver(kind: WorldKind): Promise<void> {
  if (!(await ask(STARTING_OVER[kind]))) return;
  say('正在从头开始…');
  if (!(await press('start-over', { empty: kind === 'empty' }))) return;
  phone.tell({ type: 'start-over', person: firstIn(kind) });
  begin(kind);
}

/** Whoever has something to do first. */
function firstIn(kind: WorldKind): string {
  return kind === 'empty' ? 'owner' : 'clerk';
}

/** A shop that has to be set up shows with what. */
function begin(kind: WorldKind): void {
  isShopOpen = kind === 'empty';
  tabs.openBeside(isShopOpen ? 'shop' : 'deliveries');
  place('guide').hidden = isShopOpen;
  tour.begin();
  say(null);
}

function say(sentence: string | null): void {
  said = sentence;
  drawShop();
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
  if (state === null) return;
  const { people, shop } = state;
  const toggleShop = (): void => {
    isShopOpen = !isShopOpen;
    drawShop();
  };
  render(
    peopleCard({ people, settings, kind: shop.kind, isShopOpen }, set, toggleShop),
    place('people'),
  );
  render(screenCard(settings, set), place('screen'));
}

function drawShop(): void {
  if (state === null) return;
  const { shop, people } = state;
  const holder = people.find(({ id }) => id === settings.person)?.ownName ?? '';
  render(shopCard({ shop, holder, said }, shopButtons), place('shop'));
  place('shop').toggleAttribute('data-open', isShopOpen);
  drawSettings();
}

function set(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  if (change.person !== undefined) phone.tell({ type: 'person', person: change.person });
  if (change.screen !== undefined) phone.show(change.screen);
  phone.keep({ type: 'theme', theme: settings.theme });
  phone.keep({ type: 'text', scale: settings.text });
  drawShop();
}

function drawState(): void {
  if (state === null) return;
  const { calls, deliveries, faults, shop } = state;
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
  // In an empty shop there is nothing to look up yet.
  const step = tour.draw(calls, shop.kind === 'empty' ? null : example);
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
  pointAt(isPointing ? example : null);
  tabs.leadTo(paneFor(step, example));
  render(callList(calls), place('calls'));
}

/** Brings into sight what the tour points at, when it begins to: from then on the list is the person's. */
function pointAt(orderId: string | null): void {
  if (orderId === pointedAt) return;
  pointedAt = orderId;
  place('deliveries').querySelector('[data-pointed-at]')?.scrollIntoView({ block: 'nearest' });
}

/** Where the tour's next thing is to be done or seen. */
function paneFor(step: TourStep | null, example: string | null): Pane | null {
  if (step === null || step === 'through') return null;
  return step === 'read' || (step === 'look-up' && chosen === example) ? 'phone' : 'deliveries';
}

function isUnderWay(orderId: string | null): boolean {
  return state?.deliveries.some((one) => one.orderId === orderId && one.status === 301) ?? false;
}

followHost({
  state: (next) => {
    const before = state;
    const isFirst = before === null;
    const { kind } = next.shop;
    state = next;
    clock = next.clock;
    if (isFirst) phone.start(firstIn(kind));
    // Whoever has another console open may have started over.
    if (before?.shop.kind !== kind) begin(kind);
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
place('guide').addEventListener('click', () => {
  // Not everybody may look an order up.
  const person = firstIn('demo');
  if (settings.person !== person) set({ person });
  chosen = null;
  tour.open();
});
phone.show(settings.screen);
drawClock();
setInterval(() => {
  drawClock();
  drawState();
}, 500);
