import type { ShopAction } from '../../miniprogram/contract/shop-api';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import { sampleRobot } from '../support/shop-samples';

const phone = productPhone();

type Answers = Partial<Record<ShopAction, object>>;

const OWNER = {
  staffId: 's-1',
  name: '周敏',
  role: 'owner',
  stores: 'all',
  joinedAt: 0,
  expiresAt: null,
};
const JOINER = {
  inviteId: 'i-1',
  role: 'manager',
  stores: 'all',
  state: 'waiting',
  joinerName: '何青',
  inviterName: '周敏',
  isMine: true,
  createdAt: 0,
  expiresAt: Date.UTC(2100, 0),
};

/** Actions of the function `shop`, in order. */
let asked: string[] = [];
/** Last call of each action, with its input. */
let calls: Partial<Record<ShopAction, unknown>> = {};
/** Answers by action. Others fail for good. */
let answers: Answers = {};
/** Blocks all calls. */
let gate: Promise<void> = Promise.resolve();

beforeAll(() => {
  phone.host.functions['shop'] = async (event) => {
    const { action } = event as { readonly action: ShopAction };
    asked.push(action);
    calls[action] = event;
    await gate;
    const data = answers[action];
    if (data === undefined) return { errCode: -504002, errMsg: 'no answer' };
    return { result: { ok: true, serverTime: Date.now(), data } };
  };
});

/** Subscribe messages of a shop that has chosen no template. */
const NO_MESSAGES = { template: null, problem: null, own: { left: 0, quiet: null }, others: [] };

beforeEach(() => {
  asked = [];
  calls = {};
  gate = Promise.resolve();
  answers = {};
});

async function open(page: string, query = ''): Promise<OpenPhone> {
  const opened = await phone.open();
  const url = `/management/pages/${page}/${page}${query}`;
  await opened.wx(`wx.navigateTo({ url: '${url}' }).then(() => null)`);
  return opened;
}

/** Closes the gate. @returns a function that opens it */
function closeGate(): () => void {
  let openGate = (): void => undefined;
  gate = new Promise((resolve) => {
    openGate = resolve;
  });
  return openGate;
}

describe('人员', () => {
  it('lets in once, however often it is tapped before there is an answer', async () => {
    answers = {
      'list-people': { members: [{ ...OWNER, isMe: true }], invites: [JOINER] },
      'list-stores': { stores: [] },
      'confirm-joiner': { ...OWNER, name: '何青', isMe: false },
    };
    const { page } = await open('people');
    const confirm = page.getByLabel('确认何青').first();
    await confirm.waitFor();
    const openGate = closeGate();
    await confirm.click();
    await confirm.click();
    openGate();
    await eventually(
      () => Promise.resolve(asked.filter((action) => action === 'list-people').length),
      (count) => count === 2,
    );
    expect(asked.filter((action) => action === 'confirm-joiner')).toHaveLength(1);
  });
});

describe('提醒', () => {
  const [KEY, SECRET] = ['693a91f6-7a2c-4bc4-97a0-0ec2aaaa5aaa', 'x9dFkqZ3LmNp7RtV'];
  const ADDRESS = `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`;
  const none = sampleRobot({ kind: null });

  it('takes a robot once a message was seen in the group; key and secret stay out of sight', async () => {
    answers = {
      'message-door': NO_MESSAGES,
      'list-robots': { robots: [none], watchedAt: null },
      'try-robot': {},
      'save-robot': sampleRobot({ kind: 'feishu' }),
    };
    const { page } = await open('notices');
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
    const kept = await page.evaluate<string>(
      'JSON.stringify([Object.entries(localStorage), getCurrentPages().map(({ data }) => data)])',
    );
    for (const shown of [kept, await page.content()])
      expect(shown).not.toMatch(new RegExp(`${KEY}|${SECRET}`));

    // What is entered after the trial has to be tried, too.
    await page.getByLabel('签名校验的密钥').fill(`${SECRET}2`);
    await page.getByText('看到了，保存').waitFor({ state: 'detached' });
    await page.getByText('发一条试试').click();
    answers['list-robots'] = { robots: [sampleRobot({ kind: 'feishu' })], watchedAt: null };
    await page.getByText('看到了，保存').click();
    await page.getByText('开着', { exact: true }).waitFor();
    const draft = { storeId: none.storeId, address: ADDRESS, signSecret: `${SECRET}2` };
    expect(calls).toMatchObject({ 'try-robot': draft, 'save-robot': draft });
  });

  it('is silent in the hours that are chosen, and goes after a question', async () => {
    const quiet = { from: 23, to: 8 };
    answers = {
      'list-robots': { robots: [sampleRobot()], watchedAt: Date.now() },
      'save-quiet-hours': sampleRobot({ quiet }),
      'remove-robot': none,
    };
    const { page } = await open('robot', `?id=${none.storeId}`);
    await page.getByRole('radio', { name: '23:00–8:00' }).click();
    await page.getByText('企业微信 · 还没有要说的 · 23:00–8:00 不发').waitFor();
    expect(calls['save-quiet-hours']).toMatchObject({ storeId: none.storeId, quiet });
    await page.getByText('关掉，不再往这个群发').click();
    await page.getByText('不再往“一店”的群发？').waitFor();
    expect(asked).not.toContain('remove-robot');
    await page.getByText('关掉', { exact: true }).click();
    await eventually(
      () => Promise.resolve(asked),
      (actions) => actions.includes('remove-robot'),
    );
  });
});

describe('a page of 店铺 that could not be read', () => {
  it('says while it is asked again that it is', async () => {
    const { page } = await open('stores');
    await page.getByText('重试', { exact: true }).waitFor();
    const openGate = closeGate();
    await page.getByText('重试', { exact: true }).click();
    await page.getByText('正在重试').waitFor();
    openGate();
    await page.getByText('重试', { exact: true }).waitFor();
    // `me` is asked besides, because the owner would be told something else.
    const tries = asked.filter((action) => action !== 'me');
    expect(tries).toEqual(['list-stores', 'list-stores']);
  });
});

describe('the text size that a person has set', () => {
  it.each([
    ['', '16px'],
    ['&text=1.4', '22.4px'],
  ])('is that of every page, whatever WeChat makes of "system" (%s)', async (text, rem) => {
    const { page, wx, until } = await phone.open(`client=reported${text}`);
    for (const url of ['/pages/delivery/delivery?id=A-1', '/management/pages/stores/stores'])
      await wx(`wx.navigateTo({ url: '${url}' }).then(() => null)`);
    await until("document.querySelectorAll('.phone-page').length >= 3");
    const sizes = await page.$$eval('.phone-page', (sections) =>
      sections.map((section) => section.style.getPropertyValue('--phone-rem')),
    );
    expect(new Set(sizes)).toEqual(new Set([rem]));
  });
});

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
