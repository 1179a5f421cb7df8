import { entriesOf } from '../../../miniprogram/shared/delivery-history';
import { historyRows } from '../../../miniprogram/tracking/history-view';
import { at, historyOf, reportOf } from '../../support/delivery-reports';

function rows(...reports: ReturnType<typeof reportOf>[]) {
  return historyRows(entriesOf(historyOf(...reports)), at('13:00')).map(
    ({ time, text, inferred }) => (inferred ? `[推断] ${text}` : `${time} ${text}`),
  );
}

describe('经过', () => {
  it('begins with what the first look-up found, and has the latest on top', () => {
    expect(rows(reportOf(201, at('12:19')), reportOf(202, at('12:20')))).toEqual([
      '12:20 取货成功',
      '12:19 查到时已到店',
    ]);
  });

  it('tells a time only as exactly as it was seen', () => {
    expect(rows(reportOf(202, at('12:05')), reportOf(301, at('12:24')))[0]).toBe(
      '12:05–12:24 之间 开始配送',
    );
    expect(rows(reportOf(202, at('12:23')), reportOf(301, at('12:24')))[0]).toBe('12:24 开始配送');
  });

  it('marks what was skipped as inferred and gives it no time', () => {
    expect(rows(reportOf(102, at('12:05')), reportOf(301, at('12:24')))).toEqual([
      '12:05–12:24 之间 开始配送',
      '[推断] 取货成功',
      '[推断] 骑手到店',
      '12:05 查到时已接单',
    ]);
  });

  it('announces another rider', () => {
    const rider = (name: string) => ({ rider: { name, phone: null, callable: false } });
    expect(
      rows(
        reportOf(102, at('12:05'), rider('陈师傅')),
        reportOf(101, at('12:06')),
        reportOf(102, at('12:07'), rider('王师傅')),
      )[0],
    ).toBe('12:07 骑手接单（骑手已更换）');
  });
});
