import { entriesOf } from '../../../../miniprogram/contract/delivery/delivery-history';
import { historyRows } from '../../../../miniprogram/delivery/view/history-view';
import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity, toldHistory } from '../../../support/intracity-reports';

function rows(...reports: ReturnType<typeof reportOf>[]) {
  return historyRows(entriesOf(historyOf(...reports)), [], at('13:00')).map(
    ({ time, text, inferred }) => `${inferred ? '[推断]' : ''}${time} ${text}`,
  );
}

const rider = (name: string) => ({ rider: { name, phone: null, callable: false } });

describe('经过', () => {
  it('tells a time only as exactly as it was seen, none of what was skipped, the latest on top', () => {
    const expected = ['12:20 取货成功', '12:19 查到时已到店'];
    expect(rows(reportOf(201, at('12:19')), reportOf(202, at('12:20')))).toEqual(expected);
    const [gap, skipped] = rows(reportOf(102, at('12:05')), reportOf(301, at('12:24')));
    expect([gap, skipped]).toEqual(['12:05–12:24 之间 开始配送', '[推断] 取货成功']);
  });

  it('gives each line a key of its own that stays while lines come on top', () => {
    const reports = [reportOf(201, at('12:19')), reportOf(202, at('12:20'))];
    const keys = [reports.slice(0, 1), reports].map((seen) =>
      historyRows(entriesOf(historyOf(...seen)), [], at('13:00')).map(({ key }) => key),
    );
    expect(keys).toEqual([['0-at-store'], ['1-picked-up', '0-at-store']]);
  });

  it('ends with how the same order fared with other companies before', () => {
    const entries = entriesOf(historyOf(reportOf(102, at('12:19'))));
    const earlier = [
      { company: 'SS', status: statusOfCode(204), endedAt: at('12:10') },
      { company: '', status: statusOfCode(103), endedAt: null },
    ];
    const told = historyRows(entries, earlier, at('13:00'));
    expect(told.map(({ time, text }) => `${time} ${text}`)).toEqual([
      '12:19 查到时已接单',
      '12:10 此前（闪送） · 取货失败：骑手取消',
      ' 此前 · 商家取消，配送结束',
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(3);
  });

  it('has the exact times that 同城配送 tells, and a change of rider', () => {
    const history = toldHistory(
      [intracity('assigned', '12:19', rider('孙师傅')), { waiting: '12:10', assigned: '12:13' }],
      [intracity('rider-withdrew', '12:22'), {}],
      [intracity('assigned', '12:25', rider('李师傅')), { assigned: '12:24' }],
      [
        intracity('delivering', '12:40', rider('李师傅')),
        { 'picked-up': '12:33', delivering: '12:33' },
      ],
    );
    const told = historyRows(entriesOf(history), [], at('13:00'));
    expect(told.map(({ time, text }) => `${time} ${text}`.trim())).toEqual([
      '12:33 开始配送',
      '12:33 取货成功',
      '骑手到店',
      '12:24 骑手接单（骑手已更换）',
      '12:19–12:22 之间 骑手退单，重新派单',
      '12:13 骑手接单',
      '12:10 等待接单',
    ]);
  });
});
