import { freshnessView } from '../../../../miniprogram/delivery/view/freshness-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

const HERE = { longitude: 113.33, latitude: 23.13 };
const THERE = { longitude: 113.34, latitude: 23.13 };

describe('freshness', () => {
  it('tells when the position last changed and when it was asked for', () => {
    const before = reportOf(301, at('12:34:00'), { position: HERE });
    const report = reportOf(301, at('12:34:35'), { position: THERE });
    const history = historyOf(before, report);
    expect(freshnessView(report, history, at('12:34:37'))).toEqual({
      text: '位置刚刚有变化 · 刚刚查询',
      tone: 'done',
    });
    expect(freshnessView(report, history, at('12:35:00')).text).toBe(
      '位置 25 秒前有变化 · 25 秒前查询',
    );
  });

  it('tells how long the rider has not moved, and warns after three minutes', () => {
    const before = reportOf(301, at('12:30:00'), { position: HERE });
    const moved = reportOf(301, at('12:30:40'), { position: THERE });
    const report = reportOf(301, at('12:34:00'), { position: THERE });
    const history = historyOf(before, moved, report);
    expect(freshnessView(report, history, at('12:34:00'))).toEqual({
      text: '位置 3 分没有变化 · 刚刚查询',
      tone: 'wait',
    });
  });

  it('turns from a change to a standstill after a minute, and grows old after three', () => {
    const before = reportOf(301, at('12:30:00'), { position: HERE });
    const report = reportOf(301, at('12:30:40'), { position: THERE });
    const seen = ['12:31:39', '12:31:40', '12:33:39', '12:33:40'].map((now) =>
      freshnessView(report, historyOf(before, report), at(now)),
    );
    expect(seen).toEqual([
      { text: '位置 55 秒前有变化 · 55 秒前查询', tone: 'done' },
      { text: '位置 1 分没有变化 · 1 分前查询', tone: 'done' },
      { text: '位置 2 分没有变化 · 2 分前查询', tone: 'done' },
      { text: '位置 3 分没有变化 · 3 分前查询', tone: 'wait' },
    ]);
  });

  it('does not pretend to know when the first position was taken', () => {
    const report = reportOf(301, at('12:30'), { position: HERE });
    const history = historyOf(report);
    expect(freshnessView(report, history, at('12:30:20')).text).toBe('位置已查到 · 20 秒前查询');
    expect(freshnessView(report, history, at('12:32')).text).toBe(
      '位置 2 分以上没有变化 · 2 分前查询',
    );
  });

  it('tells when it was asked for where there is no position: why there is none stands where the map would be', () => {
    for (const code of [101, 301]) {
      const report = reportOf(code, at('12:30'));
      expect(freshnessView(report, historyOf(report), at('12:30'))).toEqual({
        text: '刚刚查询',
        tone: 'neutral',
      });
    }
  });

  it('tells how old the last position is when the report has none', () => {
    const before = reportOf(301, at('12:30:00'), { position: HERE });
    const report = reportOf(301, at('12:30:12'));
    const history = historyOf(before, report);
    expect(freshnessView(report, history, at('12:30:20'))).toEqual({
      text: '位置是 20 秒前的 · 刚刚查询',
      tone: 'wait',
    });
    expect(freshnessView(report, history, at('12:32:10'), true).text).toBe(
      '位置是 2 分前的 · 1 分前查询，正在更新',
    );
    expect(freshnessView(report, history, at('12:35:01')).text).toBe('4 分前查询');
  });

  it('says that a newer answer is under way', () => {
    const before = reportOf(301, at('12:34:00'), { position: HERE });
    const report = reportOf(301, at('12:34:35'), { position: THERE });
    const ended = reportOf(502, at('12:34:35'));
    const now = at('12:35:00');
    expect(freshnessView(report, historyOf(before, report), now, true).text).toBe(
      '位置 25 秒前有变化 · 25 秒前查询，正在更新',
    );
    expect(freshnessView(ended, historyOf(ended), now, true).text).toBe('12:34 查询，正在更新');
  });

  it('tells of an ended delivery when it was asked for', () => {
    const report = reportOf(302, at('12:30'));
    expect(freshnessView(report, historyOf(report), at('13:30'))).toEqual({
      text: '12:30 查询',
      tone: 'neutral',
    });
  });
});
