import type { Page } from 'playwright-core';
import type { ShownDelivery } from '../../dev/protocol/host-state';
import { MALL } from '../../dev/sandbox/mini-programs';
import { ERROR_WORDING } from '../../miniprogram/ui/wording/failure-wording';
import { lookUp } from '../support/console-page';
import { serveConsole } from '../support/served-console';
import { shopScreensIn } from '../support/shop-screens';

/** Wait beyond the next poll of a delivery on its way. */
const BEYOND_A_POLL_MS = 15_000;

/** Credentials of the mall, as the box shows them once they are pasted. */
const PASTED = `AppID：${MALL.appId}\nAppSecret：${'*'.repeat(16)}`;

const { host, person, shownTo } = serveConsole('empty');

function deliveryAt(status: number, courier: string, store: string): Promise<ShownDelivery> {
  return host().delivery(
    (one) => one.courier === courier && one.store === store && one.status === status,
  );
}

/** Opens a phone in its own tab that watches a known delivery. */
async function watchOn(orderId: string): Promise<Page> {
  const phone = await person().newPage();
  await phone.goto(`${host().address}phone/?person=clerk`);
  await phone.getByRole('button', { name: new RegExp(`^${orderId}，`) }).click();
  await phone.getByRole('heading', { name: '配送中' }).waitFor();
  return phone;
}

/** Returns the storage of the clerk's phone. */
function storedBy(phone: Page): Promise<string> {
  return phone.evaluate(
    'JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith("phone:clerk:")))',
  );
}

it('a shop from an empty database is, with the mouse alone, claimed, set up with two accounts, looked up in by a clerk, who is removed again', async () => {
  const shown = await shownTo();
  const { phone } = shown;
  const shop = shopScreensIn(shown);

  await phone.locator('wx-input input').fill('20261124-1288');
  await shop.press('查骑手');
  await shop.sees('这家店在等店主认领');
  await shop.press('用设置码认领');
  await shop.fill('设置码', 'demo-setup-7q4kx');
  await shop.fill('你的名字', '周敏');
  await shop.press('认领店铺');
  await shop.sees('第 1 步，共 3 步');

  await shop.press('添加门店');
  await shop.fill('名字', '天河南店');
  await shop.page.locator('wx-map').click();
  await shop.press('保存');
  await shop.sees('第 2 步，共 3 步');

  await shop.press('接着填');
  await shop.press('另一个小程序');
  await shop.press('存下来了');
  await shop.fill('AppID 和 AppSecret，一起粘进来', 'AppID 和 AppSecret', PASTED);
  await shop.fill('叫它什么', MALL.name);
  await shop.press('保存，去问微信');
  await shop.sees(/密钥对了/);
  await shop.pressAt('建账号，顺丰同城，shopid demo-s…3158');
  await shop.fill('配送公司给的密钥', 'demo-sftc-secret-9d41');
  await shop.fill('门店编号 shop_no', 'SF-01');
  await shop.press('保存，去查一单');
  await shop.tab('店铺');
  await shop.sees('第 3 步，共 3 步');

  await shop.press('门店');
  await shop.press('添加门店');
  await shop.fill('名字', '云汇店');
  await shop.press('保存');
  await shop.sees('添加门店');
  await shop.back();

  await shop.press('配送账号');
  await shop.press('添加配送账号');
  await shop.press('即时配送');
  await shop.press('达达');
  await shop.fill('shopid', 'demo-dada-7720');
  await shop.fill('配送公司给的密钥', 'demo-dada-secret-50c8');
  await shop.press('云汇店');
  await shop.fill('门店编号 shop_no', 'DD-02');
  await shop.press('保存');
  await shop.sees('添加配送账号');
  await shop.back();

  await shop.press('人员');
  await shop.press('邀请一个人');
  await shop.press('店员');
  await shop.press('全部门店');
  await shop.press('做一张邀请');
  await shop.press('发给 TA');
  await phone.getByRole('button', { name: '发给店员，由 TA 点开' }).click();
  await shown.page.getByRole('button', { name: '店员', exact: true, pressed: true }).waitFor();
  await shop.sees('周敏邀请你加入');
  await shop.sees('做全部门店的店员');
  await shop.fill('你的名字', '小林');
  await shop.press('加入');
  await shop.sees('欢迎你，小林');
  await shop.press('去查单');
  await shop.sees('查骑手');

  const returning = await deliveryAt(304, '达达', '云汇店');
  const { orderId, riderName } = await deliveryAt(301, '顺丰同城', '天河南店');
  await lookUp(shown, returning.orderId);
  await shop.sees('返还中');
  await shop.back();
  await lookUp(shown, orderId);
  await shop.sees(riderName ?? '');
  await shop.press('拨打');
  await phone.getByText(/^呼叫 120000001\d\d$/).click();
  const counter = await watchOn(orderId);
  expect(await storedBy(counter)).toContain(orderId);
  // A browser draws a tab that lies behind once a second.
  await shown.page.bringToFront();

  await shop.handTo('店主');
  await shop.tab('店铺');
  await shop.press('操作记录');
  await shop.sees(`要骑手电话，订单 ${orderId}`);
  await shop.sees(/^小林 · \S{4} · \d\d:\d\d$/);
  await shop.back();
  await shop.press('人员');
  await shop.press('小林');
  await shop.press('移除这个人');
  await phone.getByRole('button', { name: '移除', exact: true }).click();
  await shop.sees('邀请一个人');

  await counter.clock.fastForward(BEYOND_A_POLL_MS);
  await counter.getByText(ERROR_WORDING['not-staff'].title).waitFor();
  expect(await counter.getByText(returning.orderId).count()).toBe(0);
  const left = await storedBy(counter);
  for (const gone of [orderId, returning.orderId, riderName, '云汇店', '店员'])
    expect(left).not.toContain(gone);
  expect(await shown.errors()).toEqual([]);
  expect(await counter.evaluate('window.__phone.errors')).toEqual([]);
});
