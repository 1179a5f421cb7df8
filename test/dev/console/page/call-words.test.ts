import { callWords } from '../../../../dev/console/page/call-words';
import type { ShownCall } from '../../../../dev/protocol/host-state';
import { shownLookUp } from '../../../support/shown-calls';

const failed = (outcome: string): Partial<ShownCall> => ({ isOk: false, outcome });

describe('a call in words', () => {
  it('tells the status, and what it took', () => {
    expect(callWords(shownLookUp())).toEqual({
      steps: ['301 配送中'],
      tone: 'done',
      extras: ['询问', '41 ms', '上游 1', '数据库 4'],
    });
  });

  it.each<[string, Partial<ShownCall>, string, 'done' | 'wait' | 'bad']>([
    [
      'a token that was dead',
      { outcome: '304', deadToken: 40001, isTokenFetched: true },
      '40001 换令牌 304 返还中',
      'wait',
    ],
    ['a refusal', failed('not-staff'), '拒绝', 'bad'],
    ['a number that was given out', { isReveal: true }, '给了号码', 'done'],
    ['an answer without a status', { outcome: '状态未知' }, '状态未知', 'done'],
    ['what was done to the shop', { orderId: null, outcome: 'ok' }, '好了', 'done'],
    ['an error that heals by itself', failed('wechat-busy'), '微信正忙', 'wait'],
    ['one that does not', failed('sign-rejected'), '配送公司不认可签名', 'bad'],
    ['one of the cloud itself', failed('-504003'), '云函数超时', 'bad'],
  ])('tells %s', (_, call, steps, tone) => {
    const told = callWords(shownLookUp(call));
    expect({ steps: told.steps.join(' '), tone: told.tone }).toEqual({ steps, tone });
  });

  it.each([
    ['look-up', '询问'],
    ['reveal-phone', '取号码拨打'],
    ['save-store', '保存门店'],
    ['sweep', '定时清理'],
    ['refresh-orders', '刷新最近查过'],
    ['check-function', '自检'],
    ['not-in-the-table', 'not-in-the-table'],
    ['constructor', 'constructor'],
  ])('tells that %s was asked for', (action, asked) => {
    expect(callWords(shownLookUp({ action })).extras[0]).toBe(asked);
    expect(callWords(shownLookUp({ action, ...failed('quota-exceeded') })).extras[0]).toBe(asked);
    expect(callWords(shownLookUp({ action, ...failed('not-staff') })).extras[0]).toBe('41 ms');
  });

  it('tells that a token had to be fetched first', () => {
    expect(callWords(shownLookUp({ isTokenFetched: true })).extras).toContain('取令牌');
  });
});
