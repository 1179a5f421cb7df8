import { deliverySign } from '../../cloudfunctions/core/providers/wechat-instant/get-order';
import type { ShownDelivery } from '../../dev/protocol/host-state';
import { DEMO_ACCOUNTS } from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import { type ConsolePage, lookUp, newPerson, openConsole } from '../support/console-page';
import { eventually } from '../support/eventually';
import { serveConsole } from '../support/served-console';
import { BUSINESS, CREDENTIALS } from '../support/served-sandbox';

/** Wait beyond the next poll of a delivery on its way. */
const LONGER_THAN_A_PAUSE_MS = 15_000;
const MINUTE = 60_000;
const COURIER = 'SFTC';

const { host } = serveConsole();
let shown: ConsolePage;

beforeAll(async () => {
  // Time passes only when a test lets it, so a minute lasts even on a busy machine.
  await host().act('speed', { speed: 0.001 });
  shown = await openConsole(await newPerson(), host());
});

async function asksFor(orderId: string): Promise<number> {
  return (await host().callsFor(orderId)).length;
}

/** Returns to 查单, and waits for its refresh: an answer must come before a jump of the clock. */
async function returnToList(): Promise<void> {
  const refreshed = shown.page.waitForResponse(
    (response) => response.request().postData()?.includes('refresh-orders') === true,
  );
  await shown.inPhone('wx.reLaunch({ url: "/pages/search/search" }); null');
  await (await refreshed).finished();
  // The phone has heard this answer when it has heard the next one.
  await shown.inPhone(
    'wx.cloud.callFunction({ name: "getOrder", data: { action: "refresh-orders", orderIds: [] } })',
  );
  await shown.phone.getByText('最近查过').waitFor();
}

/** Returns to 查单 and presses the order under 最近查过. */
async function lookUpAgain(orderId: string): Promise<void> {
  await returnToList();
  await rowOf(orderId).click();
}

/** Waits until 配送, the page on top, has the headline. */
function reads(headline: string): Promise<void> {
  return shown.phone
    .locator('.phone-page')
    .last()
    .locator('.summary__tag', { hasText: headline })
    .waitFor();
}

/** Finds the row of an order under 最近查过. */
const rowOf = (orderId: string) =>
  shown.phone.getByRole('button', { name: new RegExp(`^${orderId}，`) });

/** Places the order again, as the merchant's own system does. */
async function placeAnew({ orderId, store }: ShownDelivery): Promise<void> {
  const account = DEMO_ACCOUNTS.find(({ courierId }) => courierId === COURIER);
  const shopNo = account?.stores.find((entry) => entry.store.name === store)?.shopNo;
  if (account === undefined || shopNo === undefined) throw new Error(`${store} has no account.`);
  const token = (await host().post('/cgi-bin/stable_token', CREDENTIALS)) as {
    access_token: string;
  };
  const answer = await host().post(`${BUSINESS}/order/readd?access_token=${token.access_token}`, {
    shopid: account.shopId,
    shop_order_id: orderId,
    shop_no: shopNo,
    delivery_sign: deliverySign(account.shopId, orderId, account.secret),
    delivery_id: COURIERS[COURIER].id,
  });
  expect(answer).toMatchObject({ resultcode: 0 });
}

test('an order that has ended is asked for afresh by a person’s own look-up a minute later, and followed again when it has been placed anew', async () => {
  const order = await host().delivery(
    ({ status, courier }) => status === 301 && courier === COURIERS[COURIER].name,
  );
  const { orderId } = order;
  await host().act('move', { orderId, status: 302 });
  await lookUp(shown, orderId);
  await reads('已送达');
  expect(await asksFor(orderId)).toBe(1);

  // The cached answer stands for a minute.
  await lookUpAgain(orderId);
  await reads('已送达');
  expect(await asksFor(orderId)).toBe(1);

  await shown.letPass(MINUTE);
  await lookUpAgain(orderId);
  await eventually(
    () => asksFor(orderId),
    (asks) => asks === 2,
  );
  await reads('已送达');

  await placeAnew(order);
  for (const status of [102, 201, 202, 301]) await host().act('move', { orderId, status });
  await shown.letPass(LONGER_THAN_A_PAUSE_MS);
  expect(await asksFor(orderId)).toBe(2);

  await shown.letPass(MINUTE);
  await lookUpAgain(orderId);
  await reads('配送中');
  // The page follows the second life by itself, to its end.
  await host().act('move', { orderId, status: 302 });
  await shown.letPass(LONGER_THAN_A_PAUSE_MS);
  await reads('已送达');
  expect(await shown.errors()).toEqual([]);
});

test('最近查过 shows within 35 s that an order was delivered, and asks for it no more', async () => {
  const { orderId } = await host().delivery(
    ({ status, remainingSeconds }) => status === 301 && (remainingSeconds ?? 0) > 120,
  );
  await returnToList();
  await lookUp(shown, orderId);
  await reads('配送中');
  // The list may have known so much before.
  const lookUps = await eventually(
    () => asksFor(orderId),
    (asks) => asks > 0,
  );
  await returnToList();
  await rowOf(orderId).getByText('配送中').waitFor();
  await host().act('move', { orderId, status: 302 });
  await shown.letPass(35_000);
  await rowOf(orderId).getByText('已送达').waitFor();

  const before = (await host().state()).calls.length;
  await shown.letPass(MINUTE);
  const { calls } = await eventually(host().state, ({ calls }) => calls.length > before);
  expect(calls[0]).toMatchObject({ action: 'refresh-orders', isOk: true });
  expect(await asksFor(orderId)).toBe(lookUps);
  expect(await shown.errors()).toEqual([]);
});
