import {
  type AccountForm,
  accountFormOf,
  companyChoices,
  labelHint,
  needsSecret,
  readAccountForm,
  sharingHint,
  withStoreToggled,
} from '../../../../miniprogram/management/views/account-form';
import { sampleAccount, STORES } from '../../../support/shop-samples';

const APP_ID = 'wxde00000000000000';
const ACCOUNT = sampleAccount({
  version: 3,
  company: 'DADA',
  label: '达达 一店',
  bindings: [{ storeId: 'st-1', shopNo: 'DD-01' }],
});
const NEW: AccountForm = {
  ...accountFormOf(null, STORES),
  label: ' 顺丰 ',
  shopId: ' shop-2 ',
  secret: ' s3cret ',
  bindings: [
    { storeId: 'st-1', name: '一店', isBound: true, shopNo: ' 0 1 ' },
    { storeId: 'st-2', name: '二店', isBound: false, shopNo: '02' },
  ],
};

describe('the form of a delivery account', () => {
  it('begins empty, with the only store bound', () => {
    const both = accountFormOf(null, STORES).bindings.map(({ isBound }) => isBound);
    expect(both).toEqual([false, false]);
    expect(accountFormOf(null, STORES.slice(0, 1)).bindings).toEqual([
      { storeId: 'st-1', name: '一店', isBound: true, shopNo: '' },
    ]);
  });

  it('begins with the company and the shopid that WeChat has told', () => {
    const given = { company: 'DADA', shopId: '7720' };
    expect(accountFormOf(null, STORES, given)).toMatchObject(given);
  });

  it('shows what is kept, but never a secret', () => {
    const bindings = [
      { storeId: 'st-1', name: '一店', isBound: true, shopNo: 'DD-01' },
      { storeId: 'st-2', name: '二店', isBound: false, shopNo: '' },
    ];
    const texts = { company: 'DADA', otherCompany: '', label: '达达 一店', shopId: 'shop-1' };
    expect(accountFormOf(ACCOUNT, STORES)).toEqual({ ...texts, secret: '', bindings });
  });

  it('keeps a company that is not among the known ones', () => {
    const form = accountFormOf({ ...ACCOUNT, company: 'XYZ' }, STORES);
    expect(form).toMatchObject({ company: 'other', otherCompany: 'XYZ' });
    const offered = (company: string) => companyChoices(company).map(({ value }) => value);
    expect(offered('SFTC')).toContain('other');
    expect(offered('SFTC')).not.toContain('TEST');
    expect(offered('TEST')).toContain('TEST');
    expect(readAccountForm(form, ACCOUNT, APP_ID)).toMatchObject({ value: { company: 'XYZ' } });
  });

  it('reads as a new account, without the blanks around what was typed', () => {
    expect(readAccountForm(NEW, null, APP_ID)).toEqual({
      ok: true,
      value: {
        accountId: null,
        version: 0,
        appId: APP_ID,
        provider: 'wechat-instant',
        company: 'SFTC',
        label: '顺丰',
        shopId: 'shop-2',
        secret: 's3cret',
        bindings: [{ storeId: 'st-1', shopNo: '01' }],
      },
    });
  });

  it.each([
    ['SFTC', '', '顺丰同城'],
    ['other', ' XYZ ', 'XYZ'],
  ])('calls an account of %s that nobody names as its company', (company, otherCompany, called) => {
    const form = { ...NEW, company, otherCompany, label: ' ' };
    expect(labelHint(form)).toMatch(new RegExp(`^不填就叫“${called}”；`));
    expect(readAccountForm(form, null, APP_ID)).toMatchObject({ value: { label: called } });
    expect(labelHint({ ...form, company: 'other', otherCompany: '' })).toMatch(/^同一家公司/);
  });

  it('keeps the stored secret while none is typed', () => {
    expect(readAccountForm(accountFormOf(ACCOUNT, STORES), ACCOUNT, APP_ID)).toMatchObject({
      ok: true,
      value: { accountId: 'ac-1', version: 3, secret: null },
    });
  });

  it.each([
    ['it is lost', { ...ACCOUNT, secret: 'lost' as const }, {}, '请填配送公司给的密钥。'],
    ['the shopid is another', ACCOUNT, { shopId: 'shop-9' }, '换了 shopid，密钥也要重新填。'],
  ])('wants a secret where %s, and says so', (_name, account, change, secret) => {
    const form = { ...accountFormOf(account, STORES), ...change };
    expect(needsSecret(form, account)).toBe(true);
    expect(readAccountForm(form, account, APP_ID)).toMatchObject({ reasons: { secret } });
  });

  it('says of every field why it cannot be saved so', () => {
    const form = { ...accountFormOf(null, STORES), company: 'other' };
    expect(readAccountForm(form, null, APP_ID)).toEqual({
      ok: false,
      reasons: {
        otherCompany: '请填配送公司的代号。',
        shopId: '请填配送公司给的 shopid。',
        secret: '请填配送公司给的密钥。',
        bindings: '请至少选一家门店。',
      },
    });
  });

  it('bounds a store’s number', () => {
    const bindings = NEW.bindings.map((row) => ({ ...row, shopNo: '9'.repeat(65) }));
    const reasons = { bindings: '门店编号最多 64 个字。' };
    expect(readAccountForm({ ...NEW, bindings }, null, APP_ID)).toEqual({ ok: false, reasons });
  });

  it('says who sees which orders where stores share an account', () => {
    const both = withStoreToggled(NEW, 'st-2');
    expect(sharingHint(NEW)).toBe('');
    expect(sharingHint(both)).toMatch(/^有的配送公司不核对门店编号/);
    const bindings = both.bindings.map((row) => ({ ...row, shopNo: '' }));
    expect(sharingHint({ ...both, bindings })).toMatch(/会看到这个账号的所有订单/);
    expect(withStoreToggled(both, 'st-2').bindings[1]?.isBound).toBe(false);
  });
});
