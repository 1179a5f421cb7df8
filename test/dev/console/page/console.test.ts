import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { lookUp, openConsole, rowOf } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';

jest.setTimeout(120_000);

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const MINUTE = 60_000;

const { host, shownTo, person, orderAt } = serveConsole();

/** By its tab, where there are tabs; else all panes are there. */
async function openPane(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('navigation').getByRole('button', { name, exact: true });
  if (await tab.isVisible()) await tab.click();
}

describe('the console', () => {
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

  it('leads on from wherever somebody is: hands the phone to whoever may look up, and brings the order into sight', async () => {
    const shown = await shownTo({ viewport: { width: 1280, height: 800 } });
    const { page } = shown;
    await page.getByRole('button', { name: '不用了' }).click();
    const { deliveries } = await host().state();
    const underWay = deliveries.filter(({ status }) => status === 301).slice(1);
    for (const { orderId } of underWay) {
      const body = JSON.stringify({ orderId, status: 302 });
      await fetch(`${host().address}host/move`, { method: 'POST', body });
      await rowOf(shown, orderId).getByText('302').waitFor();
    }
    await page.locator('.deliveries').evaluate((list) => {
      list.scrollTo(0, list.scrollHeight);
    });
    await page.getByRole('button', { name: '陌生人' }).click();
    await page.getByRole('button', { name: '带我看一遍' }).click();
    await page.getByRole('button', { name: '店员', exact: true, pressed: true }).waitFor();
    const [list, pointed] = await Promise.all(
      ['.deliveries', '[data-pointed-at]'].map((one) => page.locator(one).boundingBox()),
    );
    expect(pointed?.y).toBeGreaterThanOrEqual(list?.y ?? NaN);
    expect((pointed?.y ?? NaN) + (pointed?.height ?? NaN)).toBeLessThanOrEqual(
      (list?.y ?? NaN) + (list?.height ?? NaN),
    );
    expect(await shown.errors()).toEqual([]);
  });

  it('leads through its tabs where not all of it has room', async () => {
    const shown = await shownTo({ viewport: { width: 390, height: 844 } });
    const { page, phone } = shown;
    const wanted = page.locator('.tab[data-wanted]:not([data-only])');
    await wanted.and(page.getByRole('button', { name: '配送' })).click();
    await page.locator('[data-pointed-at]').click();
    expect(await wanted.count()).toBe(0);
    await phone.getByText('查骑手').click({ force: true });
    await wanted.and(page.getByRole('button', { name: '配送' })).click();
    await page.locator('[data-pointed-at]').click();
    await wanted.and(page.getByRole('button', { name: '手机' })).click();
    await phone.getByText('联系不上收货人，货正在返回').first().waitFor();
    await page.getByText('就是这样').waitFor();
    expect(await wanted.count()).toBe(0);
    expect(await shown.errors()).toEqual([]);
  });

  it('tells every tab at once, however many are open', async () => {
    const first = await shownTo();
    const others = [];
    for (let tab = 0; tab < 3; tab += 1) others.push(await openConsole(person(), host().address));
    const orderId = await orderAt(101);
    await first.page.close();
    const last = others.at(-1);
    await eventually(
      () => host().state(),
      (state) => state.deliveries.length > 0,
    );
    await fetch(`${host().address}host/move`, {
      method: 'POST',
      body: JSON.stringify({ orderId, status: 102 }),
    });
    for (const shown of others) await rowOf(shown, orderId).getByText('102').waitFor();
    expect(await last?.errors()).toEqual([]);
  });

  it('runs the one clock faster and ahead, in phone and functions too', async () => {
    const shown = await shownTo();
    const { page } = shown;
    await page.getByRole('button', { name: '×60' }).click();
    await page.getByRole('button', { name: '×1', exact: true }).click();
    await page.getByRole('button', { name: '+5 分钟' }).click();
    const { clock } = await eventually(
      () => host().state(),
      (state) => state.clock.speed === 1 && state.clock.shownAt - state.clock.realAt > 5 * MINUTE,
    );
    const ahead = clock.shownAt - clock.realAt;
    const phoneAhead = async () =>
      Number(await page.frames()[1]?.evaluate('Date.now()')) - Date.now();
    await eventually(phoneAhead, (ms) => Math.abs(ms - ahead) < 2000);
    const earlier = (await host().state()).calls.length;
    await lookUp(shown, await orderAt(302));
    const [call] = await eventually(
      async () => (await host().state()).calls,
      (calls) => calls.length > earlier,
    );
    expect(Math.abs((call?.at ?? 0) - Date.now() - ahead)).toBeLessThan(5000);
  });

  it('tells in whole seconds how far two questions lie apart at an odd speed', async () => {
    const { page } = await shownTo();
    const setSpeed = (speed: number) =>
      fetch(`${host().address}host/speed`, { method: 'POST', body: JSON.stringify({ speed }) });
    await setSpeed(1.37);
    await page.getByTitle(/相隔 16 秒$/).waitFor();
    expect((await setSpeed(1)).ok).toBe(true);
  });

  it.each([820, 1280])('has lists that scroll by themselves at %i px', async (width) => {
    const { page } = await shownTo({ viewport: { width, height: 900 } });
    await page.locator('.delivery').first().waitFor();
    await expect(
      page.evaluate('[document.documentElement.scrollHeight, innerHeight]'),
    ).resolves.toEqual([900, 900]);
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
        for (const pane of ['手机', '配送', '云端', '捣乱', '开店', '设置']) {
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
    await page.locator('#people').getByRole('button', { name: '开店' }).click();
    await page.locator('#shop').getByText('demo-setup-7q4kx').waitFor();
    const problems = await page.evaluate(
      'axe.run({ exclude: ["iframe"] }, { iframes: false }).then(({ passes, violations }) => [...(passes.length > 10 ? [] : ["axe looked at nothing"]), ...violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "))])',
    );
    await page.getByRole('button', { name: '全部关掉' }).click();
    expect(problems).toEqual([]);
  });

  it('says so when the host is gone', async () => {
    const shown = await shownTo();
    await person().setOffline(true);
    await shown.page.getByRole('button', { name: '新配送' }).click();
    await shown.page.getByRole('alert').getByText('本机服务没有应答').waitFor();
    await person().setOffline(false);
    await shown.page.getByRole('alert').waitFor({ state: 'hidden' });
    expect((await shown.errors()).filter((error) => !error.includes('ERR_'))).toEqual([]);
  });
});
