import type { CloudError, CloudErrorCode } from '../../miniprogram/contract/cloud-error';
import type { MiniProgram } from '../../miniprogram/contract/mini-programs';
import type { ShopAction } from '../../miniprogram/contract/shop-api';
import { OWN_RESET_WARNING } from '../../miniprogram/management/views/mini-program-form';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import { errorOf } from '../support/failed-calls';
import { sampleAccount, sampleMiniProgram, STORES } from '../support/shop-samples';

const phone = productPhone();

const SECRET = '0123456789abcdef0123456789abcdef';
const OWN = sampleMiniProgram({
  appId: 'wx0000000000000001',
  name: '骑手在哪',
  isOwn: true,
  secret: 'missing',
});
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

interface Event extends Readonly<Record<string, unknown>> {
  readonly action: ShopAction;
}

let asked: Event[] = [];
let entries: readonly MiniProgram[] = [];
let labels: readonly string[] = [];
/** Failures of `read-mini-program`, by AppID. */
let failures: Readonly<Record<string, CloudError>> = {};

function answerTo(event: Event): object {
  const failure = event.action === 'read-mini-program' ? failures[String(event['appId'])] : null;
  if (failure) return { ok: false, error: failure };
  if (event.action === 'save-mini-program') entries = [OWN, MALL];
  const accounts = labels.map((label) => sampleAccount({ label }));
  const answers: Partial<Record<ShopAction, object>> = {
    me: { kind: 'stranger', claimable: false },
    'list-mini-programs': { miniPrograms: entries },
    'save-mini-program': MALL,
    'read-mini-program': READ,
    'list-accounts': { accounts },
    'compare-paid-orders': { miniProgram: COMPARED, listed: 24, examples: [] },
    'switch-paid-orders': { ...COMPARED, paidOrders: { ...COMPARED.paidOrders, isOn: true } },
    'save-account': sampleAccount(),
    'list-stores': { stores: STORES.slice(0, 1) },
  };
  return { ok: true, data: answers[event.action] ?? {} };
}

beforeAll(() => {
  phone.host.functions['shop'] = async (event) => {
    await Promise.resolve();
    asked.push(event as Event);
    return { result: { serverTime: Date.now(), ...answerTo(event as Event) } };
  };
});

beforeEach(() => {
  asked = [];
  entries = [OWN];
  labels = [];
  failures = {};
});

async function openPage(page: string, query = ''): Promise<OpenPhone> {
  const opened = await phone.open();
  const url = `/management/pages/${page}/${page}${query}`;
  await opened.wx(`wx.navigateTo({ url: '${url}' }).then(() => null)`);
  return opened;
}

function failure(code: CloudErrorCode, more: Partial<CloudError> = {}): CloudError {
  return errorOf(code, { miniProgram: MALL.name, ...more });
}

/** Waits for the one call of an action. */
async function call(action: ShopAction): Promise<Event | undefined> {
  const [one] = await eventually(
    () => Promise.resolve(asked.filter((event) => event.action === action)),
    (found) => found.length === 1,
  );
  return one;
}

describe('a mini-program', () => {
  it('is added: which one, whether its secret was kept, then the one box; its account is made', async () => {
    const { page } = await openPage('mini-program');
    await page.getByText('另一个小程序').click();
    expect(await page.getByLabel(BOX).count()).toBe(0);
    await page.getByText('存下来了', { exact: true }).click();
    await page.getByLabel(BOX).fill(`AppID：${MALL.appId}\nAppSecret：${SECRET}`);
    await page.getByText('AppSecret，32 个字符').waitFor();
    expect(await page.getByLabel(BOX).inputValue()).toBe(
      `AppID：${MALL.appId}\nAppSecret：${'*'.repeat(16)}`,
    );
    const kept = await page.evaluate<string>(
      'JSON.stringify([Object.entries(localStorage), getCurrentPages().map(({ data }) => data)])',
    );
    expect(kept + (await page.content())).not.toContain(SECRET);
    await page.getByLabel('叫它什么').fill(MALL.name);
    await page.getByText('保存，去问微信').click();

    await page.getByText('密钥对了').waitFor();
    expect(await call('save-mini-program')).toEqual({
      action: 'save-mini-program',
      appId: MALL.appId,
      name: MALL.name,
      secret: SECRET,
    });
    expect(await page.getByText('等达达').count()).toBe(1);
    await page.getByText('建账号', { exact: true }).first().click();

    await page.getByText(/微信给的/).waitFor();
    await page.getByLabel('配送公司给的密钥').fill('company-secret');
    await page.getByLabel('门店编号 shop_no').fill('SF-01');
    await page.getByText('保存，去查一单').click();
    expect(await call('save-account')).toMatchObject({
      appId: MALL.appId,
      company: 'SFTC',
      label: '顺丰同城',
      shopId: '315800000077',
      secret: 'company-secret',
      bindings: [{ storeId: 'st-1', shopNo: 'SF-01' }],
    });
    await page.getByText('查骑手').waitFor();
  });

  it('whose secret nobody has kept has no field, but what to ask before anything is reset', async () => {
    const { page } = await openPage('mini-program');
    await page.getByText('就是这个小程序').click();
    await page.getByText('没有', { exact: true }).click();
    const { title, lines } = OWN_RESET_WARNING;
    for (const words of [title, ...lines]) await page.getByText(words).waitFor();
    expect(await page.getByLabel('AppSecret，粘进来').count()).toBe(0);
    await page.getByText('拿到了，接着填').click();
    await page.getByLabel('AppSecret，粘进来').fill(SECRET);
    await page.getByText('保存，去问微信').click();
    expect(await call('save-mini-program')).toMatchObject({
      appId: OWN.appId,
      name: OWN.name,
      secret: SECRET,
    });
  });

  it('that keeps the cloud out shows the address to add, and is asked again', async () => {
    entries = [OWN, MALL];
    failures = { [MALL.appId]: failure('ip-not-allowed', { address: '1.2.3.4' }) };
    const { page } = await openPage('mini-program', `?id=${MALL.appId}`);
    await page.getByText('1.2.3.4', { exact: true }).waitFor();
    await page.getByText(/给 getOrder 和 shop 都打开/).waitFor();
    failures = {};
    await page.getByText('再试', { exact: true }).click();
    await page.getByText('密钥对了').waitFor();
  });

  it('lets its new orders come by themselves once their numbers are those of its deliveries', async () => {
    entries = [OWN, MALL];
    const bare = await openPage('mini-program', `?id=${MALL.appId}`);
    await bare.page.getByText('密钥对了').waitFor();
    expect(await bare.page.getByText('比一比订单号').count()).toBe(0);

    labels = ['顺丰同城'];
    const { page } = await openPage('mini-program', `?id=${MALL.appId}`);
    await page.getByText('比一比订单号').click();
    await page.getByText('10 单里 9 单的订单号一样').waitFor();
    await page.getByRole('switch').click();
    expect(await call('switch-paid-orders')).toMatchObject({ appId: MALL.appId, isOn: true });
    await page.getByText('删除', { exact: true }).click();
    await page.getByText('删除', { exact: true }).last().click();
    expect(await call('remove-mini-program')).toMatchObject({ version: COMPARED.version });
  });
});

describe('the mini-programs', () => {
  it('each stand with their own state, as WeChat answers; one without a secret is not asked', async () => {
    entries = [OWN, MALL, BRAND, { ...MALL, appId: 'wxcc00000000000000', isForeign: true }];
    labels = ['顺丰同城', '达达'];
    failures = { [BRAND.appId]: failure('token-rejected', { miniProgram: BRAND.name }) };
    const { page } = await openPage('mini-programs');
    await page.getByText('密钥不对').waitFor();
    await page.getByText('商城还剩 86%，这里最多用一半').waitFor();
    for (const words of ['正常', '没有账号', '别的店的', '2 个账号', '顺丰同城、达达'])
      await page.getByText(words, { exact: true }).first().waitFor();
    const read = asked.filter(({ action }) => action === 'read-mini-program');
    expect(new Set(read.map(({ appId }) => appId))).toEqual(new Set([MALL.appId, BRAND.appId]));
    expect(read).toHaveLength(2);
  });
});
