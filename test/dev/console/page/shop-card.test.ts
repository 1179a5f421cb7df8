import type { ConsolePage } from '../../../support/console-page';
import { openConsole } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';

jest.setTimeout(120_000);

const { host, shownTo, person } = serveConsole();

const card = ({ page }: ConsolePage) => page.locator('#shop');
const button = (shown: ConsolePage, name: string) =>
  card(shown).getByRole('button', { name, exact: true });

async function openShop(shown: ConsolePage): Promise<void> {
  await shown.page.locator('#people').getByRole('button', { name: '开店' }).click();
  await card(shown).waitFor();
}

async function startOver(shown: ConsolePage, where: string, answer: string): Promise<void> {
  await button(shown, where).click();
  await shown.page.getByRole('dialog').getByRole('button', { name: answer }).click();
}

/** What phones remember of the shop. By how much their clock is off is none of it, and is noted with the first answer of a new shop. */
const stored = async ({ page }: ConsolePage): Promise<readonly string[]> =>
  (
    await page.evaluate<string[]>(
      'Object.keys(localStorage).filter((key) => key.startsWith("phone:"))',
    )
  ).filter((key) => !key.endsWith(':clock-ahead-ms'));

describe('开店', () => {
  it('shows what a shop is set up with, and types it into the field that is chosen on the phone', async () => {
    const shown = await shownTo();
    await openShop(shown);
    const field = shown.phone.locator('wx-input input');
    await field.click();
    await button(shown, 'demo-dada-secret-50c8').click();
    await eventually(
      () => field.inputValue(),
      (typed) => typed === 'demo-dada-secret-50c8',
    );
    await button(shown, '小林').click();
    await eventually(
      () => field.inputValue(),
      (typed) => typed === '小林',
    );
    expect(await shown.errors()).toEqual([]);
  });

  it('says so when no field is chosen on the phone', async () => {
    const shown = await shownTo();
    await openShop(shown);
    await shown.phone.locator('.phone-tab', { hasText: '店铺' }).click();
    await shown.phone.getByText('保存与清除').waitFor();
    await button(shown, 'SF-01').click();
    await card(shown).getByText('先在手机里点一下那个框').waitFor();
    expect(await shown.errors()).toEqual([]);
  });

  it('has the timer’s work done at once', async () => {
    const shown = await shownTo();
    await openShop(shown);
    await button(shown, '定时清理').click();
    await card(shown).getByText('清理做完了').waitFor();
    await shown.page.locator('#calls').getByText('定时清理').first().waitFor();
    expect((await host().state()).calls[0]).toMatchObject({ name: 'sweep', isOk: true });
  });

  it('begins anew only after it was asked, with an empty shop or with the demo’s, on phones that remember nothing', async () => {
    const shown = await shownTo();
    const { page, phone } = shown;
    await phone.locator('.phone-tab', { hasText: '店铺' }).click();
    await eventually(
      () => stored(shown),
      (keys) => keys.length > 0,
    );
    await openShop(shown);
    await startOver(shown, '从空店开始', '取消');
    expect((await host().state()).shop.kind).toBe('demo');

    const other = await openConsole(person(), host().address);
    expect(await card(other).isVisible()).toBe(false);
    await startOver(shown, '从空店开始', '清空');
    await page.getByRole('button', { name: '店主', exact: true, pressed: true }).waitFor();
    expect((await host().state()).shop.kind).toBe('empty');
    expect(await stored(shown)).toEqual([]);
    await button(shown, '周敏').waitFor();
    await card(other).waitFor();
    await phone.locator('.phone-tab', { hasText: '店铺' }).click();
    await phone.getByText('用设置码认领').waitFor();

    await page.reload();
    await button(shown, 'demo-setup-7q4kx').waitFor();
    await startOver(shown, '从示例开始', '清空');
    await page.getByRole('button', { name: '店员', exact: true, pressed: true }).waitFor();
    // The phone begins anew when it is handed over, perhaps after it was touched.
    await eventually(
      async () => {
        await phone.getByRole('button', { name: '店铺', exact: true }).click();
        return phone.getByText('小林').first().isVisible();
      },
      (isVisible) => isVisible,
    );
    expect(await shown.errors()).toEqual([]);
  });
});
