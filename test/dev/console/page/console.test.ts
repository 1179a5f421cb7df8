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
    const beyond = await page.evaluate(
      '[...document.querySelectorAll("body *")].filter((e) => !e.closest(".calls, .deliveries, .phone") && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className)',
    );
    expect(beyond).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const { page } = await shownTo({ colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: AXE });
    await page.locator('.delivery').first().waitFor();
    const problems = await page.evaluate(
      'axe.run({ exclude: ["iframe"] }, { iframes: false }).then(({ passes, violations }) => [...(passes.length > 10 ? [] : ["axe looked at nothing"]), ...violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))])',
    );
    expect(problems).toEqual([]);
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
