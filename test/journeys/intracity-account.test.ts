import { generateKeyPairSync } from 'node:crypto';
import { readPastedKey } from '../../cloudfunctions/core/providers/wechat-intracity/pasted-keys';
import type { KeyKind } from '../../miniprogram/contract/shop-api';
import { type OpenPhone, productPhone } from '../support/browser-phone';
import { failedWith } from '../support/failed-calls';
import { type ShopCall, allOf, fakeShop } from '../support/fake-shop';
import { selfSigned } from '../support/self-signed';
import { sampleAccount, sampleMiniProgram, STORES } from '../support/shop-samples';

const PAIR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE = PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const CERTIFICATE = selfSigned(PAIR);
const SYMMETRIC = Buffer.alloc(32, 7).toString('base64');
const LISTED = ['一店', '云汇店'].map((name, index) => ({
  wxStoreId: `400000000000000302${index}`,
  ownNumber: null,
  name,
  address: '稻香街 109 号',
  position: null,
}));

/** Reads a key as the cloud does. */
function readKey({ kind, text }: ShopCall): object {
  const key = readPastedKey(kind as KeyKind, String(text));
  return key.ok
    ? { isRight: true, words: key.words, expiresAt: key.expiresAt ?? null }
    : { isRight: false, words: key.problem, expiresAt: null };
}

const shop = fakeShop(productPhone(), {
  me: { kind: 'stranger', claimable: false },
  'list-mini-programs': { miniPrograms: [sampleMiniProgram()] },
  'list-accounts': { accounts: [] },
  'list-stores': { stores: STORES.slice(0, 1) },
  'read-key': readKey,
  'list-wechat-stores': { stores: LISTED },
  'save-intracity-account': sampleAccount({ provider: 'wechat-intracity', certificates: [] }),
});

async function openForm(): Promise<OpenPhone> {
  const opened = await shop.open('account');
  const { page } = opened;
  await page.getByText('同城配送', { exact: true }).click();
  // Who signs is asked before any key is.
  expect(await page.getByText('对称密钥', { exact: true }).count()).toBe(0);
  await page.getByText('没有，问过了').click();
  await page.getByText('还差 5 处：对称密钥和它的编号、应用私钥、平台证书和它的编号').waitFor();
  return opened;
}

/** Opens a row, and pastes or types into it. */
async function enter({ page }: OpenPhone, title: string, text: string): Promise<void> {
  await page.getByText(title, { exact: true }).first().click();
  const field = page.getByLabel(title, { exact: true }).last();
  await field.fill(text);
  if (title.endsWith('编号')) await field.blur();
}

/** Keys as they are pasted, which the cloud cleans. */
const PASTED = {
  symmetricKey: `${SYMMETRIC}\n`,
  symmetricKeyNumber: ' 89fc1e0b77a21d',
  privateKey: PRIVATE.replace(/\n/g, ' '),
  certificates: [{ number: '5A3C', certificate: `证书：\n${CERTIFICATE}` }],
};

async function enterAll(opened: OpenPhone): Promise<void> {
  await enter(opened, '对称密钥', PASTED.symmetricKey);
  await enter(opened, '对称密钥编号', PASTED.symmetricKeyNumber);
  await enter(opened, '应用私钥', PASTED.privateKey);
  for (const { number, certificate } of PASTED.certificates) {
    await enter(opened, '平台证书', certificate);
    await enter(opened, '平台证书编号', number);
  }
}

describe('an account of 同城配送', () => {
  it('is entered by pasting, tried at WeChat once its keys are whole, and saved', async () => {
    const opened = await openForm();
    const { page } = opened;
    await enterAll(opened);
    await page.getByText(/试过：密钥对，读到 2 家门店/).waitFor();
    const tried = [{ accountId: null, keys: PASTED }];
    expect(await shop.calls('list-wechat-stores')).toMatchObject(tried);
    // The store of the same name is chosen already.
    expect(await page.getByRole('radio', { checked: true }).allInnerTexts()).toEqual([
      expect.stringContaining('同城配送'),
      expect.stringContaining('没有，问过了'),
      expect.stringContaining('一店'),
    ]);
    const all = await allOf(page);
    for (const secret of [SYMMETRIC, PRIVATE.slice(40, 80), CERTIFICATE.slice(40, 80)])
      expect(all).not.toContain(secret);

    await page.getByText('保存', { exact: true }).click();
    const bindings = [{ storeId: 'st-1', shopNo: LISTED[0]?.wxStoreId }];
    const saved = { accountId: null, version: 0, label: '同城配送', keys: PASTED, bindings };
    expect(await shop.calls('save-intracity-account')).toMatchObject([saved]);
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
    expect(shop.asked.map(({ action }) => action)).not.toContain('save-intracity-account');
    expect(await page.content()).toContain('不要去动：一打开，这个小程序的其他接口也都要签名');
  });

  it('tells why WeChat refuses the keys, and is tried again', async () => {
    shop.answers['list-wechat-stores'] = failedWith('signature-rejected');
    const opened = await openForm();
    const { page } = opened;
    await enterAll(opened);
    await page.getByText('微信不认可签名').waitFor();
    await page.getByText('没有试通，原因在上面').waitFor();
    shop.answers['list-wechat-stores'] = { stores: LISTED };
    await page.getByText('再试', { exact: true }).click();
    await page.getByText(/读到 2 家门店/).waitFor();
    expect(await shop.calls('list-wechat-stores', 2)).toHaveLength(2);
  });
});
