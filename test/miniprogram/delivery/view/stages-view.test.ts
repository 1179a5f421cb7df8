import { statusOf } from '../../../../miniprogram/contract/delivery-status';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { expectedArrival } from '../../../../miniprogram/delivery/view/delivery-times';
import {
  type TrackStep,
  trackProgressPercent,
  trackSteps,
} from '../../../../miniprogram/delivery/view/stages-view';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity } from '../../../support/intracity-reports';

function steps(now: string, ...reports: readonly DeliveryReport[]): readonly TrackStep[] {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  const history = historyOf(...reports);
  const arrival = expectedArrival(report, history, at(now));
  return trackSteps(report.status, history, arrival, at(now));
}

function track(now: string, ...reports: readonly DeliveryReport[]): string[] {
  return steps(now, ...reports).map(({ name, state, detail }) =>
    [name, state, detail].filter((part) => part !== '').join(' '),
  );
}

const accepted = [reportOf(101, at('12:11:30')), reportOf(102, at('12:12'))];
const underWay = [
  ...accepted,
  reportOf(201, at('12:19')),
  reportOf(201, at('12:23:40')),
  reportOf(202, at('12:24')),
  reportOf(301, at('12:24:20')),
];

const of = (name: string) => ({ rider: { name, phone: null, callable: false } });
const there = [reportOf(102, at('12:18:30')), reportOf(201, at('12:19'))];
const end = [reportOf(301, at('12:42:30')), reportOf(302, at('12:43'))];
const turned = [reportOf(301, at('12:41:30')), reportOf(304, at('12:42'))];
const returned = [reportOf(304, at('12:59:30')), reportOf(401, at('13:00'))];
const over = { ...reportOf(null, at('12:30')), status: statusOf('over') };
const unknown = reportOf(999, at('12:29:30'));
const waits = [...accepted, reportOf(102, at('12:12:30'))];
const another = [
  reportOf(102, at('12:12'), of('陈师傅')),
  { ...unknown, ...of('陈师傅') },
  reportOf(102, at('12:30'), of('王师傅')),
];
const again = [reportOf(501, at('12:26')), reportOf(101, at('12:40'))];
const skipped = reportOf(301, at('12:24'));
const givenBack = [intracity('assigned', '12:30'), intracity('rider-withdrew', '12:31')];
const troubled = [intracity('delivering', '12:30'), intracity('exception', '12:31')];
const DONE = '接单 done 12:12';
const picked = [DONE, '取货 done 12:24'];
const failed = [...accepted, reportOf(204, at('12:20'))];
const back = [...underWay, ...turned, ...returned];
const waited = [...waits, unknown, reportOf(102, at('12:30'))];
const never = reportOf(999, at('12:30'));
const onTheWay = [...picked, '配送 now 已 11 分'];
const wayBack = ['取货 done 12:24', '配送 done 18 分'];

describe('the track', () => {
  it.each([
    ['is under way', '12:35', underWay, [...onTheWay, '送达 todo']],
    ['ends', '12:50', [...underWay, ...end], [...picked, '配送 done 19 分', '送达 done 12:43']],
    ['was so at first', '12:35', [skipped], ['接单 done', '取货 done', '配送 now', '送达 todo']],
    [
      'is known inexactly',
      '12:35',
      [reportOf(101, at('12:10')), reportOf(102, at('12:12')), skipped],
      ['接单 done 约 12:12', '取货 inferred', '配送 now 约 11 分了', '送达 todo'],
    ],
    [
      'ended at an inexact time',
      '12:50',
      [...accepted, skipped, reportOf(302, at('12:43'))],
      ['接单 done 12:12', '取货 inferred', '配送 done 约 19 分', '送达 done 约 12:43'],
    ],
    ['is accepted', '12:15', accepted, ['接单 done 12:12', '取货 now 已 3 分']],
    ['has just been', '12:12:40', accepted, ['接单 done 12:12', '取货 now 刚开始']],
    ['is at the store', '12:25', [...accepted, ...there], ['接单 done 12:12', '取货 now 已 6 分']],
    ['waits', '12:15', [reportOf(101, at('12:11'))], ['接单 now 等骑手']],
    ['is due', '12:35', [...underWay, arriving('12:43')], [...onTheWay, '送达 todo 预计 12:43']],
    ['is late', '12:35:59', [...underWay, arriving('12:34')], [...onTheWay, '送达 todo 原 12:34']],
    ['is over', '12:50', [...underWay, over], [...picked, '配送 todo', '送达 todo']],
    ['turns', '12:51', [...underWay, ...turned], [...wayBack, '返还 now 已 9 分', '退回本店 todo']],
    ['is back', '13:10', back, [...wayBack, '返还 done 18 分', '退回本店 done 13:00']],
    ['failed', '12:30', failed, [DONE, '取货 failed']],
    ['failed at first', '12:30', [reportOf(103, at('12:20'))], ['接单 failed']],
    ['failed late', '12:30', [...underWay, reportOf(502, at('12:26'))], [...picked, '配送 failed']],
    ['lives again', '12:45', [...underWay, ...again], ['接单 now 等骑手']],
    ['is unknown', '12:35', [...underWay, never], onTheWay],
    ['was never known', '12:35', [never], ['接单 todo', '取货 todo', '配送 todo', '送达 todo']],
    ['was unknown for a while', '12:35', waited, [DONE, '取货 now 已 23 分']],
    ['has another rider', '12:35', another, ['接单 done 12:30', '取货 now 已 5 分']],
    ['was given back', '12:34', givenBack, ['接单 now 等骑手', '取货 todo']],
    ['has an exception', '12:34', troubled, ['接单 done', '取货 done', '配送 now']],
  ])('shows a delivery that %s: at %s', (_which, now, reports, shown) => {
    expect(track(now, ...reports).slice(0, shown.length)).toEqual(shown);
  });

  it('fills the line with the time that has passed of the promise, wholly once it is late', () => {
    const filled = (now: string, ...last: readonly DeliveryReport[]) => {
      const report = [...underWay, ...last].at(-1) ?? reportOf(null, 0);
      const history = historyOf(...underWay, ...last);
      const arrival = expectedArrival(report, history, at(now));
      return trackProgressPercent(report.status, history, arrival, at(now));
    };
    expect(filled('12:24', arriving('12:44', at('12:24:30')))).toBe(0);
    expect(filled('12:39', arriving('12:44'))).toBe(75);
    expect(filled('12:50', arriving('12:44'))).toBe(100);
    expect(filled('12:39')).toBe(0);
    expect(filled('12:45', arriving('12:44'), reportOf(304, at('12:45')))).toBe(0);
  });

  it.each(STATUS_CODES)('knows where %i stands', (code) => {
    const shown = steps('12:35', reportOf(code, at('12:35')));
    expect(shown.some(({ state }) => state !== 'todo')).toBe(true);
  });
});
