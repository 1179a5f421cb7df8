import { arrivalView } from '../../../../miniprogram/delivery/view/arrival-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';

function arriving(expected: string, askedAt = at('12:35')) {
  const expectedAt = at(expected);
  return reportOf(301, askedAt, {
    arrival: { expectedAt, remainingSeconds: (expectedAt - askedAt) / 1000 },
  });
}

describe('the arrival', () => {
  it.each([
    ['12:35:00', '还有 8 分钟送达'],
    ['12:41:59', '还有 2 分钟送达'],
    ['12:41:59.999', '还有 2 分钟送达'],
    ['12:42:00', '不到 1 分钟送达'],
    ['12:42:59.999', '不到 1 分钟送达'],
    ['12:43:00', '已到预计时间'],
    ['12:43:59.999', '已到预计时间'],
    ['12:44:00', '已超过预计 1 分钟'],
    ['12:46:10', '已超过预计 3 分钟'],
  ])(
    '12:43, seen at %s, reads %s: it counts down without asking and never below zero',
    (now, caption) => {
      const report = arriving('12:43');
      expect(arrivalView(report, historyOf(report), at(now))).toMatchObject({
        figure: '12:43',
        caption,
      });
    },
  );

  it('stays the last promise when the company tells none any more, as it does at the door', () => {
    const promised = arriving('12:43');
    const atTheDoor = reportOf(301, at('12:44'));
    const history = historyOf(promised, atTheDoor);
    expect(arrivalView(atTheDoor, history, at('12:46'))).toMatchObject({
      figure: '12:43',
      caption: '已超过预计 3 分钟',
      late: true,
    });
  });

  it('forgets the promise when the goods are on another way', () => {
    const returning = reportOf(304, at('12:44'));
    expect(arrivalView(returning, historyOf(arriving('12:43'), returning), at('12:46'))).toBeNull();
    const again = reportOf(301, at('12:50'));
    const history = historyOf(arriving('12:43'), returning, again);
    expect(arrivalView(again, history, at('12:51'))).toBeNull();
  });

  it('is marked late past the promise only', () => {
    const report = arriving('12:43');
    const late = ['12:42:59', '12:43:00'].map(
      (now) => arrivalView(report, historyOf(report), at(now))?.late,
    );
    expect(late).toEqual([false, true]);
  });

  it('tells how far it has drifted from the first promise, from two minutes on', () => {
    const first = arriving('12:35', at('12:20'));
    const drifts = ['12:34', '12:36', '12:37', '12:43'].map((expected) => {
      const report = arriving(expected);
      return arrivalView(report, historyOf(first, report), at('12:35'))?.drift;
    });
    expect(drifts).toEqual(['', '', '比最初晚 2 分钟', '比最初晚 8 分钟']);
  });

  it('counts its drift from the first ask that told a promise', () => {
    const before = reportOf(301, at('12:19'));
    const report = arriving('12:43');
    const history = historyOf(before, arriving('12:35', at('12:20')), report);
    expect(arrivalView(report, history, at('12:35'))?.drift).toBe('比最初晚 8 分钟');
    expect(arrivalView(report, historyOf(), at('12:35'))?.drift).toBe('');
  });

  it('is not told when nobody knows it', () => {
    const report = reportOf(301, at('12:35'));
    expect(arrivalView(report, historyOf(report), at('12:35'))).toBeNull();
  });

  it('is told when it has happened, if it was seen to the minute', () => {
    const delivered = reportOf(302, at('12:44'));
    const seen = historyOf(reportOf(301, at('12:43:30')), delivered);
    expect(arrivalView(delivered, seen, at('12:50'))).toMatchObject({
      figure: '12:44',
      caption: '送达',
    });
    const unseen = historyOf(reportOf(301, at('12:20')), delivered);
    expect(arrivalView(delivered, unseen, at('12:50'))).toBeNull();
  });

  it('is told without lateness or drift when it has happened', () => {
    const promised = arriving('12:30', at('12:20'));
    const delivered = reportOf(302, at('12:44'));
    const history = historyOf(promised, reportOf(301, at('12:43:30')), delivered);
    expect(arrivalView(delivered, history, at('12:50'))).toEqual({
      figure: '12:44',
      caption: '送达',
      late: false,
      drift: '',
    });
  });

  it('is not taken from a promise made before the goods were on their way', () => {
    const early = reportOf(202, at('12:20'), {
      arrival: { expectedAt: at('12:43'), remainingSeconds: 1380 },
    });
    const underWay = reportOf(301, at('12:30'));
    expect(arrivalView(underWay, historyOf(early, underWay), at('12:31'))).toBeNull();
    const waiting = reportOf(202, at('12:30'));
    expect(arrivalView(waiting, historyOf(early, waiting), at('12:31'))).toBeNull();
  });

  it('goes back over asks without a promise to the last one that had one', () => {
    const reports = [
      arriving('12:40', at('12:30')),
      arriving('12:43', at('12:31')),
      reportOf(301, at('12:42')),
      reportOf(301, at('12:44')),
    ];
    const last = reportOf(301, at('12:44'));
    expect(arrivalView(last, historyOf(...reports), at('12:44'))).toMatchObject({
      figure: '12:43',
      caption: '已超过预计 1 分钟',
      drift: '比最初晚 3 分钟',
    });
  });

  it('is over when the delivery has failed', () => {
    const report = { ...arriving('12:43'), status: reportOf(501, 0).status };
    expect(arrivalView(report, historyOf(report), at('12:35'))).toBeNull();
  });
});
