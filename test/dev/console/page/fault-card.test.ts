import { FAULT_NAMES, faultNamed } from '../../../../dev/faults/fault-table';
import { lookUp } from '../../../support/console-page';
import { eventually } from '../../../support/eventually';
import { serveConsole } from '../../../support/served-console';

jest.setTimeout(120_000);

const RARE_FAULTS = FAULT_NAMES.filter((name) => faultNamed(name).isCommon !== true).length;

const { host, shownTo, orderAt } = serveConsole();

describe('捣乱', () => {
  it('makes one look-up fail, and says when that is over', async () => {
    const shown = await shownTo();
    const button = (pressed: boolean) =>
      shown.page.getByRole('button', { name: '返回 500', pressed });
    await button(false).click();
    await button(true).waitFor();
    await lookUp(shown, await orderAt(302));
    await button(false).waitFor();
    const [last] = await eventually(
      async () => (await host().state()).calls,
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
      async () => (await host().state()).faults,
      (faults) => faults.length === 1,
    );
    expect((await host().state()).faults).toEqual([{ name: 'truncated', orderId, times: null }]);
    await page.getByText(`更多（${RARE_FAULTS}，1 个开着）`).waitFor();

    await page.getByRole('button', { name: '全部关掉' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`更多（${RARE_FAULTS}）`).waitFor();
    expect((await host().state()).faults).toEqual([]);
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
    expect((await host().state()).faults).toEqual([]);
  });
});
