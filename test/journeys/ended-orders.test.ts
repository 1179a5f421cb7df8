import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { deliverySign } from '../../cloudfunctions/core/wechat/delivery-sign';
import { launchBrowser } from '../../dev/browser/launch-browser';
import type { ShownDelivery } from '../../dev/protocol/host-state';
import { DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import type { ConsolePage } from '../support/console-page';
import { lookUp, newPerson, openConsole } from '../support/console-page';
import { eventually } from '../support/eventually';
import type { RunningHost } from '../support/running-host';
import { freePort, startHost } from '../support/running-host';
import { BUSINESS, CREDENTIALS } from '../support/served-sandbox';

/** Longer than any pause between two questions about a delivery on its way. */
const LONGER_THAN_A_PAUSE_MS = 15_000;
const MINUTE = 60_000;
const COURIER = 'SFTC';

let browser: Browser;
let data = '';
let host: RunningHost;
let shown: ConsolePage;

beforeAll(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'journey-'));
  [browser, host] = await Promise.all([
    launchBrowser(),
    freePort().then((port) => startHost(port, data)),
  ]);
  shown = await openConsole(await newPerson(browser), host.address);
});

afterAll(async () => {
  await browser.close();
  await host.end('SIGTERM');
  rmSync(data, { recursive: true });
});

async function post(where: string, body: object): Promise<unknown> {
  const response = await fetch(new URL(where, host.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${where}: ${await response.text()}`);
  return response.json();
}

async function asksFor(orderId: string): Promise<number> {
  return (await host.state()).calls.filter((call) => call.orderId === orderId).length;
}

/** Goes back to 查单 and presses the order under 最近查过. */
async function lookUpAgain(orderId: string): Promise<void> {
  const frame = shown.page.frames().find((candidate) => candidate.url().includes('/phone/'));
  await frame?.evaluate('wx.reLaunch({ url: "/pages/search/search" }); null');
  await shown.phone.getByText('最近查过').waitFor();
  await shown.phone.getByText(orderId).click();
}

/** Waits until 配送, which lies on top, has the headline. */
function reads(headline: string): Promise<void> {
  return shown.phone
    .locator('.phone-page')
    .last()
    .locator('[class$="--summary__title"]', { hasText: headline })
    .waitFor();
}

/** As the merchant's own system does it. */
async function placeAnew({ orderId, store }: ShownDelivery): Promise<void> {
  const account = DEMO_ACCOUNTS.find(({ courierId }) => courierId === COURIER);
  const shopNo = account?.stores.find((entry) => entry.store.name === store)?.shopNo;
  if (account === undefined || shopNo === undefined) throw new Error(`${store} has no account.`);
  const token = (await post('/cgi-bin/stable_token', CREDENTIALS)) as { access_token: string };
  const answer = await post(`${BUSINESS}/order/readd?access_token=${token.access_token}`, {
    shopid: account.shopId,
    shop_order_id: orderId,
    shop_no: shopNo,
    delivery_sign: deliverySign(account.shopId, orderId, account.secret),
    delivery_id: COURIERS[COURIER].id,
  });
  expect(answer).toMatchObject({ resultcode: 0 });
}

test('an order that has ended is asked for afresh by a person’s own look-up a minute later, and followed again when it has been placed anew', async () => {
  const order = (await host.state()).deliveries.find(
    ({ status, courier }) => status === 301 && courier === COURIERS[COURIER].name,
  );
  if (order === undefined) throw new Error('The demo has no delivery on its way.');
  const { orderId } = order;
  await post('/host/move', { orderId, status: 302 });
  await lookUp(shown, orderId);
  await reads('货已送达');
  expect(await asksFor(orderId)).toBe(1);

  // Within the minute what is known stands.
  await lookUpAgain(orderId);
  await reads('货已送达');
  expect(await asksFor(orderId)).toBe(1);

  await post('/host/jump', { byMs: MINUTE });
  await lookUpAgain(orderId);
  await eventually(
    () => asksFor(orderId),
    (asks) => asks === 2,
  );
  await reads('货已送达');

  await placeAnew(order);
  for (const status of [102, 201, 202, 301]) await post('/host/move', { orderId, status });
  await shown.page.waitForTimeout(LONGER_THAN_A_PAUSE_MS);
  expect(await asksFor(orderId)).toBe(2);

  await post('/host/jump', { byMs: MINUTE });
  await lookUpAgain(orderId);
  await reads('骑手正在送货');
  // Its second life is followed without anybody's doing, to its own end.
  await post('/host/move', { orderId, status: 302 });
  await reads('货已送达');
  expect(await shown.errors()).toEqual([]);
});
