import type { Account } from '../../../../miniprogram/contract/shop-settings';
import { accountRows } from '../../../../miniprogram/management/views/account-list';
import { sampleAccount, sampleMiniProgram, STORES } from '../../../support/shop-samples';

const NOW = Date.parse('2026-11-26T12:00:00+08:00');
const DAY_MS = 86_400_000;

const LISTED = sampleAccount({
  label: '顺丰 天河',
  bindings: [
    { storeId: 'st-1', shopNo: '01' },
    { storeId: 'st-2', shopNo: '02' },
  ],
  sharing: 'shared-unless-checked',
});

/** Account of 同城配送 whose certificate expires so many days from now. */
function intracity(days: number, more: Partial<Account> = {}): Account {
  return sampleAccount({
    accountId: 'ac-2',
    provider: 'wechat-intracity',
    company: '',
    label: '同城配送',
    certificates: [{ number: '5A3C', expiresAt: NOW + days * DAY_MS }],
    ...more,
  });
}

describe('the delivery accounts', () => {
  it('say of which kind and whose they are, for which stores, and that their secret is kept', () => {
    const detail = '即时配送 · 顺丰同城 · 一店、二店 · 密钥已保存';
    const row = { accountId: 'ac-1', title: '顺丰 天河', detail, value: '', tone: 'wait' };
    expect(accountRows([LISTED], STORES, [], NOW)).toEqual([row]);
  });

  it('stand by name, and of one name are told apart by the end of their shopid', () => {
    const ofShopIds = ['shop-9771', 'shop-3158'].map((shopId) =>
      sampleAccount({ accountId: shopId, shopId }),
    );
    const accounts = [{ ...LISTED, shopId: 'shop-3158' }, ...ofShopIds];
    const titles = accountRows(accounts, STORES, [], NOW).map(({ title }) => title);
    expect(titles).toEqual(['顺丰 …3158', '顺丰 …9771', '顺丰 天河']);
  });

  it('do not say the company or the kind twice where they are called after it', () => {
    const detailOf = (account: Account) => accountRows([account], STORES, [], NOW)[0]?.detail;
    expect(detailOf({ ...LISTED, label: '顺丰同城' })).toBe('即时配送 · 一店、二店 · 密钥已保存');
    expect(detailOf(intracity(261))).toBe('一店 · 证书 2027-08-14 到期，还有 261 天');
  });

  it.each([
    ['lost', '请重新填写密钥'],
    ['missing', '还没有密钥'],
  ] as const)('say what to do where the secret is %s', (secret, value) => {
    const [row] = accountRows([{ ...LISTED, secret }], STORES, [], NOW);
    expect(row).toMatchObject({ value, detail: '即时配送 · 顺丰同城 · 一店、二店', tone: 'wait' });
  });

  it.each([
    [61, '', 'done'],
    [60, '证书还有 60 天', 'wait'],
    [7, '证书还有 7 天', 'bad'],
    [-1, '证书到期了', 'bad'],
  ])('warn of a certificate that expires in %s days', (days, value, tone) => {
    expect(accountRows([intracity(days)], STORES, [], NOW)[0]).toMatchObject({ value, tone });
  });
});

it('name their mini-program where there are accounts of several', () => {
  const mall = sampleMiniProgram();
  const others = { ...LISTED, accountId: 'ac-9', appId: 'wxbr00000000000000' };
  const details = (accounts: readonly Account[]) =>
    accountRows(accounts, STORES, [mall], NOW).map(({ detail }) => detail);
  expect(details([LISTED])[0]).toMatch(/^即时配送/);
  expect(details([LISTED, others])[0]).toMatch(/^茶小满点单 · 即时配送/);
});
