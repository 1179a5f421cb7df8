import { render } from 'lit-html';
import { timeAt } from '../../clock/clock';
import { followHostEvents, readHostState } from '../../protocol/host-client';
import type { HostState } from '../../protocol/host-state';
import { callList } from './call-list';
import { createDeliveryOrder } from './delivery-order';
import { deliveryTable } from './delivery-table';
import { faultCard } from './fault-card';
import { groupCard } from './group-card';
import { phoneCaption } from './phone-caption';
import { createPhoneFrame } from './phone-frame';
import { settingsCard } from './settings-card';
import { shopCard } from './shop-card';
import { type Shown, type TourStep, type View, firstIn, firstView, keep } from './shown';
import { topBar } from './top-bar';
import { LOOK_UP_BUTTON, tourStep, tourStrip } from './tour';
import { askInWindow } from './window';

/** Templates by the id of their place in index.html. A card that is closed draws nothing. */
const CARDS: Readonly<Record<string, (shown: Shown) => unknown>> = {
  top: topBar,
  tour: tourStrip,
  caption: phoneCaption,
  settings: settingsCard,
  faults: faultCard,
  shop: shopCard,
  groups: groupCard,
  deliveries: deliveryTable,
  calls: callList,
};

const NO_ANSWER = '本机服务没有应答。它停了的话，在终端里再运行一次 npm start。';

let view = firstView();
let state: HostState | null = null;
let tour: TourStep | null = null;

const inOrder = createDeliveryOrder();
const phone = createPhoneFrame(place('frame'), {
  held: (person) => {
    change({ person });
  },
  typed: (text, isTyped) => {
    const copied = '复制好了。要填进手机，先在手机里点一下那个框。';
    change({ said: isTyped ? `填好了，也复制了：${text}` : copied });
  },
});

function change(part: Partial<View>): void {
  view = { ...view, ...part };
  keep(view.kept);
  draw();
}

async function send(action: string, body: object = {}): Promise<boolean> {
  const failure = await act(action, body);
  change({ failure });
  return failure === null;
}

/** Sends an action to the host. @returns error message, or null */
async function act(action: string, body: object): Promise<string | null> {
  try {
    const response = await fetch(`/host/${action}`, { method: 'POST', body: JSON.stringify(body) });
    if (response.ok) return null;
    const { error } = (await response.json()) as { readonly error: string };
    return error;
  } catch {
    return NO_ANSWER;
  }
}

function draw(): void {
  render(view.failure, place('failure'));
  if (state === null) return;
  const deliveries = inOrder(state.deliveries);
  tour = view.kept.isTourOpen ? tourStep(state, deliveries, view.inPhone, tour) : null;
  const { theme, text, client } = view.kept;
  const isOffline = state.faults.some(({ name }) => name === 'phone-offline');
  phone.keep({ type: 'network', online: !isOffline });
  phone.keep({ type: 'theme', theme });
  phone.keep({ type: 'text', scale: text });
  phone.keep({ type: 'client', client });
  phone.keep({ type: 'ring', button: tour?.step === 'look-up' ? LOOK_UP_BUTTON : null });
  const now = timeAt(state.clock, Date.now());
  const ask: Shown['ask'] = (content) => askInWindow(place('window'), content);
  const shown = { state, view, deliveries, tour, now, phone, change, send, ask };
  for (const [id, card] of Object.entries(CARDS)) render(card(shown), place(id));
}

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

function show(next: HostState): void {
  const before = state?.shop.kind;
  const { kind } = next.shop;
  state = next;
  if (before === undefined) phone.start(firstIn(kind));
  // The kind also changes when another open console has started a new shop.
  if (before !== kind) change({ inPhone: null, isShopOpen: kind === 'empty' });
  else draw();
}

async function read(): Promise<void> {
  try {
    show(await readHostState());
    change({ failure: null });
  } catch {
    // Ignored, because the event stream reports a lost host, and reconnects by itself.
  }
}

followHostEvents((event) => {
  if (event.type === 'state') show(event.state);
  else if (event.type === 'found') void read();
  else if (event.type === 'lost') change({ failure: NO_ANSWER });
  else {
    state = state && { ...state, clock: event.clock };
    draw();
  }
});
void read();
window.addEventListener('resize', draw);
draw();
setInterval(draw, 500);
