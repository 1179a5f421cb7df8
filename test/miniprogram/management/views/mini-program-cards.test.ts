import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import type { MiniProgramAtWeChat } from '../../../../miniprogram/contract/mini-programs';
import {
  type Reading,
  isReadable,
  miniProgramCard,
} from '../../../../miniprogram/management/views/mini-program-cards';
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
    expect(miniProgramCard(own, [], read({ bound: null })).facts[2]).toEqual([
      '开通了',
      '没有即时配送',
    ]);
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
  ] as const)('says of %s what is wrong', (code, tag, tone, line) => {
    const card = miniProgramCard(MALL, [ACCOUNT], failedWith(code satisfies CloudErrorCode));
    expect(card).toMatchObject({ tag, tone, facts: [['', expect.stringContaining(line)]] });
  });

  it('says of a phone without a network that it could not ask', () => {
    expect(miniProgramCard(MALL, [ACCOUNT], OFFLINE)).toMatchObject({
      tag: '没问到',
      tone: 'wait',
    });
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
    expect(isReadable(entry)).toBe(false);
    expect(miniProgramCard(entry, accounts, null).tag).toBe(tag);
    expect(isReadable(MALL)).toBe(true);
  });
});
