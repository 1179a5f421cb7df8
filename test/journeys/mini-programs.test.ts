import type { MiniProgram } from '../../miniprogram/contract/mini-programs';
import { OWN_RESET_WARNING } from '../../miniprogram/management/views/mini-program-form';
import { productPhone } from '../support/browser-phone';
import { failedWith } from '../support/failed-calls';
import { allOf, fakeShop } from '../support/fake-shop';
import { OWN_PROGRAM, sampleAccount, sampleMiniProgram, STORES } from '../support/shop-samples';

const SECRET = '0123456789abcdef0123456789abcdef';
const MALL = sampleMiniProgram();
const BRAND = sampleMiniProgram({ appId: 'wxbb00000000000000', name: '面小满点单' });
const READ = {
  readAt: Date.parse('2026-11-29T22:02:00+08:00'),
  bound: [
    { company: 'SFTC', shopId: '315800000077', review: 'accepted' },
    { company: 'DADA', shopId: '772000000030', review: 'under-review' },
  ],
  quota: { limit: 1000, left: 860 },
};
/** The mall as it is once the numbers of its orders were compared. */
const COMPARED = sampleMiniProgram({
  version: 2,
  paidOrders: { isOn: false, stoppedAt: null, match: { at: READ.readAt, of: 10, same: 9 } },
});
const BOX = 'AppID 和 AppSecret，一起粘进来';

const shop = fakeShop(productPhone(), {
  me: { kind: 'stranger', claimable: false },
  'list-mini-programs': { miniPrograms: [OWN_PROGRAM] },
  'save-mini-program': () => {
    tell([OWN_PROGRAM, MALL]);
    return MALL;
  },
  'read-mini-program': READ,
  'list-accounts': { accounts: [] },
  'list-stores': { stores: STORES.slice(0, 1) },
  'compare-paid-orders': { miniProgram: COMPARED, listed: 24, examples: [] },
  'switch-paid-orders': { ...COMPARED, paidOrders: { ...COMPARED.paidOrders, isOn: true } },
  'remove-mini-program': {},
});

/** Lets the shop have these mini-programs, and accounts with these labels. */
function tell(miniPrograms: readonly MiniProgram[], ...labels: readonly string[]): void {
  shop.answers['list-mini-programs'] = { miniPrograms };
  shop.answers['list-accounts'] = { accounts: labels.map((label) => sampleAccount({ label })) };
}

describe('a mini-program', () => {
  it('is added: which one, whether its secret was kept, then the one box; its accounts can be made', async () => {
    const { page } = await shop.open('mini-program');
    await page.getByText('另一个小程序').click();
    expect(await page.getByLabel(BOX).count()).toBe(0);
    await page.getByText('存下来了', { exact: true }).click();
    await page.getByLabel(BOX).fill(`AppID：${MALL.appId}\nAppSecret：${SECRET}`);
    await page.getByText('AppSecret，32 个字符').waitFor();
    expect(await page.getByLabel(BOX).inputValue()).toBe(
      `AppID：${MALL.appId}\nAppSecret：${'*'.repeat(16)}`,
    );
    expect(await allOf(page)).not.toContain(SECRET);
    await page.getByLabel('叫它什么').fill(MALL.name);
    await page.getByText('保存，去问微信').click();

    await page.getByText('密钥对了').waitFor();
    const { appId, name } = MALL;
    const saved = { action: 'save-mini-program', appId, name, secret: SECRET };
    expect(await shop.calls('save-mini-program')).toEqual([saved]);
    expect(await page.getByText('等达达').count()).toBe(1);
    await page.getByText('建账号', { exact: true }).first().click();
    await page.getByText(/微信给的/).waitFor();
  });

  it('whose secret nobody has kept has no field, but what to ask before anything is reset', async () => {
    const { page } = await shop.open('mini-program');
    await page.getByText('就是这个小程序').click();
    await page.getByText('没有', { exact: true }).click();
    const { title, lines } = OWN_RESET_WARNING;
    for (const words of [title, ...lines]) await page.getByText(words).waitFor();
    expect(await page.getByLabel('AppSecret，粘进来').count()).toBe(0);
    await page.getByText('拿到了，接着填').click();
    await page.getByLabel('AppSecret，粘进来').fill(SECRET);
    await page.getByText('保存，去问微信').click();
    const { appId, name } = OWN_PROGRAM;
    const saved = [{ appId, name, secret: SECRET }];
    expect(await shop.calls('save-mini-program')).toMatchObject(saved);
  });

  it('that keeps the cloud out shows the address to add, and is asked again', async () => {
    tell([OWN_PROGRAM, MALL]);
    const blocked = { address: '1.2.3.4', miniProgram: MALL.name };
    shop.answers['read-mini-program'] = failedWith('ip-not-allowed', 0, blocked);
    const { page } = await shop.open('mini-program', `?id=${MALL.appId}`);
    await page.getByText('1.2.3.4', { exact: true }).waitFor();
    await page.getByText(/给 getOrder 和 shop 都打开/).waitFor();
    shop.answers['read-mini-program'] = READ;
    await page.getByText('再试', { exact: true }).click();
    await page.getByText('密钥对了').waitFor();
  });

  it('lets its new orders come by themselves once their numbers are those of its deliveries', async () => {
    tell([OWN_PROGRAM, MALL]);
    const bare = await shop.open('mini-program', `?id=${MALL.appId}`);
    await bare.page.getByText('密钥对了').waitFor();
    expect(await bare.page.getByText('比一比订单号').count()).toBe(0);

    tell([OWN_PROGRAM, MALL], '顺丰同城');
    const { page } = await shop.open('mini-program', `?id=${MALL.appId}`);
    await page.getByText('比一比订单号').click();
    await page.getByText('10 单里 9 单的订单号一样').waitFor();
    await page.getByRole('switch').click();
    const on = [{ appId: MALL.appId, isOn: true }];
    expect(await shop.calls('switch-paid-orders')).toMatchObject(on);
    await page.getByText('删除', { exact: true }).click();
    await page.getByText('删除', { exact: true }).last().click();
    const { version } = COMPARED;
    expect(await shop.calls('remove-mini-program')).toMatchObject([{ version }]);
  });
});

it('the mini-programs each stand with their own state, as WeChat answers; one without a secret is not asked', async () => {
  const foreign = { ...MALL, appId: 'wxcc00000000000000', isForeign: true };
  tell([OWN_PROGRAM, MALL, BRAND, foreign], '顺丰同城', '达达');
  const rejected = failedWith('token-rejected', 0, { miniProgram: BRAND.name });
  shop.answers['read-mini-program'] = ({ appId }) => (appId === BRAND.appId ? rejected : READ);
  const { page } = await shop.open('mini-programs');
  await page.getByText('密钥不对').waitFor();
  await page.getByText('商城还剩 86%，这里最多用一半').waitFor();
  for (const words of ['正常', '没有账号', '别的店的', '2 个账号', '顺丰同城、达达'])
    await page.getByText(words, { exact: true }).first().waitFor();
  const read = await shop.calls('read-mini-program', 2);
  expect(new Set(read.map(({ appId }) => appId))).toEqual(new Set([MALL.appId, BRAND.appId]));
});
