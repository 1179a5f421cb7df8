import { productPhone } from '../support/browser-phone';
import { allOf, fakeShop } from '../support/fake-shop';
import { sampleInvite, sampleMember, sampleRobot } from '../support/shop-samples';

const phone = productPhone();
const shop = fakeShop(phone);

/** Lets calls wait. @returns a function that ends it */
function closeGate(): () => void {
  let openGate = (): void => undefined;
  shop.gate = new Promise((resolve) => {
    openGate = resolve;
  });
  return openGate;
}

it('人员 lets in once, however often it is tapped before there is an answer', async () => {
  const joiner = sampleInvite({ role: 'manager', state: 'waiting', joinerName: '何青' });
  const owner = sampleMember({ role: 'owner', stores: 'all', isMe: true });
  shop.answers = {
    'list-people': { members: [owner], invites: [{ ...joiner, expiresAt: Date.UTC(2100, 0) }] },
    'list-stores': { stores: [] },
    'confirm-joiner': sampleMember({ staffId: 's-2', name: '何青' }),
  };
  const { page } = await shop.open('people');
  const confirm = page.getByLabel('确认何青').first();
  await confirm.waitFor();
  const openGate = closeGate();
  await confirm.click();
  await confirm.click();
  openGate();
  await shop.calls('list-people', 2);
  expect(await shop.calls('confirm-joiner')).toHaveLength(1);
});

describe('提醒', () => {
  const [KEY, SECRET] = ['693a91f6-7a2c-4bc4-97a0-0ec2aaaa5aaa', 'x9dFkqZ3LmNp7RtV'];
  const ADDRESS = `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`;
  const none = sampleRobot({ kind: null });

  it('takes a robot once a message was seen in the group; key and secret stay out of sight', async () => {
    const own = { left: 0, quiet: null };
    shop.answers = {
      'message-door': { template: null, problem: null, own, others: [] },
      'list-robots': { robots: [none], watchedAt: null },
      'try-robot': {},
      'save-robot': sampleRobot({ kind: 'feishu' }),
    };
    const { page } = await shop.open('notices');
    await page.getByText('贴地址').click();
    const box = page.getByLabel('机器人的地址');
    await box.fill('https://work.weixin.qq.com/gm/1b0f');
    await page.getByText(/^这是群的邀请链接，不是机器人的地址/).waitFor();
    await box.fill(ADDRESS);
    await page.getByText('认出来了：飞书').waitFor();
    expect(await box.inputValue()).toBe(ADDRESS.replace(KEY, '********'));
    await page.getByLabel('签名校验的密钥').fill(SECRET);
    expect(await page.getByText('看到了，保存').count()).toBe(0);
    await page.getByText('发一条试试').click();
    await page.getByText(/发过一条，群里看到了吗/).waitFor();
    expect(await allOf(page)).not.toMatch(new RegExp(`${KEY}|${SECRET}`));

    // What is entered after the trial has to be tried, too.
    await page.getByLabel('签名校验的密钥').fill(`${SECRET}2`);
    await page.getByText('看到了，保存').waitFor({ state: 'detached' });
    await page.getByText('发一条试试').click();
    shop.answers['list-robots'] = { robots: [sampleRobot({ kind: 'feishu' })], watchedAt: null };
    await page.getByText('看到了，保存').click();
    await page.getByText('开着', { exact: true }).waitFor();
    const draft = { storeId: none.storeId, address: ADDRESS, signSecret: `${SECRET}2` };
    expect(await shop.calls('save-robot')).toMatchObject([draft]);
    expect((await shop.calls('try-robot', 2))[1]).toMatchObject(draft);
  });

  it('is silent in the hours that are chosen, and goes after a question', async () => {
    const quiet = { from: 23, to: 8 };
    shop.answers = {
      'list-robots': { robots: [sampleRobot()], watchedAt: Date.now() },
      'save-quiet-hours': sampleRobot({ quiet }),
      'remove-robot': none,
    };
    const { page } = await shop.open('robot', `?id=${none.storeId}`);
    await page.getByRole('radio', { name: '23:00–8:00' }).click();
    await page.getByText('企业微信 · 还没有要说的 · 23:00–8:00 不发').waitFor();
    const chosen = [{ storeId: none.storeId, quiet }];
    expect(await shop.calls('save-quiet-hours')).toMatchObject(chosen);
    await page.getByText('关掉，不再往这个群发').click();
    await page.getByText('不再往“一店”的群发？').waitFor();
    expect(await shop.calls('remove-robot', 0)).toEqual([]);
    await page.getByText('关掉', { exact: true }).click();
    await shop.calls('remove-robot');
  });
});

it('a page of 店铺 that could not be read says while it is asked again that it is', async () => {
  const { page } = await shop.open('stores');
  await page.getByText('重试', { exact: true }).waitFor();
  const openGate = closeGate();
  await page.getByText('重试', { exact: true }).click();
  await page.getByText('正在重试').waitFor();
  openGate();
  await page.getByText('重试', { exact: true }).waitFor();
  // `me` is asked besides, because the owner would be told something else.
  const tries = shop.asked.map(({ action }) => action).filter((action) => action !== 'me');
  expect(tries).toEqual(['list-stores', 'list-stores']);
});

it.each([
  ['', '16px'],
  ['&text=1.4', '22.4px'],
])(
  'the text size that a person has set is that of every page, whatever WeChat makes of "system" (%s)',
  async (text, rem) => {
    const { page, wx, until } = await phone.open(`client=reported${text}`);
    for (const url of ['/pages/delivery/delivery?id=A-1', '/management/pages/stores/stores'])
      await wx(`wx.navigateTo({ url: '${url}' }).then(() => null)`);
    await until("document.querySelectorAll('.phone-page').length >= 3");
    const sizes = await page.$$eval('.phone-page', (sections) =>
      sections.map((section) => section.style.getPropertyValue('--phone-rem')),
    );
    expect(new Set(sizes)).toEqual(new Set([rem]));
  },
);

it('an app whose owner has entered no cloud environment says so on its first page, and asks nobody', async () => {
  const { page, until } = await phone.open();
  await page.route('**/phone/app.js', async (route) => {
    const built = await (await route.fetch()).text();
    const body = built.replace('CLOUD_ENVIRONMENT = "local-cloud"', 'CLOUD_ENVIRONMENT = ""');
    await route.fulfill({ body, contentType: 'text/javascript' });
  });
  const address = page.url();
  await page.goto('about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  await until('globalThis.__phone?.currentPages().length > 0');
  await page.getByText('没有找到云环境').waitFor();
  await page.getByText(/填进 miniprogram\/platform\/cloud-environment\.ts/).waitFor();
  await page.locator('wx-input input').fill('A-1');
  await page.keyboard.press('Enter');
  await until('__phone.currentPages().length === 2');
  await page.getByText('没有找到云环境').nth(1).waitFor();
  expect(asked.filter((url) => url.includes('/functions/'))).toEqual([]);
});
