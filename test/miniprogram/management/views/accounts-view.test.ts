import { accountRows } from '../../../../miniprogram/management/views/accounts-view';
import { sampleAccount, STORES } from '../../../support/shop-samples';

const ACCOUNT = sampleAccount({
  label: '顺丰 天河',
  bindings: [
    { storeId: 'st-1', shopNo: '01' },
    { storeId: 'st-2', shopNo: '02' },
  ],
  sharing: 'shared-unless-checked',
});

describe('the delivery accounts', () => {
  it('say whose they are, for which stores, and that their secret is kept', () => {
    expect(accountRows([ACCOUNT], STORES)).toEqual([
      {
        accountId: 'ac-1',
        title: '顺丰 天河',
        detail: '顺丰同城 · 一店、二店 · 密钥已保存',
        value: '',
      },
    ]);
  });

  it('stand by name', () => {
    const accounts = ['顺丰', '达达', '闪送'].map((label) => ({ ...ACCOUNT, label }));
    expect(accountRows(accounts, STORES).map(({ title }) => title)).toEqual([
      '达达',
      '闪送',
      '顺丰',
    ]);
  });

  it('do not say the company twice where they are called after it', () => {
    const [row] = accountRows([{ ...ACCOUNT, label: '顺丰同城' }], STORES);
    expect(row?.detail).toBe('一店、二店 · 密钥已保存');
  });

  it.each([
    ['lost', '请重新填写密钥'],
    ['missing', '还没有密钥'],
  ] as const)('say what to do where the secret is %s', (secret, value) => {
    const [row] = accountRows([{ ...ACCOUNT, secret }], STORES);
    expect(row).toMatchObject({ value, detail: '顺丰同城 · 一店、二店' });
  });
});
