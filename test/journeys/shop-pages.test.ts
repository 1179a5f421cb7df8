import type { ShopAction } from '../../miniprogram/shared/shop-api';
import type { BrowserPhone, OpenPhone } from '../support/browser-phone';
import { startProductPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';

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

let phone: BrowserPhone;
/** What has been asked of the function `shop`, in order. */
let asked: string[] = [];
/** An action without an answer here fails for good. */
let answers: Answers = {};
/** What is asked waits for this. */
let gate: Promise<void> = Promise.resolve();

beforeAll(async () => {
  phone = await startProductPhone();
  phone.host.functions['shop'] = async (event) => {
    const { action } = event as { readonly action: ShopAction };
    asked.push(action);
    await gate;
    const data = answers[action];
    if (data === undefined) return { errCode: -504002, errMsg: 'no answer' };
    return { result: { ok: true, serverTime: Date.now(), data } };
  };
});

afterAll(() => phone.close());

beforeEach(() => {
  asked = [];
  gate = Promise.resolve();
  answers = {};
});

async function open(page: string): Promise<OpenPhone> {
  const opened = await phone.open();
  await opened.wx(`wx.navigateTo({ url: '/management/pages/${page}/${page}' }).then(() => null)`);
  return opened;
}

/** Closes the gate; what is answered opens it. */
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
    const { page, errors } = await open('people');
    const confirm = page.getByLabel('确认何青').first();
    await confirm.waitFor();
    const openGate = closeGate();
    await confirm.click({ force: true });
    await confirm.click({ force: true });
    openGate();
    await eventually(
      () => Promise.resolve(asked.filter((action) => action === 'list-people').length),
      (count) => count === 2,
    );
    expect(asked.filter((action) => action === 'confirm-joiner')).toHaveLength(1);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('a page of 店铺 that could not be read', () => {
  it('says while it is asked again that it is', async () => {
    const { page, errors } = await open('stores');
    await page.getByText('重试', { exact: true }).waitFor();
    const openGate = closeGate();
    await page.getByText('重试', { exact: true }).click({ force: true });
    await page.getByText('正在重试').waitFor();
    openGate();
    await page.getByText('重试', { exact: true }).waitFor();
    expect(asked).toEqual(['list-stores', 'list-stores']);
    expect(errors).toEqual([]);
    await page.close();
  });
});
