import { emptyHistory } from '../../../../miniprogram/contract/delivery/delivery-history';
import type { AwaitedRow } from '../../../../miniprogram/contract/board-api';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { answerView, nextLookUpWords } from '../../../../miniprogram/delivery/view/answer-view';
import { awaitedRow } from '../../../support/board-rows';
import {
  arriving,
  at,
  historyOf,
  knownOrder,
  reportOf,
  MINUTE,
} from '../../../support/delivery-reports';
import { errorOf, OFFLINE } from '../../../support/failed-calls';

const NOW = at('12:35');

type Scanned = Parameters<typeof answerView>[0];

function answer(changes: Partial<Scanned>, now = NOW) {
  const nothing = { report: null, history: emptyHistory(), failure: null, choices: null };
  return answerView({ orderId: '20261124-9931', isUnanswered: false, ...nothing, ...changes }, now);
}

/** Answer about an order that WeChat knows: words, tone, icon, sound. */
function told(report: DeliveryReport, now = NOW) {
  const shown = answer({ report, history: historyOf(report) }, now);
  return [shown?.words, shown?.tone, shown?.icon, shown?.sound];
}

describe('the answer to a scan', () => {
  it.each([
    [301, '配送中', 'go', 'bike', 'found'],
    [101, '等骑手接单', 'neutral', 'clock', 'found'],
    [201, '取货中', 'go', 'bike', 'found'],
    [302, '已送达', 'done', 'check', 'found'],
    [303, '返还中', 'neutral', 'bike', 'found'],
    [501, '异常取消', 'bad', 'alert', 'to-handle'],
    [304, '联系不上收货人', 'bad', 'alert', 'to-handle'],
  ])('says of status %i: %s', (code, ...words) => {
    expect(told(reportOf(code, NOW))).toEqual(words);
  });

  it('counts the minutes to the arrival, then those past it', () => {
    const report = arriving('12:42');
    expect(told(report)).toEqual(['还有 7 分', 'go', 'bike', 'found']);
    expect(told(report, at('12:41:30'))[0]).toBe('不到 1 分');
    expect(told(report, at('12:45'))).toEqual(['晚 3 分', 'wait', 'clock', 'found']);
  });

  it('names the reason why somebody has to act, in the colour of the order', () => {
    const stuck = { reason: 'at-store', since: NOW - 12 * MINUTE } as const;
    expect(told(reportOf(201, NOW, { stuck }))).toEqual(['到店没走', 'bad', 'alert', 'to-handle']);
    const still = { reason: 'not-moving', since: NOW - 12 * MINUTE } as const;
    const goods = ['货还没回来', 'back', 'return', 'to-handle'];
    expect(told(reportOf(304, NOW, { stuck: still }))).toEqual(goods);
  });

  it('is silent and calm while it is awaited, even if the phone remembers the order', () => {
    const report = arriving('12:42');
    const remembered = { report, history: historyOf(report), isUnanswered: true };
    expect(answer(remembered)).toMatchObject({ words: '正在查', tone: 'neutral', sound: '' });
  });

  it('does not take old data of the phone for an answer', () => {
    const report = arriving('12:42');
    const offline = { report, history: historyOf(report), failure: OFFLINE };
    expect(answer(offline)).toMatchObject({ tone: 'go', sound: 'found' });
    const later = answer(offline, at('12:50'));
    expect(later).toMatchObject({ words: '晚 8 分', tone: 'neutral', sound: '' });
  });

  it('names an order that WeChat does not know by its end, also while it is queued', () => {
    const missing = { tone: 'neutral', icon: 'clock', sound: 'not-found', isMissing: true };
    const shown = { end: '…9931', words: '微信还没有这单', ...missing };
    expect(answer({ failure: errorOf('order-not-found') })).toEqual(shown);
    const queued = answer({ failure: { ...errorOf('queued'), waitSeconds: 40, retryable: true } });
    expect(queued).toMatchObject({ words: '排队中 · 约 40 秒', sound: '', isMissing: true });
    const short = answer({ orderId: 'A-1', failure: errorOf('order-not-found') });
    expect(short?.end).toBe('A-1');
  });

  it('is heard of a failure only when no answer is to come', () => {
    const noAnswer = { words: '没查成', tone: 'neutral', isMissing: false };
    expect(answer({ failure: OFFLINE })).toMatchObject({ ...noAnswer, sound: '' });
    const wrong = answer({ failure: errorOf('bad-order-id') });
    expect(wrong).toMatchObject({ ...noAnswer, sound: 'not-found' });
    expect(answer({ failure: errorOf('not-staff') })).toBeNull();
  });

  it('asks which of several orders is meant', () => {
    const choices = { choices: [knownOrder('A-1', 301, NOW)], more: false };
    expect(answer({ choices })).toMatchObject({ words: '有几单，选一个', sound: 'to-handle' });
  });
});

it('says when WeChat is asked again', () => {
  const asked = (nextAskAt: number | null, phase: AwaitedRow['phase'] = 'asked') =>
    nextLookUpWords(awaitedRow('A-1', 0, { nextAskAt, phase }), NOW);
  expect(asked(at('12:43'))).toBe('12:43 再查，查到就自己上来');
  expect(asked(NOW)).toBe('马上再查，查到就自己上来');
  expect(asked(null)).toBe('轮到就查，查到就自己上来');
  expect(asked(null, 'given-up')).toBe('不再自己查了：看看订单号，或晚点再扫');
  expect(nextLookUpWords(null, NOW)).toBe('查到就自己上看板');
});
