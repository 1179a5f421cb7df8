import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../../../dev/browser/launch-browser';
import { FAULT_NAMES, faultNamed } from '../../../../dev/faults/fault-table';
import { lookUp, openConsole, rowOf } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { freePort, startHost } from '../../../support/running-host';
import type { RunningHost } from '../../../support/running-host';

jest.setTimeout(120_000);

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const MINUTE = 60_000;
const RARE_FAULTS = FAULT_NAMES.filter((name) => faultNamed(name).isCommon !== true).length;

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

/** By its tab, where there are tabs; else all panes are there. */
async function openPane(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('navigation').getByRole('button', { name, exact: true });
  if (await tab.isVisible()) await tab.click();
}

async function callsOf(orderId: string) {
  return (await host.state()).calls.filter((call) => call.orderId === orderId);
}

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

  it('takes a delivery several steps on by its slider, never back, by keyboard and mouse', async () => {
    const shown = await shownTo();
    const orderId = await orderAt(102);
    const slider = rowOf(shown, orderId).getByRole('slider');
    await slider.focus();
    await shown.page.keyboard.press('ArrowLeft');
    await shown.page.keyboard.press('ArrowRight');
    await rowOf(shown, orderId).getByText('201').waitFor();
    // 取货中 is the third of six stages, 配送中 the fifth.
    const { x, y, width, height } = (await slider.boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const thumbAt = (stage: number): number => x + 7 + ((width - 14) * stage) / 5;
    await shown.page.mouse.move(thumbAt(2), y + height / 2);
    await shown.page.mouse.down();
    await shown.page.mouse.move(thumbAt(4), y + height / 2, { steps: 4 });
    await rowOf(shown, orderId).getByText('松手就到：配送中').waitFor();
    expect(await statusOf(orderId)).toBe(201);
    await shown.page.mouse.up();
    await rowOf(shown, orderId).getByText('301').waitFor();
    expect(await statusOf(orderId)).toBe(301);
  });

  it.each([false, true])(
    'shows an order’s barcode, and types it as a scanner does (with its kind: %s)',
    async (withKind) => {
      const shown = await shownTo();
      const { page } = shown;
      const orderId = await orderAt(302);
      const before = (await callsOf(orderId)).length;
      await rowOf(shown, orderId).getByRole('button', { name: '条码' }).click();
      await page.getByRole('img', { name: `订单号 ${orderId} 的条码` }).waitFor();
      if (withKind) await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: '扫进手机' }).click();
      await shown.phone.getByText('已送达').first().waitFor();
      await eventually(
        () => callsOf(orderId),
        (calls) => calls.length > before,
      );
      expect(await shown.errors()).toEqual([]);
    },
  );

  it('leads who knows nothing from an order id to an exception and its next step', async () => {
    const shown = await shownTo();
    const { page, phone } = shown;
    const tour = page.getByRole('region', { name: '第一次来' });
    const pointed = page.locator('[data-pointed-at]');
    await expect(tour.locator('[aria-current]').innerText()).resolves.toContain(
      '按手机里的“查骑手”',
    );
    await pointed.click();
    await phone.getByText('查骑手').click({ force: true });
    await tour.locator('[aria-current]').getByText('同一行').waitFor();
    await pointed.and(page.getByRole('button', { name: '联系不上' })).click();
    await tour.getByText('就是这样').waitFor();
    await phone.getByText('联系不上收货人，货正在返回').first().waitFor();
    const nextStep = '先打电话给顾客核对地址';
    await expect(tour.innerText()).resolves.toContain(nextStep);
    await phone.getByText(nextStep).first().waitFor();

    await tour.getByRole('button', { name: '知道了' }).click();
    await page.reload();
    await phone.getByText('查骑手').waitFor();
    await page.locator('.delivery').first().waitFor();
    await expect(tour.isVisible()).resolves.toBe(false);
    await page.getByRole('button', { name: '带我看一遍' }).click();
    await tour.locator('[aria-current]').getByText('按手机里的“查骑手”').waitFor();
    expect(await shown.errors()).toEqual([]);
  });

  it('tells every tab at once, however many are open', async () => {
    const first = await shownTo();
    const others = [];
    for (let tab = 0; tab < 3; tab += 1) others.push(await openConsole(person, host.address));
    const orderId = await orderAt(101);
    await first.page.close();
    const last = others.at(-1);
    await eventually(
      () => host.state(),
      (state) => state.deliveries.length > 0,
    );
    await fetch(`${host.address}host/move`, {
      method: 'POST',
      body: JSON.stringify({ orderId, status: 102 }),
    });
    for (const shown of others) await rowOf(shown, orderId).getByText('102').waitFor();
    expect(await last?.errors()).toEqual([]);
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
    const earlier = (await host.state()).calls.length;
    await lookUp(shown, await orderAt(302));
    const [call] = await eventually(
      async () => (await host.state()).calls,
      (calls) => calls.length > earlier,
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

  it.each([360, 390, 768, 820, 1024, 1280, 1600])(
    'has room for everything at %i px, a tablet and a computer too',
    async (width) => {
      const { page } = await shownTo({ viewport: { width, height: 900 } });
      const found: unknown[] = [];
      for (const screen of ['手机', '平板', '电脑']) {
        await openPane(page, '设置');
        await page.getByRole('group', { name: '大小' }).getByText(screen).click();
        for (const pane of ['手机', '配送', '云端', '捣乱', '设置']) {
          await openPane(page, pane);
          found.push(
            await page.evaluate(
              '[...document.querySelectorAll("body *")].filter((e) => !e.closest(".phone") && e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className)',
            ),
          );
        }
      }
      expect(found.flat()).toEqual([]);
    },
  );

  it.each([
    [1280, '电脑'],
    [1280, '平板'],
    [1600, '电脑'],
    [820, '手机'],
  ])(
    'has the cards beside the phone, in sight, at %i px with the screen %s',
    async (width, screen) => {
      const { page } = await shownTo({ viewport: { width, height: 800 } });
      await openPane(page, '设置');
      await page.getByRole('group', { name: '大小' }).getByText(screen).click();
      for (const [pane, head] of [
        ['云端', '云端在做什么'],
        ['捣乱', '捣乱'],
        ['配送', '沙箱里的配送'],
      ] as const) {
        await openPane(page, pane);
        const box = await page.getByRole('heading', { name: head }).boundingBox();
        expect(box?.y).toBeLessThan(400);
      }
      const scale = await page.evaluate(
        '(({ width }) => width / document.querySelector("iframe").offsetWidth)(document.querySelector("iframe").getBoundingClientRect())',
      );
      const said = (await page.locator('#scale').innerText()).replace('原大', '100%');
      expect(Math.abs(Number(scale) - Number(/(\d+)%/.exec(said)?.[1]) / 100)).toBeLessThan(0.01);
    },
  );

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
    await page.getByRole('button', { name: '直到关掉' }).focus();
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
    await page.getByText(`更多（${RARE_FAULTS}，1 个开着）`).waitFor();

    await page.getByRole('button', { name: '全部关掉' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`更多（${RARE_FAULTS}）`).waitFor();
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
