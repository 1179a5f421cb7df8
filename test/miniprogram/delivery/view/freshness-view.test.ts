import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import {
  type LookUpState,
  type FreshnessView,
  freshnessView,
  isOldAt,
} from '../../../../miniprogram/delivery/view/freshness-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.13 };

function freshness(
  now: string,
  reports: readonly DeliveryReport[],
  asking: Partial<LookUpState> = {},
  tellsMovement = false,
): FreshnessView {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  const known = { waiting: '', isUpdating: false, goesOn: true, ...asking };
  return freshnessView(report, historyOf(...reports), at(now), known, tellsMovement);
}

const before = reportOf(301, at('12:30:00'), { position: HERE });
const moved = reportOf(301, at('12:30:40'), { position: THERE });
const stood = (clock: string) => reportOf(301, at(clock), { position: THERE });

describe('freshness', () => {
  it('tells in one phrase when the delivery was asked for', () => {
    expect(freshness('12:30:42', [before, moved])).toEqual({ text: '刚刚更新', tone: 'done' });
    expect(freshness('12:31:05', [before, moved]).text).toBe('25 秒前更新');
    expect(freshness('12:30:42', [reportOf(101, at('12:30:40'))])).toEqual({
      text: '刚刚更新',
      tone: 'done',
    });
  });

  it('warns of data that nobody has renewed for a minute', () => {
    expect(freshness('12:31:39', [before, moved])).toEqual({ text: '55 秒前更新', tone: 'done' });
    expect(freshness('12:31:40', [before, moved])).toEqual({ text: '1 分没更新', tone: 'wait' });
    const [fresh, old] = ['12:31:39', '12:31:40'].map((now) => isOldAt(moved, at(now)));
    expect([fresh, old]).toEqual([false, true]);
  });

  it('warns a moment later where the next answer is due only after a minute', () => {
    const slow = reportOf(301, at('12:30:40'), { nextAskInSeconds: 60 });
    expect(freshness('12:31:49', [slow])).toEqual({ text: '1 分前更新', tone: 'done' });
    expect(isOldAt(slow, at('12:31:50'))).toBe(true);
  });

  it('says where a person has used up their share of the day, so that answers come slower', () => {
    const slowed = reportOf(301, at('12:30:40'), { slowedToSeconds: 120 });
    const text = '25 秒前更新 · 已放慢到 120 秒';
    expect(freshness('12:31:05', [slowed])).toEqual({ text, tone: 'wait' });
    const still = { ...stood('12:32:00'), slowedToSeconds: 120 };
    expect(freshness('12:32:01', [before, moved, still]).text).toBe(
      '位置 1 分没变化 · 刚刚更新 · 已放慢到 120 秒',
    );
  });

  it('tells of a rider who stands still for a minute, and warns after three', () => {
    const asked = (clock: string) => freshness(clock, [before, moved, stood(clock)]);
    expect(asked('12:31:39')).toEqual({ text: '刚刚更新', tone: 'done' });
    expect(asked('12:31:40')).toEqual({ text: '位置 1 分没变化', tone: 'done' });
    expect(asked('12:33:39')).toEqual({ text: '位置 2 分没变化', tone: 'done' });
    expect(asked('12:33:40')).toEqual({ text: '位置 3 分没变化', tone: 'wait' });
  });

  it('takes two phrases where asking and moving differ', () => {
    expect(freshness('12:35:40', [before, moved, stood('12:34:00')])).toEqual({
      text: '位置 5 分没变化 · 1 分没更新',
      tone: 'wait',
    });
    // The rider may have moved on since the last ask.
    expect(freshness('12:35:40', [before, moved, stood('12:31:00')]).text).toBe('4 分没更新');
  });

  it('lets a rider stand at the store or before he has accepted, and is silent where another line tells of him', () => {
    for (const code of [101, 201]) {
      const stays = ['12:30', '12:35'].map((clock) =>
        reportOf(code, at(clock), { position: HERE }),
      );
      expect(freshness('12:35:00', stays)).toEqual({ text: '刚刚更新', tone: 'done' });
    }
    const stands = [before, moved, stood('12:35:00')];
    expect(freshness('12:35:00', stands, {}, true)).toEqual({ text: '刚刚更新', tone: 'done' });
  });

  it('tells how old the last position is when the report has none', () => {
    const reports = [before, reportOf(301, at('12:30:12'))];
    expect(freshness('12:30:20', reports)).toEqual({
      text: '位置是 20 秒前的 · 刚刚更新',
      tone: 'wait',
    });
    expect(freshness('12:35:01', reports).text).toBe('4 分没更新');
  });

  it('says that a newer answer is under way', () => {
    const isUpdating = true;
    expect(freshness('12:31:05', [before, moved], { isUpdating }).text).toBe(
      '25 秒前的情况，正在更新',
    );
    expect(freshness('12:31:05', [reportOf(502, at('12:30'))], { isUpdating }).text).toBe(
      '12:30 的情况，正在更新',
    );
  });

  it('says to a person who waits that the answer takes its time', () => {
    const waiting = '正在问微信…';
    expect(freshness('12:31:05', [before, moved], { waiting })).toEqual({
      text: waiting,
      tone: 'neutral',
    });
  });

  it('tells of an ended delivery whether it is still watched', () => {
    const ended = [reportOf(302, at('12:30'))];
    expect(freshness('13:30', ended, { goesOn: false })).toEqual({
      text: '配送已结束，不再更新',
      tone: 'neutral',
    });
    expect(freshness('12:31', [reportOf(502, at('12:30'))])).toEqual({
      text: '已结束，还在留意是否恢复',
      tone: 'neutral',
    });
    expect(isOldAt(reportOf(302, at('12:30')), at('13:30'))).toBe(false);
  });
});
