import { accountChoices } from '../../../../miniprogram/management/views/account-start';
import {
  OWN_PROGRAM as OWN,
  sampleAccount,
  sampleMiniProgram,
} from '../../../support/shop-samples';

const MALL = sampleMiniProgram();
const BRAND = sampleMiniProgram({ appId: 'wxbr00000000000000', name: '面小满点单' });
const ACCOUNT = sampleAccount();
const INTRACITY = { ...ACCOUNT, provider: 'wechat-intracity' as const };

describe('the page of an account', () => {
  it('begins with the only mini-program that can be asked, and offers the others', () => {
    const start = accountChoices(null, [], [OWN, MALL, { ...BRAND, isForeign: true }], {});
    expect(start).toMatchObject({ appId: MALL.appId, ownerName: '' });
    expect(start.owners.map(({ title }) => title)).toEqual(['骑手在哪', '茶小满点单']);
  });

  it('has the person choose between two, whose kinds then follow', () => {
    const all = [OWN, MALL, BRAND];
    expect(accountChoices(null, [INTRACITY], all, {}).appId).toBe('');
    expect(accountChoices(null, [INTRACITY], all, {}, MALL.appId).kinds).toEqual([]);
    expect(accountChoices(null, [INTRACITY], all, {}, BRAND.appId).kinds).toHaveLength(2);
  });

  it('needs no choice, and no name, where there is one only', () => {
    expect(accountChoices(null, [], [OWN], {})).toMatchObject({
      appId: OWN.appId,
      isOwn: true,
      owners: [],
      ownerName: '',
      kind: '',
      kinds: [{ title: '即时配送' }, { title: '同城配送' }],
      kindNote: '新开通的小程序一般只有同城配送。',
    });
  });

  it('has no choice of the kind where the mini-program has its account of 同城配送', () => {
    const start = accountChoices(null, [INTRACITY], [MALL], {});
    expect(start).toMatchObject({ isOwn: false, kind: 'wechat-instant', kinds: [] });
    expect(start.kindNote).toContain('已经有了');
    const stored = accountChoices(INTRACITY, [INTRACITY], [MALL], {});
    expect(stored).toMatchObject({ kind: 'wechat-intracity', kinds: [], kindNote: '' });
  });

  it('keeps the mini-program of a stored account, and names it among several', () => {
    const kept = { appId: MALL.appId, owners: [], ownerName: '茶小满点单', kind: 'wechat-instant' };
    const start = accountChoices(ACCOUNT, [ACCOUNT], [OWN, MALL], {}, OWN.appId);
    expect(start).toMatchObject(kept);
  });

  it('takes mini-program and kind that the page before has given', () => {
    const given = { appId: BRAND.appId, kind: 'wechat-instant' };
    const fixed = { ...given, owners: [], ownerName: '面小满点单', kinds: [] };
    expect(accountChoices(null, [], [OWN, MALL, BRAND], given)).toMatchObject(fixed);
  });
});
