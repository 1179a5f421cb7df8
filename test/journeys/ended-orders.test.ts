import { signDelivery } from '../../cloudfunctions/core/providers/wechat-instant/get-order';
import type { ShownDelivery } from '../../dev/protocol/host-state';
import { DEMO_ACCOUNTS, FIRST_STORE } from '../../dev/sandbox/account';
import { COURIERS } from '../../dev/sandbox/couriers';
import { STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import { REASON_NAMES } from '../../miniprogram/contract/delivery/reason-names';
import { type ToHandleReason } from '../../miniprogram/contract/delivery/urgency';
import { type MessageTemplates, fillTemplate } from '../../miniprogram/contract/messages';
import type { NoticeSetup } from '../../miniprogram/contract/notices';
import { ID_END_LENGTH } from '../../miniprogram/contract/order-id';
import {
  type ConsolePage,
  lookUp,
  newPerson,
  openConsole,
  openPhone,
} from '../support/console-page';
import { eventually } from '../support/eventually';
import { serveConsole } from '../support/served-console';
import { BUSINESS, CREDENTIALS } from '../support/served-sandbox';

/** Wait beyond the next poll of a delivery on its way. */
const LONGER_THAN_A_PAUSE_MS = 15_000;
const MINUTE = 60_000;
const PHONE = { viewport: { width: 375, height: 812 } };
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
    delivery_sign: signDelivery(account.shopId, orderId, account.secret),
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
  const { orderId } = await host().delivery(({ status }) => status === 202);
  await host().act('move', { orderId, status: 301 });
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

describe('people who do not look', () => {
  const UNREACHABLE = 304;
  /** More than the deliveries that are in trouble here at once. */
  const MOST_TROUBLES = 8;
  /** Interval in ms at which the board asks for a delivery that is on its way. */
  const TIER = 30_000;
  /** What the group is told of an order. */
  const lineOf = (orderId: string): string =>
    `${orderId.slice(-ID_END_LENGTH)} ${REASON_NAMES.unreachable}`;

  /** Returns the times at which the group was told that an order's receiver is not reached. */
  async function told(orderId: string): Promise<readonly number[]> {
    const [group] = (await host().state()).groups;
    const messages = group?.messages ?? [];
    return messages.flatMap(({ at, text }) =>
      text.split('\n').flatMap((line) => (line.startsWith(lineOf(orderId)) ? [at] : [])),
    );
  }

  /** Returns the messages that have reached a person's phone, as the words of their rows. */
  async function received(person: string): Promise<readonly (readonly string[])[]> {
    const { phoneMessages } = await host().state();
    return phoneMessages
      .filter((one) => one.person === person)
      .map(({ rows }) => rows.map(({ words }) => words));
  }

  /** Lets the next minute begin, and waits until the timer's turn has ended. */
  async function nextTurn(): Promise<void> {
    const before = await host().now();
    await host().act('jump', { byMs: MINUTE - (before % MINUTE) + 1000 });
    await eventually(
      async () => (await host().state()).calls.find(({ name }) => name === 'watch')?.at ?? 0,
      (at) => at > before,
    );
  }

  /** Returns an order of the store that is on its way, and has not been told of. */
  function onItsWay(): Promise<ShownDelivery> {
    return host().delivery(({ status, store }) => status === 301 && store === FIRST_STORE.name);
  }

  /** Calls a function as whoever holds a phone. @returns the answer's data */
  function call<Data>(
    { inPhone }: ConsolePage,
    name: 'shop' | 'getOrder',
    data: object,
  ): Promise<Data> {
    return inPhone<Data>(
      `wx.cloud.callFunction(${JSON.stringify({ name, data })}).then(({ result }) => {
        if (!result.ok) throw new Error(result.error.code);
        return result.data;
      })`,
    );
  }

  test('are told once, as a group and on a phone, of an exception while every page is closed; not of what somebody has taken note of; by an open board at its next call', async () => {
    const owner = await openPhone(await newPerson(PHONE), host(), 'owner');
    const { robots } = await call<NoticeSetup>(owner, 'shop', { action: 'list-robots' });
    const storeId = robots.find(({ storeName }) => storeName === FIRST_STORE.name)?.storeId;
    const address = (await host().state()).groups[0]?.address;
    const robot = { storeId, address, signSecret: null };
    await call(owner, 'shop', { action: 'save-robot', ...robot });
    const { appId, appSecret: secret, name } = STAFF_MINI_PROGRAM;
    await call(owner, 'shop', { action: 'save-mini-program', appId, name, secret });
    const listed = { action: 'list-message-templates' };
    const { templates } = await call<MessageTemplates>(owner, 'shop', listed);
    const [{ templateId, places } = { templateId: '', places: [] }] = templates;
    const filled = fillTemplate(places);
    await call(owner, 'shop', { action: 'save-message-template', templateId, ...filled });
    await owner.page.context().close();

    await shown.inPhone("wx.navigateTo({ url: '/management/pages/notices/notices' })");
    await shown.phone.getByText('收一条', { exact: true }).click();
    await shown.phone.getByLabel('总是保持以上选择').check();
    await shown.phone.getByText('允许', { exact: true }).click();
    await shown.phone.getByText('还能收 1 条').waitFor();
    // WeChat does not ask again: each tap counts one more.
    for (let count = 2; count <= MOST_TROUBLES; count += 1) {
      await shown.phone.getByText('再收一条').click();
      await shown.phone.getByText(`还能收 ${count} 条`).waitFor();
    }
    await shown.page.goto('about:blank');

    await nextTurn();
    const { orderId } = await onItsWay();
    await host().act('move', { orderId, status: UNREACHABLE });
    const movedAt = await host().now();
    const end = orderId.slice(-ID_END_LENGTH);
    const toClerk = async (): Promise<readonly (readonly string[])[]> => {
      const all = await received('clerk');
      return all.filter(
        ([, order, reason]) => order === end && reason === REASON_NAMES.unreachable,
      );
    };
    // A person gets a few messages a turn, so the group may be told first.
    while ((await told(orderId)).length === 0 || (await toClerk()).length === 0) {
      expect((await host().now()) - movedAt).toBeLessThan(4 * TIER + MINUTE);
      await nextTurn();
    }
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
    expect(await told(orderId)).toHaveLength(1);
    expect(await toClerk()).toEqual([
      [FIRST_STORE.name, end, REASON_NAMES.unreachable, expect.stringMatching(/日 \d\d:\d\d$/)],
    ]);

    await shown.page.goto(host().address);
    await shown.page.getByRole('button', { name: /^群/ }).click();
    const message = shown.page
      .getByRole('listitem')
      .filter({ hasText: `${end} · ${REASON_NAMES.unreachable} ·` });
    await message.last().getByRole('button', { name: '点开' }).click();
    await shown.phone.getByText('联系不上收货人').filter({ visible: true }).first().waitFor();
    await shown.inPhone("wx.switchTab({ url: '/pages/search/search' })");
    await shown.phone.getByText('查骑手').waitFor();
    const { orderId: noted } = await onItsWay();
    await host().act('move', { orderId: noted, status: UNREACHABLE });
    await call(shown, 'getOrder', { action: 'look-up', orderId: noted });
    const reason: ToHandleReason = 'unreachable';
    await call(shown, 'getOrder', { action: 'acknowledge', orderId: noted, reason });
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
    expect(await told(noted)).toEqual([]);

    const { orderId: onBoard } = await onItsWay();
    await host().act('move', { orderId: onBoard, status: UNREACHABLE });
    await host().act('jump', { byMs: 15_000 });
    // The first call asks WeChat, and tells beside that what was owed before.
    for (const action of ['board', 'board']) await call(shown, 'getOrder', { action, marks: [] });
    expect(await told(onBoard)).toHaveLength(1);
    await shown.page.locator('#groups').getByText(lineOf(onBoard)).waitFor();
    expect(await shown.errors()).toEqual([]);
  });
});
