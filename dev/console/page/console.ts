import { nothing, render } from 'lit-html';
import { timeAt } from '../../clock/clock';
import { faultNamed } from '../../faults/fault-table';
import type { HostState, WorldKind } from '../../protocol/host-state';
import { barcodeWindow } from './barcode';
import { callList } from './call-list';
import { followJumps } from './clock-jump';
import type { Press } from './controls';
import { button } from './controls';
import { ON_BOARD, PLACING_CROWD } from './crowd-window';
import { createDeliveryOrder } from './delivery-order';
import type { DeliveryPresses } from './delivery-table';
import { deliveryTable } from './delivery-table';
import type { FaultPresses } from './fault-card';
import { faultCard } from './fault-card';
import { act, followHost } from './host-client';
import type { Pane } from './panes';
import { isInSight, layoutFor, PANES, tabBar } from './panes';
import { createPhoneFrame, openPhoneWindow } from './phone-frame';
import { keepScreen } from './screen-settings';
import type { SettingsPresses } from './settings-card';
import { settingsCard } from './settings-card';
import type { ShopPresses } from './shop-card';
import { shopCard, STARTING_OVER } from './shop-card';
import type { TopBarPresses } from './top-bar';
import { topBar } from './top-bar';
import { exampleOf, LOOK_UP_BUTTON, paneOf, tourStrip } from './tour';
import { createTourProgress } from './tour-step';
import type { View } from './view';
import { firstView } from './view';
import { askInWindow } from './window';

let view = firstView();
let state: HostState | null = null;
/** Row that the guided tour highlighted when the page was last drawn. */
let lastPointedAt: Element | null = null;
/** Key in localStorage. It is set while the tour is closed. */
const TOUR_CLOSED = 'tour';

const jumps = followJumps();
const tour = createTourProgress();
const inOrder = createDeliveryOrder();
const phone = createPhoneFrame(place('frame'), {
  held: (person) => {
    change({ person });
  },
  typed: (text, isTyped) => {
    if (isTyped) open('phone');
    const copied = '复制好了。要填进手机，先在手机里点一下那个框。';
    change({ said: isTyped ? `填好了，也复制了：${text}` : copied });
  },
});

function change(part: Partial<View>): void {
  view = { ...view, ...part };
  draw();
}

function open(pane: Pane): void {
  change(pane === 'phone' ? { only: pane } : { only: pane, beside: pane });
}

/** Sends an action to the host. @returns whether it succeeded */
async function ask(action: string, body: object): Promise<boolean> {
  const failure = await act(action, body);
  change({ failure });
  return failure === null;
}

function send(action: string, body: object): Press {
  return () => void ask(action, body);
}

const presses: TopBarPresses & SettingsPresses & FaultPresses & ShopPresses & DeliveryPresses = {
  set: (settings) => () => {
    if (settings.person !== undefined) phone.tell({ type: 'person', person: settings.person });
    const before = view.screen;
    // Another person's phone begins anew, without an order id in it.
    change(settings.person === undefined ? settings : { ...settings, inPhone: null });
    keepScreen(view);
    // Reloads the phone, because a running mini-program cannot switch to or from a computer.
    if ((before === 'computer') !== (view.screen === 'computer')) phone.start(view.person);
  },
  toggleShop: () => {
    change({ isShopOpen: !view.isShopOpen });
  },
  showFaults: (areFaultsOpen) => () => {
    change({ only: 'faults', beside: 'faults', areFaultsOpen });
  },
  setDarkMap: (on) => send('dark-map', { on }),
  setSpeed: (speed) => send('speed', { speed }),
  jump: (byMs) => send('jump', { byMs }),
  openTour: () => {
    // The tour needs a person who may look orders up.
    const person = firstIn('demo');
    if (view.person !== person) phone.tell({ type: 'person', person });
    localStorage.removeItem(TOUR_CLOSED);
    tour.begin();
    change({ person, inPhone: null, wanted: '' });
  },
  switchOn: (fault) => send('fault', fault),
  switchOff: (name) => send('fault-off', { name }),
  change,
  fill: (text) => () => {
    // Ignores errors, because the browser may deny access to the clipboard.
    void navigator.clipboard.writeText(text).catch(() => undefined);
    phone.tell({ type: 'type-text', text });
  },
  sweep: () => void sweep(),
  startOver: (kind) => () => void startOver(kind),
  intoPhone: (orderId) => () => {
    open('phone');
    phone.tell({ type: 'type-order-id', orderId });
    change({ inPhone: orderId });
  },
  move: (orderId, status) => () => {
    const delivery = state?.deliveries.find((one) => one.orderId === orderId);
    const isMishap = delivery?.next[0] !== status;
    if (isMishap && state?.shop.kind === 'demo') tour.happened({ orderId, status });
    change({ mishapsOf: null });
    void ask('move', { orderId, status });
  },
  advance: (orderId, status) => void ask('advance', { orderId, status }),
  changeRider: (orderId) => send('change-rider', { orderId }),
  placeOrder: send('place-order', {}),
  placeIntracityOrder: send('place-intracity-order', {}),
  placeCrowd: () => void placeCrowd(),
  moveOn: (orderId, isOn) => send('move-on', { orderId, isOn }),
  filter: (wanted) => {
    change({ wanted });
    place('deliveries').querySelector('.deliveries')?.scrollTo(0, 0);
  },
  showBarcode: (orderId) => () => void scan(orderId),
  openMishaps: (mishapsOf) => () => {
    change({ mishapsOf });
  },
  drag: (dragged) => {
    change({ dragged });
  },
};

const openWindow = button('单独开一个窗口', () => {
  const { person, screen, theme, text, client } = view;
  openPhoneWindow(screen, { person, theme, text, client });
});

function closeTour(): void {
  localStorage.setItem(TOUR_CLOSED, 'closed');
  draw();
}

async function scan(orderId: string): Promise<void> {
  const text = await askInWindow(place('window'), barcodeWindow(orderId));
  if (text === '') return;
  open('phone');
  phone.scan(text);
}

async function placeCrowd(): Promise<void> {
  const answer = await askInWindow(place('window'), PLACING_CROWD);
  if (answer !== '') await ask('place-crowd', { isOnBoard: answer === ON_BOARD });
}

async function sweep(): Promise<void> {
  if (await ask('sweep', {})) change({ said: '清理做完了，做了什么见“云端在做什么”。' });
}

async function startOver(kind: WorldKind): Promise<void> {
  if ((await askInWindow(place('window'), STARTING_OVER[kind])) === '') return;
  change({ said: '正在从头开始…' });
  if (!(await ask('start-over', { empty: kind === 'empty' }))) return;
  phone.tell({ type: 'start-over', person: firstIn(kind) });
  begin(kind);
}

/** Returns the id of the person who holds the phone at first, in a demo or an empty shop. */
function firstIn(kind: WorldKind): string {
  return kind === 'empty' ? 'owner' : 'clerk';
}

/** Resets the page for a new demo or empty shop. An empty shop opens the card 开店 (set-up). */
function begin(kind: WorldKind): void {
  const isShopOpen = kind === 'empty';
  tour.begin();
  change({ isShopOpen, beside: isShopOpen ? 'shop' : 'deliveries', said: null });
}

function draw(): void {
  const layout = layoutFor(view.screen);
  document.body.dataset['layout'] = layout;
  render(view.failure, place('failure'));
  if (state === null) return;
  const { areAllMovingOn, calls, clock, deliveries, faults, hasDarkMap, people, shop } = state;
  const now = timeAt(clock, Date.now());
  phone.keep({ type: 'network', online: !faults.some(({ name }) => name === 'phone-offline') });
  phone.keep({ type: 'theme', theme: view.theme });
  phone.keep({ type: 'text', scale: view.text });
  phone.keep({ type: 'client', client: view.client });
  const shown = inOrder(deliveries);
  const isTourShown = localStorage.getItem(TOUR_CLOSED) === null;
  const { inPhone } = view;
  const step = isTourShown ? tour.at(calls, exampleOf(state, shown, inPhone), inPhone) : null;
  phone.keep({ type: 'ring', button: step?.step === 'look-up' ? LOOK_UP_BUTTON : null });
  const drawn = {
    top: topBar(
      {
        now,
        speed: clock.speed,
        jumpedMs: jumps.shown(Date.now()),
        faults: faults.map(({ name }) => faultNamed(name).label),
        hasTour: shop.kind === 'demo',
      },
      presses,
    ),
    tour: step === null ? nothing : tourStrip(step, closeTour),
    tabs: tabBar(layout, view, paneOf(step), (pane) => () => {
      open(pane);
    }),
    settings: settingsCard(
      {
        people,
        settings: view,
        kind: shop.kind,
        open: layout === 'all' ? { shop: view.isShopOpen, faults: view.areFaultsOpen } : null,
        hasDarkMap,
      },
      presses,
    ),
    faults: faultCard({ ...view, active: faults, deliveries: shown }, presses),
    shop: shopCard(
      { shop, holder: people.find(({ id }) => id === view.person)?.ownName ?? '', said: view.said },
      presses,
    ),
    deliveries: deliveryTable(
      { ...view, areAllMovingOn, deliveries: shown, tour: step, now },
      presses,
    ),
    calls: callList(calls),
  };
  for (const [id, content] of Object.entries(drawn)) render(content, place(id));
  for (const pane of PANES) place(pane).hidden = !isInSight(pane, layout, view);
  render([phone.fit(view.screen, layout !== 'single'), openWindow], place('scale'));
  // Scrolls to a row only when the tour begins to highlight it, so that people can scroll away.
  const row = place('deliveries').querySelector('.delivery:has([data-pointed-at])');
  if (row !== lastPointedAt) row?.scrollIntoView({ block: 'nearest' });
  lastPointedAt = row;
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

followHost({
  state: (next) => {
    const before = state?.shop.kind;
    const { kind } = next.shop;
    jumps.compare(state?.clock ?? null, next.clock, Date.now());
    state = next;
    if (before === undefined) phone.start(firstIn(kind));
    // The kind also changes when another open console has started a new shop.
    if (before === kind) draw();
    else begin(kind);
  },
  clock: (clock) => {
    jumps.compare(state?.clock ?? null, clock, Date.now());
    state = state && { ...state, clock };
    draw();
  },
  failure: (failure) => {
    change({ failure });
  },
});
window.addEventListener('resize', draw);
draw();
setInterval(draw, 500);
