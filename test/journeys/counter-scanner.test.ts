import { type ConsolePage, press, untilAnew } from '../support/console-page';
import { eventually } from '../support/eventually';
import { serveConsole } from '../support/served-console';

const { host, shownTo } = serveConsole();

/** Texts of labels: an order id, alone or inside other text. */
const LABELS: readonly ((orderId: string) => string)[] = [
  (orderId) => `CODE_128,${orderId}`,
  (orderId) => `QR_CODE,${orderId}`,
  (orderId) => orderId,
  (orderId) => `https://shop.example/o?order_id=${orderId}`,
  (orderId) => `{"order_id":"${orderId}"}`,
];

/** Returns the phone's state and look, or '' during a restart. */
async function asItIs({ inPhone }: ConsolePage): Promise<string> {
  try {
    return await inPhone<string>(`[
      wx.getDeviceInfo().platform,
      innerWidth,
      document.documentElement.dataset.theme,
      wx.getAppBaseInfo().fontSizeSetting,
    ].join()`);
  } catch {
    return '';
  }
}

it('a computer at a counter takes ten labels in a row, two of them unknown, by its keyboard alone', async () => {
  const shown = await shownTo({ viewport: { width: 1280, height: 800 } });
  const { page, phone } = shown;
  const known = (await host().state()).deliveries.slice(0, 8).map(({ orderId }) => orderId);
  const scans = [...known.slice(0, 2), '99999999-0000', ...known.slice(2, 6), '88888888-0000'];
  scans.push(...known.slice(6));
  await untilAnew(shown, () => press(shown, '电脑'));
  const field = phone.locator('wx-input input');
  await phone.getByRole('tab', { name: '查单' }).click();
  await phone.getByText('还没有选订单').click();

  const notFound: string[] = [];
  for (const [index, orderId] of scans.entries()) {
    // Somebody clicks beside the field between two scans.
    if (index === 5) await phone.getByText('本店查过的').click();
    await page.keyboard.type(LABELS[index % LABELS.length]?.(orderId) ?? '');
    await page.keyboard.press('Enter');
    await phone.getByRole('button', { name: `关闭，订单 ${orderId}` }).waitFor();
    const isMissing = phone.getByText('没有找到这个订单');
    await phone.getByText('复制给顾客').or(isMissing).waitFor();
    if (await isMissing.isVisible()) notFound.push(orderId);
    expect(await field.inputValue()).toBe('');
  }
  expect(notFound).toEqual(['99999999-0000', '88888888-0000']);
  expect(await shown.errors()).toEqual([]);
});

it('the phone is a computer as soon as 屏幕 says so, and after the console was loaded anew', async () => {
  const shown = await shownTo({ viewport: { width: 1280, height: 800 } });
  const until = (wanted: string) =>
    eventually(
      () => asItIs(shown),
      (seen) => seen === wanted,
    );
  await until('ios,375,light,16');
  await press(shown, '电脑');
  for (const name of ['深色', '大字']) await press(shown, name);
  await until('windows,1280,dark,22.4');
  await shown.page.reload();
  await until('windows,1280,dark,22.4');
  await press(shown, '平板');
  await until('ios,820,dark,22.4');
  expect(await shown.errors()).toEqual([]);
});
