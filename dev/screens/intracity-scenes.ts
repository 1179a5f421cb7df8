import { generateKeyPairSync } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Account, Store } from '../../miniprogram/contract/shop';
import type { WeChatStore } from '../../miniprogram/contract/shop-api';
import type { Scene } from './scene';
import { at, tap } from './scene';
import type { ScriptedAnswers } from './scripted-answers';

const LISTED: readonly WeChatStore[] = [
  ['天河南店', '稻香街 109 号', '3021'],
  ['云汇店', '云汇大道 31 号', '3037'],
  ['南岸店', '南岸路 8 号', '4410'],
].map(([name = '', address = '', end = '']) => ({
  wxStoreId: `400000000000000${end}`,
  ownNumber: null,
  name,
  address,
  position: null,
}));

const NO_ACCOUNT: ScriptedAnswers = { 'list-accounts': { accounts: [] } };
const TO_LIST: ScriptedAnswers = { ...NO_ACCOUNT, 'list-wechat-stores': { stores: [...LISTED] } };

/** Returns the states of the form of an account of 同城配送. */
export function intracityScenes(stores: readonly Store[]): readonly Scene[] {
  const one: ScriptedAnswers = { 'list-stores': { stores: stores.slice(0, 1) } };
  const stored = (end: string, more: Partial<Account> = {}): ScriptedAnswers => ({
    'list-accounts': { accounts: [accountUntil(end, stores, more)] },
    'list-wechat-stores': { stores: [...LISTED] },
  });
  const ofAccount = { query: { id: 'intracity' } };
  return [
    intracity('empty', NO_ACCOUNT, tap('同城配送', '还差 5 处', true)),
    intracity('pasting', NO_ACCOUNT, async (page) => {
      await tap('同城配送', '还差 5 处', true)(page);
      await page.getByText('应用私钥', { exact: true }).click();
      await page.locator('wx-textarea').waitFor();
    }),
    intracity('half', NO_ACCOUNT, async (page) => {
      await tap('同城配送', '还差 5 处', true)(page);
      await enter(page, '对称密钥', symmetricKey());
      await enter(page, '对称密钥编号', '89fc1e0b77a21d');
      await enter(page, '应用私钥', privateKey().slice(0, 400));
      await page.getByText('收起', { exact: true }).click();
      await page.getByText(/还差 3 处/).waitFor();
    }),
    intracity('complete', { ...TO_LIST, ...one }, async (page) => {
      await enterAll(page);
      await page.getByText(/读到 3 家门店/).waitFor();
    }),
    intracity('several-stores', TO_LIST, async (page) => {
      await enterAll(page);
      await page.getByText(/读到 3 家门店/).waitFor();
      await page.getByText('改', { exact: true }).last().click();
      await page.getByText('这家门店不用同城配送').waitFor();
    }),
    intracity(
      'refused-by-wechat',
      { ...NO_ACCOUNT, 'list-wechat-stores': 'signature-rejected' },
      async (page) => {
        await enterAll(page);
        await page.getByText('没有试通，原因在上面').waitFor();
      },
    ),
    at('account', 'intracity-five-days', /试过：密钥对/, {
      ...ofAccount,
      answers: stored('2026-11-30T08:00:00+08:00'),
    }),
    at('account', 'intracity-lost', /密钥读不出来了/, {
      ...ofAccount,
      answers: stored('2027-08-14T08:00:00+08:00', { secret: 'lost' }),
    }),
    at('accounts', 'intracity-five-days', /证书还有 5 天/, {
      answers: stored('2026-11-30T08:00:00+08:00'),
    }),
    at('accounts', 'intracity', /2027-08-14/, { answers: stored('2027-08-14T08:00:00+08:00') }),
  ];
}

function intracity(state: string, answers: ScriptedAnswers, then: Scene['then']): Scene {
  return at('account', `intracity-${state}`, /种类/, {
    answers,
    ...(then === undefined ? {} : { then }),
  });
}

/** Returns a stored account of the first store, whose certificate expires at `end`. */
function accountUntil(end: string, stores: readonly Store[], more: Partial<Account>): Account {
  return {
    accountId: 'intracity',
    version: 1,
    provider: 'wechat-intracity',
    company: '',
    label: '同城配送',
    shopId: 'wx0000000000000001',
    secret: 'set',
    certificates: [{ number: '5A3C70D14B90E7', expiresAt: Date.parse(end) }],
    bindings: stores
      .slice(0, 1)
      .map(({ storeId }) => ({ storeId, shopNo: LISTED[0]?.wxStoreId ?? '' })),
    sharing: 'one-store',
    ...more,
  };
}

async function enterAll(page: Page): Promise<void> {
  await tap('同城配送', '还差 5 处', true)(page);
  await enter(page, '对称密钥', symmetricKey());
  await enter(page, '对称密钥编号', '89fc1e0b77a21d');
  await enter(page, '应用私钥', privateKey());
  await enter(page, '平台证书', certificateUntil('20270814000000Z'));
  await enter(page, '平台证书编号', '5A3C70D14B90E7');
}

/** Opens a row, and pastes or types into it. */
async function enter(page: Page, title: string, text: string): Promise<void> {
  await page.getByText(title, { exact: true }).first().click();
  const field = page.getByLabel(title, { exact: true }).last();
  await field.fill(text);
  if (title.endsWith('编号')) await field.blur();
}

function symmetricKey(): string {
  return Buffer.alloc(32, 7).toString('base64');
}

/** Key of this run; the phone reads it, and nobody is asked with it. */
let madeKey: string | undefined;

function privateKey(): string {
  madeKey ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  return madeKey;
}

/** Makes as much of a certificate as the phone reads: it ends at this time. */
function certificateUntil(end: string): string {
  const time = der(0x18, Buffer.from(end));
  const [number, empty] = [der(0x02, Buffer.from([1])), der(0x30)];
  const signed = der(0x30, number, empty, empty, der(0x30, time, time));
  const lines =
    der(0x30, signed)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n');
}

/** Encodes a short value of DER. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}
