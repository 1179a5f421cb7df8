import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../../../dev/browser/launch-browser';
import { lookUp, openConsole, rowOf } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { freePort, startHost } from '../../../support/running-host';
import type { RunningHost } from '../../../support/running-host';

jest.setTimeout(120_000);

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const MINUTE = 60_000;

let browser: Browser;
let data = '';
let host: RunningHost;
let person: BrowserContext;

beforeAll(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'console-'));
  [browser, host] = await Promise.all([launchBrowser(), startHost(await freePort(), data)]);
});

afterAll(async () => {
  await browser.close();
  await host.end('SIGTERM');
  rmSync(data, { recursive: true });
});

async function shownTo(options: Parameters<Browser['newContext']>[0] = {}) {
  person = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  return openConsole(person, host.address);
}

afterEach(() => person.close());

async function orderAt(status: number): Promise<string> {
  const found = (await host.state()).deliveries.find((delivery) => delivery.status === status);
  if (found === undefined) throw new Error(`There is no delivery at ${status}.`);
  return found.orderId;
}

async function statusOf(orderId: string): Promise<number | undefined> {
  return (await host.state()).deliveries.find((delivery) => delivery.orderId === orderId)?.status;
}

describe('the console', () => {
  it('moves a delivery on, and shows at once where it is', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(101);
    await rowOf(shown, orderId).getByRole('button', { name: '下一步' }).click();
    await rowOf(shown, orderId).getByText('102').waitFor();
    expect(await statusOf(orderId)).toBe(102);
  });

  it('gives an order to another rider', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(201);
    const rider = async () =>
      (await host.state()).deliveries.find((delivery) => delivery.orderId === orderId)?.riderName;
    const before = await rider();
    await rowOf(shown, orderId).getByRole('button', { name: '换骑手' }).click();
    expect(await eventually(rider, (name) => name !== before)).not.toBeNull();
  });

  it('lets something go wrong, by keyboard alone', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(301);
    await rowOf(shown, orderId).getByLabel(/^异常/).focus();
    await shown.page.keyboard.press('Enter');
    await rowOf(shown, orderId).getByRole('button', { name: /^304/ }).waitFor();
    expect(await statusOf(orderId)).toBe(301);
    await rowOf(shown, orderId).getByRole('button', { name: /^304/ }).focus();
    await shown.page.keyboard.press('Enter');
    await rowOf(shown, orderId).getByText('304').first().waitFor();
    expect(
      await eventually(
        () => statusOf(orderId),
        (status) => status !== 301,
      ),
    ).toBe(304);
  });

  it('places a new order', async () => {
    const shown = await shownTo();
    const before = (await host.state()).deliveries.length;
    await shown.page.getByRole('button', { name: '新配送' }).click();
    await eventually(
      () => shown.page.locator('.delivery').count(),
      (count) => count === before + 1,
    );
    expect((await host.state()).deliveries[0]?.status).toBe(101);
  });

  it('runs the one clock faster and ahead, in phone and functions too', async () => {
    const shown = await shownTo();
    const { page } = shown;
    await page.getByRole('button', { name: '×60' }).click();
    await page.getByRole('button', { name: '×1', exact: true }).click();
    await page.getByRole('button', { name: '+5 分钟' }).click();
    const { clock } = await eventually(
      () => host.state(),
      (state) => state.clock.speed === 1 && state.clock.shownAt - state.clock.realAt > 5 * MINUTE,
    );
    const ahead = clock.shownAt - clock.realAt;
    const phoneAhead = async () =>
      Number(await page.frames()[1]?.evaluate('Date.now()')) - Date.now();
    await eventually(phoneAhead, (ms) => Math.abs(ms - ahead) < 2000);
    await lookUp(shown, await orderAt(302));
    const [call] = await eventually(
      async () => (await host.state()).calls,
      (calls) => calls.length > 0,
    );
    expect(Math.abs((call?.at ?? 0) - Date.now() - ahead)).toBeLessThan(5000);
  });

  it('shows the phone dark, with large text and as a tablet, without losing what is on it', async () => {
    const shown = await shownTo();
    const { page, phone } = shown;
    await phone.locator('wx-input input').fill('20261124-1288');
    for (const name of ['深色', '大字', '平板']) await page.getByRole('button', { name }).click();
    await eventually(
      async () =>
        page.frames()[1]?.evaluate('[document.documentElement.dataset.theme, innerWidth].join()'),
      (seen) => seen === 'dark,820',
    );
    await expect(phone.locator('wx-input input').inputValue()).resolves.toBe('20261124-1288');
    expect(await shown.errors()).toEqual([]);
  });

  it.each([360, 768, 1024, 1600])('has room for everything at %i px', async (width) => {
    const { page } = await shownTo({ viewport: { width, height: 900 } });
    await page.getByText('沙箱里的配送').waitFor();
    await page.getByText(/^更多/).click();
    const beyond = await page.evaluate(
      '[...document.querySelectorAll("body *")].filter((e) => !e.closest(".calls, .deliveries, .phone") && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className)',
    );
    expect(beyond).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const { page } = await shownTo({ colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: AXE });
    await page.locator('.delivery').first().waitFor();
    await page.getByRole('button', { name: '返回 500' }).click();
    await page.getByRole('button', { name: '返回 500', pressed: true }).waitFor();
    await page.getByText(/^更多/).click();
    const problems = await page.evaluate(
      'axe.run({ exclude: ["iframe"] }, { iframes: false }).then(({ passes, violations }) => [...(passes.length > 10 ? [] : ["axe looked at nothing"]), ...violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))])',
    );
    await page.getByRole('button', { name: '全部关掉' }).click();
    expect(problems).toEqual([]);
  });

  it('makes one look-up fail, and says when that is over', async () => {
    const shown = await shownTo();
    const button = (pressed: boolean) =>
      shown.page.getByRole('button', { name: '返回 500', pressed });
    await button(false).click();
    await button(true).waitFor();
    await lookUp(shown, await orderAt(302));
    await button(false).waitFor();
    const [last] = await eventually(
      async () => (await host.state()).calls,
      (calls) => calls[0]?.isOk === false,
    );
    expect(last?.outcome).toBe('upstream-malformed');
  });

  it('makes one order fail for as long as it is wanted, by keyboard alone', async () => {
    const shown = await shownTo();
    const { page } = shown;
    const orderId = await orderAt(302);
    await page.getByLabel('作用于').selectOption(orderId);
    await page.getByRole('button', { name: '一直' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^更多/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '半截 JSON' }).focus();
    await page.getByText('回答只有前一半。').waitFor();
    await page.keyboard.press('Enter');
    await eventually(
      async () => (await host.state()).faults,
      (faults) => faults.length === 1,
    );
    expect((await host.state()).faults).toEqual([{ name: 'truncated', orderId, times: null }]);
    await page.getByText('更多（24，1 个开着）').waitFor();

    await page.getByRole('button', { name: '全部关掉' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('更多（24）').waitFor();
    expect((await host.state()).faults).toEqual([]);
  });

  it('takes the network from the phone, whoever holds it, until it gives it back', async () => {
    const shown = await shownTo();
    const { page } = shown;
    const isConnected = () =>
      page
        .frames()[1]
        ?.evaluate('wx.getNetworkType().then(({ networkType }) => networkType !== "none")');
    await page.getByRole('button', { name: '手机断网' }).click();
    await eventually(
      async () => isConnected(),
      (connected) => connected === false,
    );
    await page.getByRole('button', { name: '陌生人' }).click();
    await eventually(
      () => Promise.resolve(page.frames()[1]?.url()),
      (url) => url?.includes('stranger') === true,
    );
    await shown.phone.getByText('查骑手').waitFor();
    await eventually(
      async () => isConnected(),
      (connected) => connected === false,
    );
    await page.getByRole('button', { name: '手机断网' }).click();
    await eventually(
      async () => isConnected(),
      (connected) => connected === true,
    );
    expect((await host.state()).faults).toEqual([]);
  });

  it('says so when the host is gone', async () => {
    const shown = await shownTo();
    await person.setOffline(true);
    await shown.page.getByRole('button', { name: '新配送' }).click();
    await shown.page.getByRole('alert').getByText('本机服务没有应答').waitFor();
    await person.setOffline(false);
    await shown.page.getByRole('alert').waitFor({ state: 'hidden' });
    expect((await shown.errors()).filter((error) => !error.includes('ERR_'))).toEqual([]);
  });
});
