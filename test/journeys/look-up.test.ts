import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../dev/browser/launch-browser';
import type { ShownCall, ShownDelivery } from '../../dev/protocol/host-state';
import { ERROR_WORDING } from '../../miniprogram/shared/trouble-wording';
import { eventually } from '../support/eventually';
import { lookUp, newPerson, openConsole, rowOf } from '../support/console-page';
import type { ConsolePage } from '../support/console-page';
import { freePort, processesWith, startHost } from '../support/running-host';
import type { RunningHost } from '../support/running-host';

/** Longer than any pause between two questions about a delivery on its way. */
const LONGER_THAN_A_PAUSE_MS = 15_000;

let browser: Browser;
let data = '';
let port = 0;
let host: RunningHost;
let person: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'journey-'));
  port = await freePort();
  host = await startHost(port, data);
  person = await newPerson(browser);
});

afterEach(async () => {
  await person.close();
  await host.end('SIGTERM');
  rmSync(data, { recursive: true });
});

async function deliveryAt(status: number): Promise<ShownDelivery> {
  const found = (await host.state()).deliveries.find(
    (delivery) => delivery.status === status && (delivery.remainingSeconds ?? 1000) > 240,
  );
  if (found === undefined) throw new Error(`The demo has no delivery at ${status}.`);
  return found;
}

async function callsFor(orderId: string): Promise<readonly ShownCall[]> {
  return (await host.state()).calls.filter((call) => call.orderId === orderId);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly isInMap: boolean;
}

/** Where the rider's marker is drawn, as seen from the map's upper left corner, px; null while it is drawn anew. */
async function marker({ phone }: ConsolePage): Promise<Place | null> {
  const [drawn, map] = await Promise.all([
    phone.locator('.phone-marker-icon').first().boundingBox(),
    phone.locator('wx-map').boundingBox(),
  ]);
  if (drawn === null || map === null) return null;
  const x = drawn.x + drawn.width / 2 - map.x;
  const y = drawn.y + drawn.height / 2 - map.y;
  return { x, y, isInMap: x > 0 && y > 0 && x < map.width && y < map.height };
}

/** Further than drawing it anew could move it. */
function isApart(one: Place | null, other: Place | null): boolean {
  return one !== null && other !== null && Math.hypot(one.x - other.x, one.y - other.y) > 5;
}

describe('looking an order up', () => {
  it('shows status, rider and countdown, moves the rider, and asks no more once it is delivered', async () => {
    const { orderId, riderName } = await deliveryAt(301);
    const shown = await openConsole(person, host.address);
    const { page, phone } = shown;

    await lookUp(shown, orderId);
    await phone.getByText('骑手正在送货').waitFor();
    await phone.getByText(riderName ?? '', { exact: true }).waitFor();
    await phone.getByText(/(?<!\d)1\d\d\*{4}\d{4}(?!\d)/).waitFor();
    await phone.getByText(/还有 \d+ 分钟送达/).waitFor();

    const before = await eventually(
      () => marker(shown),
      (place) => place !== null,
    );
    expect(before?.isInMap).toBe(true);
    const moved = await eventually(
      () => marker(shown),
      (place) => isApart(before, place),
    );
    expect(moved?.isInMap).toBe(true);

    await rowOf(shown, orderId).getByRole('button', { name: '下一步' }).click();
    await phone.getByRole('heading', { name: '货已送达' }).waitFor();
    const asked = await callsFor(orderId);
    await page.waitForTimeout(LONGER_THAN_A_PAUSE_MS);
    expect(await callsFor(orderId)).toEqual(asked);
    expect(await shown.errors()).toEqual([]);
  });

  it('tells a stranger nothing, not even whether there is such an order', async () => {
    const { orderId, riderName } = await deliveryAt(301);
    const shown = await openConsole(person, host.address);
    const { page, phone } = shown;
    await page.getByRole('button', { name: '陌生人' }).click();
    await page.frames()[1]?.waitForURL(/person=stranger/);

    const told: string[] = [];
    for (const asked of [orderId, 'no-such-order']) {
      await phone.locator('wx-input input').fill(asked);
      await phone.getByText('查骑手').click({ force: true });
      await phone.getByText(ERROR_WORDING['not-staff'].title).waitFor();
      const text = await phone.locator('body').innerText();
      told.push(text.replaceAll(asked, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''));
      await page.frames()[1]?.goto(`${host.address}phone/?person=stranger`);
    }
    expect(told[0]).toBe(told[1]);
    expect(told[0]).not.toContain(riderName);
    const calls = (await host.state()).calls.filter((call) => call.orderId !== null);
    expect(calls.map(({ who, outcome, upstream }) => [who, outcome, upstream])).toEqual([
      ['陌生人', 'not-staff', 0],
      ['陌生人', 'not-staff', 0],
    ]);
    expect(await shown.errors()).toEqual([]);
  });

  it('remembers recent orders, deliveries and the token when the host is killed and started anew', async () => {
    const { orderId } = await deliveryAt(201);
    const first = await openConsole(person, host.address);
    await lookUp(first, orderId);
    await first.phone.getByText('经过').waitFor();
    await rowOf(first, orderId).getByRole('button', { name: '下一步' }).click();
    await eventually(
      () => deliveriesOf(host),
      (seen) => seen.includes(`${orderId} 202`),
    );
    const before = await deliveriesOf(host);
    expect(await first.errors()).toEqual([]);
    await first.page.close();

    await host.end('SIGKILL');
    await eventually(
      () => Promise.resolve(processesWith(data)),
      (running) => running.length === 0,
    );
    host = await startHost(port, data);

    const second = await openConsole(person, host.address);
    await second.phone.getByText('最近查过').waitFor();
    expect(await deliveriesOf(host)).toEqual(before);
    await second.phone.getByText(orderId).click();
    await second.phone.getByText('经过').waitFor();
    // The order itself; a token that had to be fetched would be a second question.
    const [call] = await eventually(
      () => callsFor(orderId),
      (calls) => calls.length > 0,
    );
    expect(call).toMatchObject({ isOk: true, upstream: 1, isHealed: false });
    expect(await second.errors()).toEqual([]);
  });

  it('ends its processes when it is told to end', async () => {
    const { orderId } = await deliveryAt(301);
    const shown = await openConsole(person, host.address);
    await lookUp(shown, orderId);
    await shown.phone.getByText('骑手正在送货').waitFor();
    expect(processesWith(data).length).toBeGreaterThan(1);
    expect(await host.end('SIGTERM')).toBe(0);
    expect(processesWith(data)).toEqual([]);
  });
});

async function deliveriesOf(running: RunningHost): Promise<readonly string[]> {
  return (await running.state()).deliveries.map(({ orderId, status }) => `${orderId} ${status}`);
}
