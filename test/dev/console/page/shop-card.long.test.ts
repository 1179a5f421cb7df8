import { MALL } from '../../../../dev/sandbox/mini-programs';
import { type ConsolePage, openConsole, press, untilAnew } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';
import { shopScreensIn } from '../../../support/shop-screens';

const { host, shownTo, person } = serveConsole();

const card = ({ page }: ConsolePage) => page.locator('#shop');
const EMPTY_LIST = JSON.stringify({ value: [] });

async function startOver(shown: ConsolePage, where: string, answer: string): Promise<void> {
  await press(shown, where);
  await shown.page.getByRole('dialog').getByRole('button', { name: answer }).click();
}

/** Returns what phones keep of a shop: neither empty lists nor its clock's difference. */
async function remembered({ page }: ConsolePage): Promise<readonly string[]> {
  return (await page.evaluate<[string, string][]>('Object.entries(localStorage)'))
    .filter(([key]) => key.startsWith('phone:') && !key.endsWith(':clock-ahead-ms'))
    .filter(([, stored]) => stored !== EMPTY_LIST)
    .map(([key]) => key);
}

it('fills fields that close once a person leaves them, says when none is chosen, and has the timer’s work done', async () => {
  const shown = await shownTo();
  const { phone } = shown;
  const shop = shopScreensIn(shown);
  await shop.handTo('店主');
  await press(shown, '开店');
  await shown.inPhone(`wx.navigateTo({ url: '/management/pages/account/account' })`);
  await shop.press(MALL.name);
  await shop.press('同城配送');
  await shop.press('在用，或者不知道');
  await phone.getByText('对称密钥编号', { exact: true }).first().click();
  await shop.fill('对称密钥编号', (await host().state()).shop.intracity.symmetricKeyNumber);
  await phone.getByText('密钥', { exact: true }).first().click();
  await phone.locator('input[aria-label="对称密钥编号"]').waitFor({ state: 'detached' });
  await press(shown, '私钥 PEM');
  await card(shown).getByText('先在手机里点一下那个框').waitFor();

  await press(shown, '定时清理');
  await card(shown).getByText('清理做完了').waitFor();
  await shown.page.locator('#calls').getByText('sweep').first().waitFor();
  expect(await shown.errors()).toEqual([]);
});

it('begins anew only after it was asked, with an empty shop or with the demo’s, on phones that remember nothing', async () => {
  const shown = await shownTo();
  const { page } = shown;
  const shop = shopScreensIn(shown);
  await shop.tab('店铺');
  await eventually(
    () => remembered(shown),
    (kept) => kept.length > 0,
  );
  await press(shown, '开店');
  await startOver(shown, '从空店开始', '取消');
  await press(shown, '从空店开始');
  await page.keyboard.press('Escape');
  expect((await host().state()).shop.kind).toBe('demo');

  // Another open console hears of it.
  const other = await openConsole(person(), host());
  expect(await card(other).isVisible()).toBe(false);
  await startOver(shown, '从空店开始', '清空');
  await page.getByRole('button', { name: '店主', pressed: true }).waitFor();
  expect((await host().state()).shop.kind).toBe('empty');
  await eventually(
    () => remembered(shown),
    (kept) => kept.length === 0,
  );
  await card(shown).getByRole('button', { name: '周敏' }).waitFor();
  await card(other).waitFor();
  await shop.tab('店铺');
  await shop.sees('用设置码认领');

  await page.reload();
  await card(shown).waitFor();
  await untilAnew(shown, () => startOver(shown, '从示例开始', '清空'));
  await page.getByRole('button', { name: '店员', pressed: true }).waitFor();
  await shop.tab('店铺');
  await shop.sees('小林');
  expect(await shown.errors()).toEqual([]);
});
