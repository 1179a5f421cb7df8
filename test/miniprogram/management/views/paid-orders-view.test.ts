import type { MiniProgram, PaidMatch } from '../../../../miniprogram/contract/mini-programs';
import {
  paidOrdersView,
  whatToWaitFor,
} from '../../../../miniprogram/management/views/paid-orders-view';
import { failedWith, OFFLINE } from '../../../support/failed-calls';

const AT = Date.parse('2026-11-29T22:02:00+08:00');
const HOUR = 3_600_000;

function view(more: Partial<MiniProgram['paidOrders']>, now = AT + HOUR) {
  return paidOrdersView({ isOn: false, stoppedAt: null, match: null, ...more }, now);
}

function match(of: number, same: number): PaidMatch {
  return { at: AT, of, same };
}

describe('new orders that come by themselves', () => {
  it('are explained before the first comparison, which is all that one can do', () => {
    expect(view({})).toMatchObject({
      tag: '',
      title: '顾客付了款、叫了骑手的单，自己上看板，不用扫码、登记。',
      act: '比一比订单号',
      hasSwitch: false,
    });
  });

  const DIFFERENT = '商户单号和配送单号不一样，用扫码或登记';
  it.each([
    [10, 9, '对得上', '10 单里 9 单的订单号一样', '22:02 比的。'],
    [10, 8, '对得上', '10 单里 8 单的订单号一样', '22:02 比的。'],
    [5, 4, '对得上', '5 单里 4 单的订单号一样', '22:02 比的。'],
    [10, 7, '对不上', DIFFERENT, '10 单里 7 单一样，8 单才够。22:02 比的。'],
    [6, 4, '对不上', DIFFERENT, '6 单里 4 单一样，5 单才够。22:02 比的。'],
    [10, 0, '对不上', DIFFERENT, '10 单里一单一样的也没有，8 单才够。22:02 比的。'],
    [
      3,
      3,
      '还少',
      '只比出 3 单，还差 2 单',
      '那时付款的单太多，没有看全；过些时候再比。22:02 比的。',
    ],
  ])('of %s deliveries %s have a paid order’s number: %s', (of, same, tag, title, detail) => {
    const is = { hasSwitch: tag === '对得上', isDifferent: tag === '对不上', isOn: false };
    const shown = { tag, title, detail, act: '再比一次', ...is };
    expect(view({ match: match(of, same) })).toMatchObject(shown);
  });

  it('can be switched off whatever the numbers are', () => {
    for (const compared of [null, match(10, 2)])
      expect(view({ isOn: true, match: compared })).toMatchObject({ hasSwitch: true, isOn: true });
  });

  it('that have stopped by themselves are compared before they are switched on again', () => {
    const stopped = { stoppedAt: AT + HOUR, match: match(10, 9) };
    expect(view(stopped, AT + 24 * HOUR)).toMatchObject({
      tag: '停了',
      title: '连着 50 单付了款，都没对上配送，自己停了',
      detail: '11-29 23:02 停的。再比一次，一样了就能再打开。',
      hasSwitch: false,
    });
    const comparedSince = { ...stopped, match: { ...match(10, 9), at: AT + 2 * HOUR } };
    expect(view(comparedSince)).toMatchObject({ tag: '对得上', hasSwitch: true });
    expect(view({ stoppedAt: AT }).tag).toBe('停了');
  });
});

describe('what a comparison waits for', () => {
  it('is told without alarm: time, or deliveries, as many as the cloud says', () => {
    expect(whatToWaitFor(failedWith('too-frequent'))).toContain('隔 10 分钟');
    const message = '今天读付款单的次数用完了，请明天再来。';
    expect(whatToWaitFor(failedWith('too-frequent', AT, { message }))).toBe(message);
    expect(whatToWaitFor(failedWith('too-few-deliveries'))).toMatch(/查到过 5 单.*照常查单/);
    const few = failedWith('too-few-deliveries', AT, { message: '还差 2 单。' });
    expect(whatToWaitFor(few)).toMatch(/^还差 2 单。.*照常查单/);
  });

  it('is nothing after an answer, and where something is wrong', () => {
    const answers = [failedWith('token-rejected'), failedWith('paid-orders-closed'), OFFLINE];
    for (const answer of [{ ok: true, serverTime: AT, data: {} } as const, ...answers])
      expect(whatToWaitFor(answer)).toBe('');
  });
});
