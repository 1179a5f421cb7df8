import type { ShownDelivery } from '../../dev/protocol/host-state';
import { subscribeToSeen } from '../../dev/cloud/seen';
import { fetchCodeOf, privateFactsOf } from '../../dev/sandbox/intracity-answer';
import { statusOfCode } from '../../dev/protocol/delivery-status';
import { faultsOf } from '../../dev/faults/fault-table';
import { clockTime } from '../../miniprogram/ui/wording/measures';
import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import { statusWording } from '../../miniprogram/ui/wording/status-wording';
import { sentenceForOwner } from '../../miniprogram/ui/wording/failure-view';
import { type ConsolePage, newPerson, openConsole, openPhone } from '../support/console-page';
import { type DeliveryPage, deliveryPageIn, pullUp } from '../support/delivery-screen';
import { eventually } from '../support/eventually';
import { INTRACITY_MEANINGS } from '../support/fault-meanings';
import { serveConsole } from '../support/served-console';
import { shopScreensIn } from '../support/shop-screens';

const MINUTE = 60_000;
const PHONE = { width: 375, height: 812 };
const NO_RIDER_ON_MAP = '同城配送不提供骑手位置';

const { host } = serveConsole('demo-with-intracity');
let shown: ConsolePage;
let page: DeliveryPage;
let clerk: ConsolePage;
let clerkPage: DeliveryPage;
/** What the functions have answered to both phones, and what they have printed. */
const answers: string[] = [];
const printed: string[] = [];
const stopListening = subscribeToSeen((place, value) => {
  if (place === 'output') printed.push(String(value));
});

beforeAll(async () => {
  const [desk, window] = await Promise.all([newPerson(), newPerson({ viewport: PHONE })]);
  for (const person of [desk, window])
    person.on('response', (response) => {
      // Once a page has left, the browser has no answer of it.
      if (response.url().includes('/functions/'))
        void response.text().then((text) => answers.push(text), Boolean);
    });
  shown = await openConsole(desk, host());
  page = deliveryPageIn(shown);
  clerk = await openPhone(window, host());
  clerkPage = deliveryPageIn(clerk);
});

afterAll(stopListening);

// A fault left on would delay all later tests.
afterEach(() => host().act('fault-off', { name: null }));

const isIntracity = ({ storeOrderId }: ShownDelivery): boolean => storeOrderId !== null;
const now = (orderId: string): Promise<ShownDelivery> =>
  host().delivery((one) => one.orderId === orderId);
const atCode = (status: number): Promise<ShownDelivery> =>
  host().delivery((one) => one.status === status);
const tagOf = (code: number): string => statusWording(statusOfCode(code)).tag;
const milestoneOf = (code: number): string => statusWording(statusOfCode(code)).historyLine;
const codeIn = ({ orderId }: ShownDelivery): string => fetchCodeOf({ wxOrderId: orderId });

async function refreshUntil(isTold: (text: string) => boolean): Promise<void> {
  await page.press('刷新');
  await page.until(({ text }) => isTold(text));
}

/** Places an order, and opens it three minutes later. */
async function openPlaced(): Promise<ShownDelivery> {
  const before = new Set((await host().state()).deliveries.map(({ orderId }) => orderId));
  await host().act('place-intracity-order', {});
  const placed = await host().delivery(({ orderId }) => !before.has(orderId));
  await host().act('jump', { byMs: 3 * MINUTE });
  await page.openAnew(placed.orderId);
  await page.until(({ headline }) => headline === tagOf(10000));
  return placed;
}

/** Moves the delivery, and lets time pass before the page asks. @returns time of the event */
async function move(orderId: string, status: number, passesMs = 0): Promise<number> {
  await host().act('move', { orderId, status });
  const { changedAt } = await now(orderId);
  if (passesMs > 0) await host().act('jump', { byMs: passesMs });
  await refreshUntil((text) => text.includes(tagOf(status)));
  return changedAt;
}

/** Returns the lines of 经过, the latest first. */
function history(): Promise<readonly string[]> {
  return shown.inPhone(`(() => {
    const all = (name) => [...document.querySelectorAll('.history__' + name)]
      .map((node) => node.innerText.trim());
    return all('time').map((time, n) => (time + ' ' + all('text')[n]).trim());
  })()`);
}

test('deliveries of both services are watched side by side: one with its rider on the map, the other with none, which it says once', async () => {
  const [ofInstant, ofIntracity] = [await atCode(301), await atCode(50000)];
  await page.openAnew(ofInstant.orderId);
  await clerkPage.openAnew(ofIntracity.orderId);
  const instant = await page.until(({ hasMarker }) => hasMarker);
  const intracity = await clerkPage.until(({ text }) => text.includes(NO_RIDER_ON_MAP));
  expect(instant).toMatchObject({ headline: tagOf(301), riderName: ofInstant.riderName });
  expect(instant.text).not.toContain('同城配送');
  expect(intracity).toMatchObject({ headline: tagOf(50000), riderName: ofIntracity.riderName });
  expect(intracity.hasMarker).toBe(false);
  expect(intracity.text.split(NO_RIDER_ON_MAP)).toHaveLength(2);
});

test('the page tells the story of a delivery: times told by the company, 取货码 until the pick-up, another rider', async () => {
  const placed = await openPlaced();
  const { orderId, changedAt: created } = placed;
  const code = codeIn(placed);
  const accepted = await move(orderId, 30000, 3 * MINUTE);
  await page.until(({ text }) => text.includes(code));
  await refreshUntil((text) => text.includes(tagOf(30000)));
  const gaveUp = await move(orderId, 60000);
  expect((await page.look()).text).not.toContain(code);
  const acceptedAgain = await move(orderId, 30000, 3 * MINUTE);
  const atStore = await move(orderId, 40000);
  await page.until(({ text }) => text.includes(code));
  const fetched = await move(orderId, 50000, 3 * MINUTE);
  const onTheWay = await page.look();
  expect(onTheWay.text).not.toContain(code);
  expect(onTheWay.text).toContain((await now(orderId)).riderName);
  const finished = await move(orderId, 70000, 3 * MINUTE);

  await pullUp(shown.phone);
  await shown.phone.getByText(/全部 \d 条/).click();
  const rows = await eventually(history, ({ length }) => length > 2);
  const at = (time: number): string => clockTime(time, finished + 3 * MINUTE);
  const told = (time: number, status: number): string => `${at(time)} ${milestoneOf(status)}`;
  const seen = (time: number, status: number): unknown =>
    expect.stringMatching(
      new RegExp(
        `^(\\d\\d:\\d\\d–)?(${at(time)}|${at(time + MINUTE)})( 之间)? ${milestoneOf(status)}$`,
      ),
    );
  expect(rows).toEqual([
    told(finished, 70000),
    told(fetched, 50000),
    // The time told is that of the pick-up, too, which has no code of its own here.
    `${at(fetched)} ${milestoneOf(202)}`,
    seen(atStore, 40000),
    `${told(acceptedAgain, 30000)}（骑手已更换）`,
    seen(gaveUp, 60000),
    told(accepted, 30000),
    told(created, 10000),
  ]);
  expect(await shown.errors()).toEqual([]);
});

test('a cancelled delivery tells when, though the page asked later', async () => {
  const { orderId, changedAt: created } = await openPlaced();
  const cancelled = await move(orderId, 20000, 3 * MINUTE);
  const told = (time: number, status: number): string =>
    `${clockTime(time, cancelled + 3 * MINUTE)} ${milestoneOf(status)}`;
  expect(await history()).toEqual([told(cancelled, 20000), told(created, 10000)]);
});

test('an exception is told with a next step, and as not yet ended', async () => {
  await page.openAnew((await atCode(90000)).orderId);
  const { text } = await page.until(({ headline }) => headline === tagOf(90000));
  expect(text).toContain(statusWording(statusOfCode(90000)).nextStep?.text);
});

test.each(faultsOf('intracity'))(
  '%s has its words in the page, or goes unnoticed',
  async (name) => {
    const { orderId } = await atCode(50000);
    await host().act('fault', { name, orderId: null, times: null });
    await clerkPage.openAnew(orderId);
    const meaning = INTRACITY_MEANINGS[name];
    const { panel, headline, notice } = await clerkPage.until(
      (screen) => screen.panel !== null || screen.headline !== '',
    );
    const words = meaning === 'ok' ? null : ERROR_WORDING[meaning];
    const { title, steps } = panel ?? {};
    expect({ title, steps }).toEqual({ title: words?.title, steps: words?.steps });
    expect([headline, notice]).toEqual([meaning === 'ok' ? tagOf(50000) : '', '']);
  },
);

test('a wrong key: a clerk is told that the owner has to mend it, and the owner what to mend', async () => {
  const { orderId } = await atCode(50000);
  await host().act('fault', { name: 'intracity-sign-rejected', orderId: null, times: null });
  const { title, steps } = ERROR_WORDING['signature-rejected'];
  await clerkPage.openAnew(orderId);
  const forClerk = await clerkPage.until(({ panel }) => panel !== null);
  expect(forClerk.panel).toMatchObject({ title, steps });
  expect(forClerk.panel?.steps.join()).toContain('请店主');

  await shopScreensIn(shown).handTo('店主');
  const url = JSON.stringify(`/pages/delivery/delivery?id=${orderId}`);
  await shown.inPhone(`wx.reLaunch({ url: ${url} }); null`);
  const forOwner = await page.until(
    ({ panel, text }) => panel !== null && !text.includes('请店主'),
  );
  expect(forOwner.panel).toMatchObject({ title, steps: steps.map(sentenceForOwner) });
  expect(forOwner.text).toContain('填的私钥和公众平台“API 安全”里的公钥不是一对');
});

test('nothing of the receivers is in an answer, a log, the database or a phone; 取货码 only in answers before the pick-up', async () => {
  const orders = (await host().state()).deliveries.filter(isIntracity);
  const phones = await Promise.all([page.look(), clerkPage.look()]);
  const database = await eventually(
    () => Promise.resolve(host().database()),
    (text) => text.includes('wechat-intracity'),
  );
  const log = printed.join('\n');
  const stored = phones.map((one) => one.stored).join('\n');
  expect(answers.length).toBeGreaterThan(10);
  expect(log).not.toBe('');
  for (const order of orders) {
    const { orderId: wxOrderId, destination } = order;
    for (const fact of Object.values({ ...privateFactsOf({ wxOrderId, destination }) }))
      for (const place of [...answers, database, log, stored]) expect(place).not.toContain(fact);
    const code = codeIn(order);
    for (const place of [log, stored]) expect(place).not.toContain(code);
    for (const answer of answers.filter((text) => text.includes(code)))
      expect(answer).toMatch(/"name":"(assigned|at-store)"/);
  }
  expect(answers.some((answer) => orders.some((order) => answer.includes(codeIn(order))))).toBe(
    true,
  );
  expect([...(await shown.errors()), ...(await clerk.errors())]).toEqual([]);
});
