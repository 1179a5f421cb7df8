import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import type { ShownDelivery } from '../../dev/protocol/host-state';
import { lookUp, newPerson, openPhone, rowOf } from '../support/console-page';
import { serveConsole } from '../support/served-console';

/** Wait beyond the next poll of a delivery on its way. */
const LONGER_THAN_A_PAUSE_MS = 15_000;
const PHONE = { viewport: { width: 375, height: 812 } };

const { host, shownTo } = serveConsole();

function onItsWay(): Promise<ShownDelivery> {
  return host().delivery(
    ({ status, remainingSeconds }) => status === 301 && (remainingSeconds ?? 0) > 240,
  );
}

describe('looking an order up', () => {
  it('shows status, rider and countdown, and asks no more once it is delivered', async () => {
    const { orderId, riderName } = await onItsWay();
    const shown = await shownTo();
    const { phone } = shown;

    await lookUp(shown, orderId);
    await phone.getByRole('heading', { name: '配送中' }).waitFor();
    await phone.getByText(riderName ?? '', { exact: true }).waitFor();
    await phone.getByText(/(?<!\d)1\d\d\*{4}\d{4}(?!\d)/).waitFor();
    await phone
      .locator('wx-delivery-summary')
      .getByText(/还有 \d+ 分钟送达/)
      .waitFor();

    await rowOf(shown, orderId).getByRole('button', { name: '下一步' }).click();
    await shown.letPass(LONGER_THAN_A_PAUSE_MS);
    await phone.getByRole('heading', { name: '已送达' }).waitFor();
    const asked = await host().callsFor(orderId);
    await shown.letPass(LONGER_THAN_A_PAUSE_MS);
    // An earlier poll would be recorded before the next one.
    await shown.inPhone(
      'wx.cloud.callFunction({ name: "getOrder", data: { action: "refresh-orders", orderIds: [] } })',
    );
    expect(await host().callsFor(orderId)).toEqual(asked);
    expect(await shown.errors()).toEqual([]);
  });

  it('says of a link without an order id that there is none in it, and leads to 查单', async () => {
    const { page: phone, inPhone, errors } = await openPhone(await newPerson(PHONE), host());
    const before = (await host().state()).calls.length;
    for (const query of ['', '?id=', '?exact=1']) {
      await inPhone(`wx.reLaunch({ url: '/pages/delivery/delivery${query}' }); null`);
      await phone.getByText('这个链接里没有订单号').waitFor();
      await phone.getByText('去查单', { exact: true }).click();
      await phone.getByText('这个链接里没有订单号').waitFor({ state: 'detached' });
      await phone.getByText('查骑手').waitFor();
    }
    await inPhone(`wx.reLaunch({ url: '/pages/search/search?id=' }); null`);
    await phone.getByText('还没有订单号，请输入或扫描。').waitFor();
    const { calls } = await host().state();
    const asked = calls.slice(0, calls.length - before).filter(({ orderId }) => orderId !== null);
    expect(asked).toEqual([]);
    expect(await errors()).toEqual([]);
  });

  it('tells a stranger nothing, not even whether there is such an order', async () => {
    const { orderId, riderName } = await onItsWay();
    const shown = await openPhone(await newPerson(PHONE), host(), 'stranger');
    const phone = shown.page;
    const before = (await host().state()).calls.length;

    const told: string[] = [];
    for (const asked of [orderId, 'no-such-order']) {
      await phone.locator('wx-input input').fill(asked);
      await phone.getByText('查骑手').click();
      await phone.getByText(ERROR_WORDING['not-staff'].title).waitFor();
      const text = await phone.locator('body').innerText();
      // The pill sets the last characters apart.
      const pill = `${asked.slice(0, -4)}\n${asked.slice(-4)}`;
      const traceIdOrTime = /[0-9a-f]{8}-[0-9a-f-]{27}|\d\d:\d\d/g;
      told.push(text.replaceAll(asked, '').replace(pill, '').replace(traceIdOrTime, ''));
      await phone.goto(`${host().address}phone/?person=stranger`);
    }
    expect(told[0]).toBe(told[1]);
    expect(told[0]).not.toContain(riderName);
    const { calls } = await host().state();
    const lookUps = calls
      .slice(0, calls.length - before)
      .filter((call) => call.name === 'getOrder' && call.orderId !== null);
    expect(lookUps.map(({ who, outcome, upstream }) => [who, outcome, upstream])).toEqual([
      ['陌生人', 'not-staff', 0],
      ['陌生人', 'not-staff', 0],
    ]);
    expect(await shown.errors()).toEqual([]);
  });
});
