import type { BoundAccount } from '../../../../miniprogram/contract/mini-programs';
import { readingView } from '../../../../miniprogram/management/views/mini-program-reading';
import { failedWith } from '../../../support/failed-calls';
import { sampleAccount } from '../../../support/shop-samples';

const AT = Date.parse('2026-11-29T22:02:00+08:00');
const SF: BoundAccount = { company: 'SFTC', shopId: '315800000077', review: 'accepted' };

function view(bound: readonly BoundAccount[] | null, accounts = [sampleAccount()]) {
  const data = { readAt: AT, bound, quota: null };
  return readingView({ ok: true, serverTime: AT, data }, accounts);
}

describe('what is bound in a mini-program', () => {
  it('can be made an account once it is accepted', () => {
    expect(view([SF])).toMatchObject({
      told: '22:02 从微信读来。',
      isOpened: true,
      rows: [
        {
          title: '顺丰同城',
          detail: 'shopid 315800000077',
          tag: '审核通过',
          tone: 'done',
          told: '',
        },
      ],
      failure: null,
    });
  });

  it.each([
    ['under-review', '审核中', '等达达'],
    ['refused', '没通过', '问达达'],
    ['unknown', '审核没有说', ''],
  ] as const)('says of %s what it waits for', (review, tag, told) => {
    const [row] = view([{ company: 'DADA', shopId: '7720', review }]).rows;
    expect(row).toMatchObject({ tag, told });
  });

  it('is made once: the same shopid of the same company, whatever its review', () => {
    const made = sampleAccount({ shopId: SF.shopId });
    expect(view([SF], [made]).rows[0]?.told).toBe('建好了');
    expect(view([SF], [{ ...made, company: 'DADA' }]).rows[0]?.told).toBe('');
    expect(view([{ ...SF, review: 'refused' }], [made]).rows[0]?.told).toBe('建好了');
  });

  it('is nothing where 即时配送 is not opened, which leads to 同城配送', () => {
    expect(view(null)).toMatchObject({ isOpened: false, rows: [], intracityId: '' });
    const intracity = sampleAccount({ accountId: 'ac-2', provider: 'wechat-intracity' });
    expect(view(null, [intracity]).intracityId).toBe('ac-2');
  });

  it('is nothing yet before the answer', () => {
    expect(readingView(null, [])).toMatchObject({ told: '', rows: [], address: '', failure: null });
  });

  it('is not told by a failure, which names the address that WeChat did not let in', () => {
    const blocked = failedWith('ip-not-allowed', AT, { address: '1.2.3.4', miniProgram: '茶小满' });
    expect(readingView(blocked, [])).toMatchObject({ told: '', address: '1.2.3.4' });
    const rejected = readingView(failedWith('token-rejected', AT, { miniProgram: '茶小满' }), []);
    expect(rejected).toMatchObject({
      address: '',
      failure: { title: '点单小程序“茶小满”的密钥不对' },
    });
  });
});
