import type { Page } from 'playwright-core';
import { FAULT_NAMES } from '../../../../dev/faults/fault-table';
import { oddIn } from '../../../support/console-checks';
import { type ConsolePage, lookUp, press, rowOf, untilAnew } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';
import { shopScreensIn } from '../../../support/shop-screens';

/** Wait beyond the phone's next poll. */
const ASKS_AGAIN_MS = 13_000;

const { host, shownTo, person, orderAt, statusOf, callsOf } = serveConsole();

const countAt = async (status: number): Promise<number> =>
  (await host().state()).deliveries.filter((one) => one.status === status).length;

const handToStranger = (shown: ConsolePage) => shopScreensIn(shown).handTo('陌生人');

function until<Seen>(look: () => Promise<Seen>, wanted: Seen): Promise<Seen> {
  return eventually(look, (seen) => seen === wanted);
}

describe('the tour', () => {
  const tourOn = (page: Page) => page.getByRole('region', { name: '第一次来' });
  const sentence = (page: Page) => tourOn(page).locator('[aria-current]');

  it('leads who knows nothing from an order id to an exception and its next step', async () => {
    const shown = await shownTo({ viewport: { width: 1280, height: 800 } });
    const { page, phone } = shown;
    const pointed = page.locator('[data-pointed-at]');
    const ringed = phone.locator('[data-ringed]');
    await sentence(page).getByText('点订单号').waitFor();
    expect(await ringed.count()).toBe(0);
    await pointed.click();
    await sentence(page).getByText('按手机里的“查骑手”').waitFor();
    await ringed.getByText('查骑手').click();
    await sentence(page).getByText('同一行').waitFor();
    expect(await ringed.count()).toBe(0);
    await pointed.and(page.getByRole('button', { name: '联系不上' })).click();
    await sentence(page).getByText('看手机').waitFor();
    await shown.letPass(ASKS_AGAIN_MS);
    await tourOn(page).getByText('就是这样').waitFor();
    await phone.getByText('联系不上收货人，货正在返回').filter({ visible: true }).first().waitFor();
    for (const place of [tourOn(page), phone])
      await place.getByText('还能等几分钟，再联系顾客').filter({ visible: true }).first().waitFor();

    await press(shown, '知道了');
    await page.reload();
    await phone.getByText('查骑手').waitFor();
    await expect(tourOn(page).isVisible()).resolves.toBe(false);

    // The tour restarts with a holder who may look up.
    await handToStranger(shown);
    await press(shown, '带我看一遍');
    await sentence(page).getByText('点订单号').waitFor();
    await page.getByRole('button', { name: '店员', pressed: true }).waitFor();
    expect(await shown.errors()).toEqual([]);
  });
});

describe('deliveries at the console', () => {
  it('go on, change hands and go wrong by mouse and by keyboard, as is shown at once', async () => {
    const shown = await shownTo();
    const { page } = shown;
    const waiting = await orderAt(101);
    await rowOf(shown, waiting).getByRole('button', { name: '下一步' }).click();
    await rowOf(shown, waiting).getByText('102').waitFor();

    const atStore = await host().delivery(({ status }) => status === 201);
    const rider = async () =>
      (await host().delivery(({ orderId }) => orderId === atStore.orderId)).riderName;
    await rowOf(shown, atStore.orderId).getByRole('button', { name: '换骑手' }).click();
    await eventually(rider, (name) => name !== null && name !== atStore.riderName);

    const onTheWay = await orderAt(301);
    for (const name of [/^异常/, /^304/]) {
      expect(await statusOf(onTheWay)).toBe(301);
      await rowOf(shown, onTheWay).getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    }
    await rowOf(shown, onTheWay).getByText('304 返还中').waitFor();

    const { length } = (await host().state()).deliveries;
    await press(shown, '新配送');
    await until(() => page.locator('.delivery').count(), length + 1);
    expect((await host().state()).deliveries[0]?.status).toBe(101);

    await page.getByRole('searchbox').fill('304');
    await until(() => page.locator('.delivery').count(), await countAt(304));
    await page.getByRole('searchbox').fill('');
    await press(shown, '让 40 单上路');
    await page.getByRole('dialog').getByText('放上看板后要逐单去问微信').waitFor();
    await press(shown, '只上路');
    await page.getByText(`${length + 41} 单 · 在途`).waitFor();
    expect(await shown.errors()).toEqual([]);
  });

  it('move on by themselves, all or one, while their switch is on', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(202);
    const one = `自动走：${orderId}`;
    const isOn = (name: string, pressed = true) =>
      shown.page.getByRole('button', { name, exact: true, pressed }).waitFor();
    await press(shown, '自动走');
    for (const name of ['自动走', one]) await isOn(name);
    await press(shown, one);
    await isOn(one, false);
    await press(shown, '自动走');
    await isOn('自动走', false);
    await press(shown, one);
    await isOn(one);
    await isOn('自动走', false);
    await press(shown, '+1 分钟');
    await rowOf(shown, orderId).getByText('301').waitFor();
    await press(shown, one);
    await isOn(one, false);
    expect(await shown.errors()).toEqual([]);
  });

  it('have a barcode, which is typed as a scanner does', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(302);
    const before = (await callsOf(orderId)).length;
    await rowOf(shown, orderId).getByRole('button', { name: '条码' }).click();
    await shown.page.getByRole('img', { name: `订单号 ${orderId} 的条码` }).waitFor();
    await press(shown, '扫进手机');
    await shown.phone.getByText('已送达').filter({ visible: true }).first().waitFor();
    await until(async () => (await callsOf(orderId)).length > before, true);
    expect(await shown.errors()).toEqual([]);
  });
});

describe('the phone beside the console', () => {
  it('runs by the one clock, faster and ahead, as the functions do', async () => {
    const shown = await shownTo();
    const aheadAtFirst = (await host().now()) - Date.now();
    for (const name of ['×60', '×1', '+5 分钟']) await press(shown, name);
    const ahead = await eventually(
      async () => (await host().now()) - Date.now(),
      (ms) => ms - aheadAtFirst > 300_000,
    );
    await until(async () => (await host().state()).clock.speed, 1);
    const phoneAhead = async () => Number(await shown.inPhone('Date.now()')) - Date.now();
    await eventually(phoneAhead, (ms) => Math.abs(ms - ahead) < 2000);
    const orderId = await orderAt(302);
    const before = (await callsOf(orderId)).length;
    await lookUp(shown, orderId);
    const [call] = await eventually(
      () => callsOf(orderId),
      ({ length }) => length > before,
    );
    expect(Math.abs((call?.at ?? 0) - Date.now() - ahead)).toBeLessThan(5000);
  });

  it('is dark, large and without a network when that is wanted, whoever holds it, and loses nothing', async () => {
    const shown = await shownTo();
    const field = shown.phone.locator('wx-input input');
    const asItIs = () =>
      shown.inPhone<string>(`wx.getNetworkType().then(({ networkType }) =>
        [document.documentElement.dataset.theme, innerWidth, networkType].join())`);
    // Changing the text size restarts the mini-program, as in WeChat.
    await untilAnew(shown, () => press(shown, '大字'));
    await field.fill('20261124-1288');
    for (const name of ['捣乱', '手机断网', '深色', '平板']) await press(shown, name);
    await shown.page.getByRole('button', { name: '捣乱：手机断网' }).waitFor();
    await until(asItIs, 'dark,820,none');
    await expect(field.inputValue()).resolves.toBe('20261124-1288');
    await handToStranger(shown);
    await until(asItIs, 'dark,820,none');
    await press(shown, '手机断网');
    await until(asItIs, 'dark,820,wifi');
    expect(await shown.errors()).toEqual([]);
  });
});

describe('the frame of the phone', () => {
  it('keeps the phone in its place, whatever on it is focused or scrolled into sight', async () => {
    const shown = await shownTo();
    await shown.inPhone(`{
      const below = document.createElement('button');
      below.style = 'position: absolute; top: 3000px';
      document.querySelector('.phone-page-area').append(below);
      for (const one of document.querySelectorAll('.phone *')) {
        one.scrollIntoView();
        one.focus?.();
      }
    }`);
    const shiftedOf = (selectors: string) => `[...document.querySelectorAll('${selectors}')]
      .filter((one) => one.scrollTop !== 0 || one.scrollLeft !== 0).map((one) => one.className)`;
    const around = shiftedOf('html, .desk, section, #frame');
    expect(await shown.page.evaluate<readonly string[]>(around)).toEqual([]);
    const inside = shiftedOf('html, body, .phone, .phone-pages, .phone-page, .phone-page-area');
    expect(await shown.inPhone<readonly string[]>(inside)).toEqual([]);
  });
});

describe('the phone in a window of its own', () => {
  it('is in the same hands, and looks orders up for itself', async () => {
    const shown = await shownTo();
    await press(shown, '店长');
    const opened = person().waitForEvent('page');
    await press(shown, '单独开一个窗口');
    const phone = await opened;
    await phone.getByText('查骑手').waitFor();
    expect(phone.url()).toContain('person=manager');
    await phone.locator('wx-input input').fill(await orderAt(304));
    await phone.getByText('查骑手').click();
    await phone.getByText('返还中').filter({ visible: true }).first().waitFor();
  });
});

describe('the page of the console', () => {
  it('has room for everything on every window', async () => {
    const { page } = await shownTo();
    expect(await oddIn(page)).toEqual([]);
  });

  it('lets everything go wrong by keyboard, for one order and until it is switched off', async () => {
    const shown = await shownTo();
    const { page } = shown;
    await press(shown, '捣乱');
    const fault = (pressed: boolean) => page.getByRole('button', { name: '半截 JSON', pressed });
    const orderId = await orderAt(301);
    await page.getByLabel('作用于').selectOption(orderId);
    await press(shown, '直到关掉');
    await page.getByText(/^更多/).focus();
    await page.keyboard.press('Enter');
    await fault(false).focus();
    expect(await fault(false).getAttribute('title')).toBe('回答只有前一半。');
    await page.keyboard.press('Enter');
    await fault(true).waitFor();
    const faults = async () => (await host().state()).faults;
    expect(await faults()).toEqual([{ name: 'truncated', orderId, appId: null, times: null }]);
    expect(await page.locator('#faults .button--switch').count()).toBe(FAULT_NAMES.length);
    await press(shown, '全部关掉');
    await fault(false).waitFor();
    expect(await faults()).toEqual([]);
  });

  it('says so when the host is gone, until it is there again', async () => {
    const shown = await shownTo();
    await person().setOffline(true);
    await press(shown, '新配送');
    await shown.page.getByRole('alert').getByText('本机服务没有应答').waitFor();
    await person().setOffline(false);
    await press(shown, '新配送');
    await shown.page.getByRole('alert').waitFor({ state: 'hidden' });
    expect((await shown.errors()).filter((error) => !error.includes('ERR_'))).toEqual([]);
  });
});
