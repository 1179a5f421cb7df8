import { ends } from '../../../../support/browser-phone';
import { fixturePhone } from '../../../../support/fixture-phone';

const phone = fixturePhone();

it('asks before it dials, and says so when the person does not want to', async () => {
  const { page, wx } = await phone().open();
  const dial = ends("wx.makePhoneCall({ phoneNumber: '13500005678' })");
  const refused = wx(dial);
  await page.click('.phone-dialer >> text=取消');
  expect(await refused).toBe('fail makePhoneCall:fail cancel');
  const dialled = wx(dial);
  await page.click('text=呼叫 13500005678');
  expect(await dialled).toBe('ok makePhoneCall:ok');
});

it('scans what the camera could see: the deliveries there are', async () => {
  const { page, wx } = await phone().open();
  const scanned = wx('wx.scanCode().then(({ result, scanType }) => [result, scanType])');
  await page.click('.phone-scanner >> text=B-2');
  expect(await scanned).toEqual(['B-2', 'CODE_128']);
  const cancelled = wx(ends('wx.scanCode()'));
  await page.waitForSelector('.phone-scanner');
  await page.keyboard.press('Escape');
  expect(await cancelled).toBe('fail scanCode:fail cancel');
});

it('has neither camera nor telephone on a computer', async () => {
  const { wx } = await phone().open('', { viewport: { width: 1280, height: 800 } });
  expect(await wx('wx.getDeviceInfo().platform')).toBe('windows');
  expect(await wx(ends('wx.scanCode()'))).toMatch(/^fail scanCode:fail /);
  const dial = ends("wx.makePhoneCall({ phoneNumber: '13500005678' })");
  expect(await wx(dial)).toBe('fail makePhoneCall:fail not support');
});

it('stays a computer, or a phone, while its window changes its width', async () => {
  const sizes = [
    [1280, 'windows'],
    [700, 'ios'],
  ] as const;
  for (const [width, platform] of sizes) {
    const { page, wx } = await phone().open('', { viewport: { width, height: 800 } });
    for (const other of [700, 1280]) {
      await page.setViewportSize({ width: other, height: 800 });
      expect(await wx('wx.getDeviceInfo().platform')).toBe(platform);
    }
  }
});

it('copies, and says so', async () => {
  const { wx } = await phone().open();
  // Runs at once, since the toast disappears.
  const copy = "wx.setClipboardData({ data: 'x' })";
  const toast = "document.querySelector('.phone-toast').textContent";
  expect(await wx(`${copy}.then(() => [${toast}, __phone.device().clipboard])`)).toEqual([
    '内容已复制',
    'x',
  ]);
});

it('counts its short vibrations; a computer has none, nor a screen that is kept on', async () => {
  const vibrate = "wx.vibrateShort({ type: 'light' })";
  const { wx } = await phone().open();
  await wx(vibrate);
  expect(await wx('__phone.device().vibrations')).toBe(1);
  const computer = await phone().open('', { viewport: { width: 1280, height: 800 } });
  expect(await computer.wx(ends(vibrate))).toBe('fail vibrateShort:fail not support');
  const keep = ends('wx.setKeepScreenOn({ keepScreenOn: true })');
  expect(await computer.wx(keep)).toBe('fail setKeepScreenOn:fail not support');
});
