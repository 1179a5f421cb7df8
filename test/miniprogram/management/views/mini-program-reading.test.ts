import type {
  BoundAccount,
  MiniProgramAtWeChat,
} from '../../../../miniprogram/contract/mini-programs';
import {
  type Reading,
  canAskWeChat,
  miniProgramCard,
  readingView,
} from '../../../../miniprogram/management/views/mini-program-reading';
import { failedWith, OFFLINE } from '../../../support/failed-calls';
import { sampleAccount, sampleMiniProgram } from '../../../support/shop-samples';

const AT = Date.parse('2026-11-29T22:30:00+08:00');
const MALL = sampleMiniProgram();
const ACCOUNT = sampleAccount({ label: '顺丰同城' });
const INTRACITY = sampleAccount({
  accountId: 'ac-2',
  provider: 'wechat-intracity',
  label: '同城配送',
});

function read(more: Partial<MiniProgramAtWeChat> = {}): Reading {
  const data = { readAt: AT, bound: [], quota: { limit: 1000, left: 860 }, ...more };
  return { ok: true, serverTime: AT, data };
}

describe('the card of a mini-program', () => {
  it('tells what was read of it, and whose accounts it has', () => {
    const other = sampleAccount({ accountId: 'ac-3', appId: 'wxbr00000000000000', label: '达达' });
    expect(miniProgramCard(MALL, [ACCOUNT, INTRACITY, other], read())).toMatchObject({
      initial: '茶',
      tag: '正常',
      tone: 'done',
      facts: [
        ['密钥', '22:30 试过，可用'],
        ['IP 白名单', '没拦住云函数，不用管'],
        ['开通了', '即时配送、同城配送'],
        ['今日额度', '商城还剩 86%，这里最多用一半'],
      ],
      accounts: '2 个账号',
      accountNames: '顺丰同城、同城配送',
    });
  });

  it('limits nobody of the own one, and claims no service and no quota that WeChat has not told', () => {
    const own = { ...MALL, isOwn: true };
    const { facts } = miniProgramCard(own, [INTRACITY], read({ bound: null, quota: null }));
    expect(facts.slice(2)).toEqual([
      ['开通了', '同城配送'],
      ['今日额度', '微信没有说'],
    ]);
    const unopened = miniProgramCard(own, [], read({ bound: null }));
    expect(unopened.facts[2]).toEqual(['开通了', '没有即时配送']);
  });

  it.each([
    [200, '正常'],
    [199, '额度快用完'],
    [0, '额度快用完'],
  ])('says what goes on with %s of 1000 questions left: %s', (left, tag) => {
    const card = miniProgramCard(MALL, [ACCOUNT], read({ quota: { limit: 1000, left } }));
    expect(card.tag).toBe(tag);
    expect(card.facts[0]?.[1].includes('只问有人在查的')).toBe(tag !== '正常');
  });

  it.each([
    ['token-rejected', '密钥不对', 'bad', '向他们要新的。别的照常查。'],
    ['app-secret-frozen', '已冻结', 'bad', '先问是谁冻结的'],
    ['ip-not-allowed', '没让进', 'bad', '点开看要加哪个地址'],
    ['quota-exceeded', '额度用完', 'bad', '明天零点恢复'],
    ['wechat-busy', '没问到', 'wait', '微信正忙。'],
    ['offline', '没问到', 'wait', '手机没有网络。'],
  ] as const)('says of %s what is wrong', (code, tag, tone, line) => {
    const failed = code === 'offline' ? OFFLINE : failedWith(code);
    const card = miniProgramCard(MALL, [ACCOUNT], failed);
    expect(card).toMatchObject({ tag, tone, facts: [['', expect.stringContaining(line)]] });
  });

  it('has no state while WeChat is asked', () => {
    expect(miniProgramCard(MALL, [ACCOUNT], null)).toMatchObject({ tag: '', facts: [] });
  });

  it.each([
    [{ isForeign: true }, [], '别的店的'],
    [{ secret: 'lost' }, [ACCOUNT], '要重填'],
    [{ secret: 'missing' }, [ACCOUNT], '还没有密钥'],
    [{ secret: 'missing' }, [], '没有账号'],
  ] as const)('of %j is not read, and says why', (more, accounts, tag) => {
    const entry = { ...MALL, ...more };
    expect(canAskWeChat(entry)).toBe(false);
    expect(miniProgramCard(entry, accounts, null).tag).toBe(tag);
    expect(canAskWeChat(MALL)).toBe(true);
  });
});

const SF: BoundAccount = { company: 'SFTC', shopId: '315800000077', review: 'accepted' };

function view(bound: readonly BoundAccount[] | null, accounts = [sampleAccount()]) {
  return readingView(read({ bound, quota: null }), accounts);
}

describe('what is bound in a mini-program', () => {
  it('can be made an account once it is accepted', () => {
    expect(view([SF])).toMatchObject({
      readWhen: '22:30 从微信读来。',
      isOpened: true,
      rows: [{ title: '顺丰同城', detail: 'shopid 315800000077', tone: 'done' }],
      failure: null,
    });
  });

  it.each([
    ['accepted', '审核通过', ''],
    ['under-review', '审核中', '等达达'],
    ['refused', '没通过', '问达达'],
    ['unknown', '审核没有说', ''],
  ] as const)('says of %s what it waits for', (review, tag, reason) => {
    const [row] = view([{ company: 'DADA', shopId: '7720', review }]).rows;
    expect(row).toMatchObject({ tag, reason });
  });

  it('is made once: the same shopid of the same company, whatever its review', () => {
    const made = sampleAccount({ shopId: SF.shopId });
    expect(view([SF], [made]).rows[0]?.reason).toBe('建好了');
    expect(view([SF], [{ ...made, company: 'DADA' }]).rows[0]?.reason).toBe('');
    expect(view([{ ...SF, review: 'refused' }], [made]).rows[0]?.reason).toBe('建好了');
  });

  it('is nothing where 即时配送 is not opened, which leads to 同城配送', () => {
    expect(view(null)).toMatchObject({ isOpened: false, rows: [], intracityId: '' });
    const intracity = sampleAccount({ accountId: 'ac-2', provider: 'wechat-intracity' });
    expect(view(null, [intracity]).intracityId).toBe('ac-2');
  });

  it('is nothing yet before the answer', () => {
    const nothing = { readWhen: '', rows: [], address: '', failure: null };
    expect(readingView(null, [])).toMatchObject(nothing);
  });

  it('is not told by a failure, which names the address that WeChat did not let in', () => {
    const blocked = failedWith('ip-not-allowed', AT, { address: '1.2.3.4', miniProgram: '茶小满' });
    expect(readingView(blocked, [])).toMatchObject({ readWhen: '', address: '1.2.3.4' });
    const rejected = readingView(failedWith('token-rejected', AT, { miniProgram: '茶小满' }), []);
    const failure = { title: '下单小程序“茶小满”的密钥不对' };
    expect(rejected).toMatchObject({ address: '', failure });
  });
});
