import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { freshnessView, isReportOld } from '../../../../miniprogram/delivery/view/freshness-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';
import { OFFLINE } from '../../../support/failed-calls';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.13 };
const SUCCESS = { waitedMs: 0, failure: null, nextAskInMs: 12_000 };

/** Returns the words about the reports, after their tone. */
function freshness(
  now: string,
  reports: readonly DeliveryReport[],
  asking: Partial<Parameters<typeof freshnessView>[3]> = {},
  tellsMovement = false,
): string {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  const known = { ...SUCCESS, ...asking };
  const shown = freshnessView(report, historyOf(...reports), at(now), known, tellsMovement);
  return `${shown.tone}: ${shown.text}`;
}

const before = reportOf(301, at('12:30:00'), { position: HERE });
const moved = reportOf(301, at('12:30:40'), { position: THERE });
const riding = [before, moved];
const stood = (clock: string, more: Partial<DeliveryReport> = {}) => [
  ...riding,
  reportOf(301, at(clock), { position: THERE, ...more }),
];
const lost = [before, reportOf(301, at('12:30:12'))];
const stays = (code: number) =>
  ['12:30', '12:35'].map((clock) => reportOf(code, at(clock), { position: HERE }));
const ended = (more: Partial<DeliveryReport> = {}) => [reportOf(502, at('12:30'), more)];
const asked = { isBeingAsked: true };
const only = (more: Partial<DeliveryReport>) => [reportOf(301, at('12:30:40'), more)];

describe('freshness', () => {
  it.each([
    ['when the delivery was asked for', '12:30:42', riding, 'done: 刚刚更新'],
    ['it in seconds', '12:31:05', riding, 'done: 25 秒前更新'],
    ['nothing of data that are renewed within a minute', '12:31:39', riding, 'done: 55 秒前更新'],
    ['of data that nobody has renewed for one', '12:31:40', riding, 'wait: 1 分没更新'],
    [
      'so later where the next answer is due only after a minute',
      '12:31:49',
      only({ nextAskInSeconds: 60 }),
      'done: 1 分前更新',
    ],
    [
      'that answers come slower once a person has used up their share of the day',
      '12:32:01',
      stood('12:32:00', { slowedToSeconds: 120 }),
      'wait: 位置 1 分没变化 · 刚刚更新 · 已放慢到 120 秒',
    ],
    ['nothing of a short standstill', '12:31:39', stood('12:31:39'), 'done: 刚刚更新'],
    ['of one of a minute', '12:31:40', stood('12:31:40'), 'done: 位置 1 分没变化'],
    ['of one of two', '12:33:39', stood('12:33:39'), 'done: 位置 2 分没变化'],
    ['it with a warning after three', '12:33:40', stood('12:33:40'), 'wait: 位置 3 分没变化'],
    ['both ages', '12:35:40', stood('12:34:00'), 'wait: 位置 5 分没变化 · 1 分没更新'],
    ['nothing of moves since the last ask', '12:35:40', stood('12:31:00'), 'wait: 4 分没更新'],
    ['nothing of who waits for a rider', '12:35', stays(101), 'done: 刚刚更新'],
    ['nothing of a rider at the store', '12:35', stays(201), 'done: 刚刚更新'],
    ['how old the last position is', '12:30:20', lost, 'wait: 位置是 20 秒前的 · 刚刚更新'],
    ['nothing of a position that is too old', '12:35:01', lost, 'wait: 4 分没更新'],
    ['that it is asked', '12:31:05', stood('12:30:40', asked), 'done: 25 秒前的情况，正在更新'],
    ['so after an end', '12:31:05', ended(asked), 'neutral: 12:30 的情况，正在更新'],
    ['that an end is watched', '12:31', ended(), 'neutral: 已结束，还在留意是否恢复'],
  ])('tells %s', (_what, now, reports, words) => {
    expect(freshness(now, reports)).toBe(words);
  });

  it('tells nothing that another line or a notice tells', () => {
    expect(freshness('12:35', stood('12:35'), {}, true)).toBe('done: 刚刚更新');
    expect(freshness('12:31:05', stood('12:30:40', asked), { failure: OFFLINE })).toBe(
      'done: 25 秒前更新',
    );
  });

  it('says to a person who waits that the answer takes its time', () => {
    const shown = [1499, 1500, 5000].map((waitedMs) => freshness('12:30:42', riding, { waitedMs }));
    expect(shown).toEqual(['done: 刚刚更新', 'neutral: 正在问微信…', 'neutral: 比平时慢，还在等']);
  });

  it('tells of an end that nobody asks about any more, which is never old', () => {
    const over = reportOf(302, at('12:30'));
    expect(freshness('13:30', [over], { nextAskInMs: null })).toBe('neutral: 配送已结束，不再更新');
    expect(isReportOld(over, at('13:30'))).toBe(false);
  });
});
