import { rowOf } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';

jest.setTimeout(120_000);

const { host, shownTo, orderAt, statusOf, callsOf } = serveConsole();

describe('the deliveries of the sandbox', () => {
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
      (await host().state()).deliveries.find((delivery) => delivery.orderId === orderId)?.riderName;
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

  it('tells at which store it is picked up, and whom else it was with before', async () => {
    const shown = await shownTo();
    const again = (await host().state()).deliveries.find(({ earlier }) => earlier.length > 0);
    const row = rowOf(shown, again?.orderId ?? 'no order was placed twice');
    await row.getByText('天河南店').waitFor();
    await row.getByText('之前叫过 闪送（204 取货失败）').waitFor();
    expect(again).toMatchObject({ store: '天河南店', courier: '达达' });
  });

  it('places a new order', async () => {
    const shown = await shownTo();
    const before = (await host().state()).deliveries.length;
    await shown.page.getByRole('button', { name: '新配送' }).click();
    await eventually(
      () => shown.page.locator('.delivery').count(),
      (count) => count === before + 1,
    );
    expect((await host().state()).deliveries[0]?.status).toBe(101);
  });
});
