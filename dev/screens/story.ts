import type { BrowserContext, Page } from 'playwright-core';
import type { Stage } from './stage';

/** What the phone has stored: Playwright's own shape. */
export type Memory = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The deliveries of the story, by what has become of them at its end. */
export type Role = 'waiting' | 'at-store' | 'delivering' | 'delivered' | 'returning' | 'odd';

/** What the screens show: some deliveries, and a phone that has watched them. */
export interface Told {
  readonly orderIds: Readonly<Record<Role, string>>;
  readonly memory: Memory;
}

const COURIERS: Readonly<Record<Role, string>> = {
  waiting: '顺丰同城',
  'at-store': '闪送',
  delivering: '顺丰同城',
  delivered: '顺丰同城',
  // Masks its riders.
  returning: '达达',
  odd: '美团配送',
};

/** Minutes after the beginning; no status: it is placed. The clerk looks each time. */
const STORY: readonly (readonly [minute: number, role: Role, status?: number])[] = [
  [0, 'returning'],
  [0.5, 'delivered'],
  [1, 'returning', 102],
  [2, 'delivered', 102],
  [5, 'delivered', 201],
  [8, 'delivered', 202],
  [8.2, 'delivered', 301],
  [9, 'returning', 201],
  [12, 'delivering'],
  [14, 'delivering', 102],
  [15, 'returning', 202],
  [15.2, 'returning', 301],
  [17, 'at-store'],
  [19, 'at-store', 102],
  [23, 'delivered', 302],
  [24, 'odd'],
  [25, 'delivering', 201],
  [26, 'odd', 102],
  [28, 'odd', 201],
  [29, 'at-store', 201],
  [30, 'odd', 202],
  [30.2, 'odd', 301],
  [31, 'waiting'],
  [33, 'returning', 304],
  [33.4, 'delivering', 202],
  [33.6, 'delivering', 301],
];
const MINUTE_MS = 60_000;
/** When it ends, ms after the beginning. */
export const ENDS_AT_MS = 35 * MINUTE_MS;
/** How often a page asks while a rider is on the way. */
const ASK_EVERY_MS = 12_000;
/** Of four couriers one is missed by chance so often once in 100,000 times. */
const MOST_ATTEMPTS = 40;

/** Plays the story through the host's buttons while a phone looks on: what it remembers in the end it has seen. */
export async function tell(stage: Stage, phone: Page): Promise<Told> {
  await phone.goto(`${stage.address}phone/?person=clerk`);
  await phone.getByText('查骑手').waitFor();
  const orderIds = new Map<Role, string>();
  for (const [minute, role, status] of STORY) {
    await stage.moveTo(minute * MINUTE_MS);
    const orderId = orderIds.get(role) ?? (await placeWith(stage, COURIERS[role]));
    orderIds.set(role, orderId);
    if (status !== undefined) await stage.act('move', { orderId, status });
    await lookAt(phone, orderId);
  }
  const idOf = (role: Role): string => orderIds.get(role) ?? '';
  for (let at = 33.8 * MINUTE_MS; at <= ENDS_AT_MS; at += ASK_EVERY_MS) {
    await stage.moveTo(at);
    await lookAt(phone, idOf('returning'));
    await lookAt(phone, idOf('delivering'));
  }
  return {
    orderIds: {
      waiting: idOf('waiting'),
      'at-store': idOf('at-store'),
      delivering: idOf('delivering'),
      delivered: idOf('delivered'),
      returning: idOf('returning'),
      odd: idOf('odd'),
    },
    memory: await phone.context().storageState(),
  };
}

/** What the phone remembers when it has looked once more at those whose riders move. */
export async function lookAgain(stage: Stage, { orderIds, memory }: Told): Promise<Told> {
  const phone = await stage.newPage({ storageState: memory });
  try {
    await phone.goto(`${stage.address}phone/?person=clerk`);
    await phone.getByText('查骑手').waitFor();
    await lookAt(phone, orderIds.returning);
    await lookAt(phone, orderIds.delivering);
    return { orderIds, memory: await phone.context().storageState() };
  } finally {
    await phone.context().close();
  }
}

/** Couriers fall to orders by chance, always by the same: places orders until one is with the courier wanted. */
async function placeWith(stage: Stage, courier: string): Promise<string> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const before = new Set((await stage.state()).deliveries.map(({ orderId }) => orderId));
    await stage.act('place', {});
    const placed = (await stage.state()).deliveries.find(({ orderId }) => !before.has(orderId));
    if (placed?.courier === courier) return placed.orderId;
  }
  throw new Error(`No order fell to ${courier}.`);
}

/** Opens a delivery's page anew and waits for the cloud's answer. */
async function lookAt(phone: Page, orderId: string): Promise<void> {
  const [answer] = await Promise.all([
    phone.waitForResponse(/functions\/getOrder/),
    phone.evaluate(`wx.reLaunch({ url: ${JSON.stringify(deliveryPath(orderId))} }); null`),
  ]);
  await answer.finished();
}

export function deliveryPath(orderId: string): string {
  return `/pages/delivery/delivery?id=${encodeURIComponent(orderId)}`;
}
