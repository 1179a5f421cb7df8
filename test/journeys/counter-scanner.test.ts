import { type ConsolePage, press } from '../support/console-page';
import { eventually } from '../support/eventually';
import { serveConsole } from '../support/served-console';

const { shownTo } = serveConsole();

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
