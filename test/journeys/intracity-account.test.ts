import { generateKeyPairSync } from 'node:crypto';
import { readPastedKey } from '../../cloudfunctions/core/providers/wechat-intracity/pasted-keys';
import { CLOUD_ERRORS } from '../../miniprogram/contract/cloud-error';
import type { KeyKind, ShopAction } from '../../miniprogram/contract/shop-api';
import { DEFAULT_THRESHOLDS } from '../../miniprogram/contract/shop';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { eventually } from '../support/eventually';
import { selfSigned } from '../support/self-signed';
import { sampleMiniProgram } from '../support/shop-samples';

const phone = productPhone();

const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE = PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const CERTIFICATE = selfSigned(PAIR);
const SYMMETRIC = Buffer.alloc(32, 7).toString('base64');
const STORE = {
  storeId: 'st-1',
  version: 1,
  name: '天河南店',
  position: null,
  thresholds: DEFAULT_THRESHOLDS,
};
const LISTED = ['天河南店', '云汇店'].map((name, index) => ({
  wxStoreId: `400000000000000302${index}`,
  ownNumber: null,
  name,
  address: '稻香街 109 号',
  position: null,
}));
interface Event extends Readonly<Record<string, unknown>> {
  readonly action: ShopAction;
}

let asked: Event[] = [];
/** Tells whether WeChat refuses the keys. */
let isRefused = false;

/** Reads a key as the cloud does. */
function readKey({ kind, text }: Event): object {
  const key = readPastedKey(kind as KeyKind, String(text));
  return key.ok
    ? { isRight: true, words: key.words, expiresAt: key.expiresAt ?? null }
    : { isRight: false, words: key.problem, expiresAt: null };
}

function answerTo(event: Event): object {
  const { action } = event;
  const answers: Partial<Record<ShopAction, object>> = {
    me: { kind: 'stranger', claimable: false },
    'list-mini-programs': { miniPrograms: [sampleMiniProgram()] },
    'list-accounts': { accounts: [] },
    'list-stores': { stores: [STORE] },
    ...(action === 'read-key' ? { 'read-key': readKey(event) } : {}),
    'list-wechat-stores': { stores: LISTED },
    'save-intracity-account': {
      accountId: 'ac-1',
      version: 1,
      provider: 'wechat-intracity',
      company: '',
      label: '同城配送',
      shopId: 'wxde00000000000000',
      secret: 'set',
      certificates: [],
      bindings: [],
      sharing: 'one-store',
    },
  };
  const code = 'signature-rejected';
  return isRefused && action === 'list-wechat-stores'
    ? { ok: false, error: { code, ...CLOUD_ERRORS[code], traceId: 'r-1' } }
    : { ok: true, data: answers[action] ?? {} };
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
  isRefused = false;
});

async function openForm(): Promise<OpenPhone> {
  const opened = await phone.open();
  await opened.wx(`wx.navigateTo({ url: '/management/pages/account/account' }).then(() => null)`);
  await opened.page.getByText('同城配送', { exact: true }).click();
  // Who signs is asked before any key is.
  expect(await opened.page.getByText('对称密钥', { exact: true }).count()).toBe(0);
  await opened.page.getByText('没有，问过了').click();
  await opened.page
    .getByText('还差 5 处：对称密钥和它的编号、应用私钥、平台证书和它的编号')
    .waitFor();
  return opened;
}

/** Opens a row, and pastes or types into it. */
async function enter({ page }: OpenPhone, title: string, text: string): Promise<void> {
  await page.getByText(title, { exact: true }).first().click();
  const field = page.getByLabel(title, { exact: true }).last();
  await field.fill(text);
  if (title.endsWith('编号')) await field.blur();
}

async function enterAll(opened: OpenPhone): Promise<void> {
  await enter(opened, '对称密钥', `${SYMMETRIC}\n`);
  await enter(opened, '对称密钥编号', ' 89fc1e0b77a21d');
  await enter(opened, '应用私钥', PRIVATE.replace(/\n/g, ' '));
  await enter(opened, '平台证书', `证书：\n${CERTIFICATE}`);
  await enter(opened, '平台证书编号', '5A3C');
}

/** Keys as they were pasted, which the cloud cleans. */
const PASTED = {
  symmetricKey: `${SYMMETRIC}\n`,
  symmetricKeyNumber: ' 89fc1e0b77a21d',
  privateKey: PRIVATE.replace(/\n/g, ' '),
  certificates: [{ number: '5A3C', certificate: `证书：\n${CERTIFICATE}` }],
};

/** Waits for calls of an action. @returns the calls */
function calls(action: ShopAction, count = 1): Promise<readonly Event[]> {
  return eventually(
    () => Promise.resolve(asked.filter((event) => event.action === action)),
    (found) => found.length === count,
  );
}

describe('an account of 同城配送', () => {
  it('is entered by pasting, tried at WeChat once its keys are whole, and saved', async () => {
    const opened = await openForm();
    const { page } = opened;
    await enterAll(opened);
    await page.getByText(/试过：密钥对，读到 2 家门店/).waitFor();
    const [trial] = await calls('list-wechat-stores');
    expect(trial).toMatchObject({ accountId: null, keys: PASTED });
    // The store of the same name is chosen already.
    expect(await page.getByRole('radio', { checked: true }).allInnerTexts()).toEqual([
      expect.stringContaining('同城配送'),
      expect.stringContaining('没有，问过了'),
      expect.stringContaining('天河南店'),
    ]);

    const shown = await page.content();
    const kept = await page.evaluate<string>(
      'JSON.stringify([Object.entries(localStorage), getCurrentPages().map(({ data }) => data)])',
    );
    for (const secret of [SYMMETRIC, PRIVATE.slice(40, 80), CERTIFICATE.slice(40, 80)]) {
      expect(shown).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }

    await page.getByText('保存', { exact: true }).click();
    const [saved] = await calls('save-intracity-account');
    expect(saved).toMatchObject({
      accountId: null,
      version: 0,
      label: '同城配送',
      keys: PASTED,
      bindings: [{ storeId: 'st-1', shopNo: LISTED[0]?.wxStoreId }],
    });
    await page.getByText('查骑手').waitFor();
  });

  it('has the keys asked for, and none made, where somebody may sign with them', async () => {
    const { page } = await openForm();
    await page.getByText('在用，或者不知道').click();
    await page.getByText(/向做商城的人要.*不要自己生成或更换/).waitFor();
  });

  it('says what is wrong with a key while it is pasted, and leads to what is missing', async () => {
    const opened = await openForm();
    const { page } = opened;
    await enter(opened, '应用私钥', PRIVATE.slice(0, 300));
    await page.getByText('只有一半：没有 END 那一行').waitFor();
    await page.getByLabel('应用私钥', { exact: true }).last().fill(PRIVATE);
    await page.getByText('已粘贴，RSA 2048 位').waitFor();
    await page.locator('wx-textarea').waitFor({ state: 'detached' });
    await page.getByText('保存', { exact: true }).click();
    await page.getByLabel('对称密钥', { exact: true }).last().waitFor();
    expect(asked.map(({ action }) => action)).not.toContain('save-intracity-account');
    expect(await page.content()).toContain('不要去动：一打开，这个小程序的其他接口也都要签名');
  });

  it('tells why WeChat refuses the keys, and is tried again', async () => {
    isRefused = true;
    const opened = await openForm();
    const { page } = opened;
    await enterAll(opened);
    await page.getByText('微信不认可签名').waitFor();
    await page.getByText('没有试通，原因在上面').waitFor();
    isRefused = false;
    await page.getByText('再试', { exact: true }).click();
    await page.getByText(/读到 2 家门店/).waitFor();
    expect(await calls('list-wechat-stores', 2)).toHaveLength(2);
  });
});
