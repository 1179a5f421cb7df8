import { statusOf } from '../../../../miniprogram/contract/delivery-status';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { expectedArrival } from '../../../../miniprogram/delivery/view/delivery-times';
import {
  type StageStep,
  stageProgress,
  stageSteps,
} from '../../../../miniprogram/delivery/view/stages-view';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity } from '../../../support/intracity-reports';

function steps(now: string, ...reports: readonly DeliveryReport[]): readonly StageStep[] {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  const history = historyOf(...reports);
  const arrival = expectedArrival(report, history, at(now));
  return stageSteps(report.status, history, arrival, at(now));
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

describe('the track', () => {
  it('shows when each step was done and how long the present one lasts', () => {
    expect(track('12:35', ...underWay)).toEqual([
      '接单 done 12:12',
      '取货 done 12:24',
      '配送 now 已 11 分',
      '送达 todo',
    ]);
  });

  it('ends with the arrival', () => {
    const end = [reportOf(301, at('12:42:30')), reportOf(302, at('12:43'))];
    expect(track('12:50', ...underWay, ...end)).toEqual([
      '接单 done 12:12',
      '取货 done 12:24',
      '配送 done 19 分',
      '送达 done 12:43',
    ]);
  });

  it('tells no time of what was so when it was first seen', () => {
    expect(track('12:35', reportOf(301, at('12:24')))).toEqual([
      '接单 done',
      '取货 done',
      '配送 now',
      '送达 todo',
    ]);
  });

  it('has one clock a step: the pick-up counts from the store once the rider is there', () => {
    expect(track('12:15', ...accepted)[1]).toBe('取货 now 已 3 分');
    const there = [reportOf(102, at('12:18:30')), reportOf(201, at('12:19'))];
    expect(track('12:25', ...accepted, ...there)[1]).toBe('取货 now 已 6 分');
  });

  it('leaves the counting of a wait for a rider to the page’s figure', () => {
    expect(track('12:15', reportOf(101, at('12:11')))[0]).toBe('接单 now 等骑手');
  });

  it('counts no seconds of what has just begun', () => {
    expect(track('12:12:40', ...accepted)[1]).toBe('取货 now 刚开始');
  });

  it('tells when the delivery should arrive, and when it should have', () => {
    expect(track('12:35', ...underWay, arriving('12:43'))[3]).toBe('送达 todo 预计 12:43');
    expect(track('12:46', ...underWay, arriving('12:43'))[3]).toBe('送达 todo 原 12:43');
  });

  it('fills the line with the time that has passed of the promise, wholly once it is late', () => {
    const filled = (now: string, ...last: readonly DeliveryReport[]) => {
      const report = [...underWay, ...last].at(-1) ?? reportOf(null, 0);
      const history = historyOf(...underWay, ...last);
      const arrival = expectedArrival(report, history, at(now));
      return stageProgress(report.status, history, arrival, at(now));
    };
    expect(filled('12:24', arriving('12:44', at('12:24:30')))).toBe(0);
    expect(filled('12:39', arriving('12:44'))).toBe(75);
    expect(filled('12:50', arriving('12:44'))).toBe(100);
    expect(filled('12:39')).toBe(0);
    expect(filled('12:45', arriving('12:44'), reportOf(304, at('12:45')))).toBe(0);
  });

  it('marks a skipped step as inferred, without a time', () => {
    const skipped = track('12:35', ...accepted, reportOf(301, at('12:24')));
    expect(skipped[1]).toBe('取货 inferred');
  });

  it('stands still where an order is over, at what was reached', () => {
    const over = { ...reportOf(null, at('12:30')), status: statusOf('over') };
    expect(track('12:50', ...underWay, over).slice(1)).toEqual([
      '取货 done 12:24',
      '配送 todo',
      '送达 todo',
    ]);
  });

  it('draws the way back as one', () => {
    const turned = [reportOf(301, at('12:41:30')), reportOf(304, at('12:42'))];
    expect(track('12:51', ...underWay, ...turned)).toEqual([
      '取货 done 12:24',
      '配送 done 18 分',
      '返还 now 已 9 分',
      '退回本店 todo',
    ]);
    const returned = [reportOf(304, at('12:59:30')), reportOf(401, at('13:00'))];
    expect(track('13:10', ...underWay, ...turned, ...returned).slice(2)).toEqual([
      '返还 done 18 分',
      '退回本店 done 13:00',
    ]);
  });

  it('shows a failure where it happened', () => {
    expect(track('12:30', ...accepted, reportOf(204, at('12:20')))[1]).toBe('取货 failed');
    expect(track('12:30', reportOf(103, at('12:20')))[0]).toBe('接单 failed');
    expect(track('12:30', ...underWay, reportOf(502, at('12:26')))[2]).toBe('配送 failed');
  });

  it('begins anew when an ended delivery lives again', () => {
    const again = [...underWay, reportOf(501, at('12:26')), reportOf(101, at('12:40'))];
    expect(track('12:45', ...again)[0]).toMatch(/^接单 now/);
  });

  it('stays where it was when the status is unknown', () => {
    expect(track('12:35', ...underWay, reportOf(999, at('12:30')))[2]).toMatch(/^配送 now/);
    expect(track('12:35', reportOf(999, at('12:30'))).join()).toBe(
      '接单 todo,取货 todo,配送 todo,送达 todo',
    );
  });

  it('counts a step on when the status was unknown for a while', () => {
    const unknown = reportOf(999, at('12:29:30'));
    const waits = [...accepted, reportOf(102, at('12:12:30'))];
    const told = track('12:35', ...waits, unknown, reportOf(102, at('12:30')));
    expect(told[1]).toBe('取货 now 已 23 分');
    expect(told).toEqual(track('12:35', ...waits));
  });

  it('counts a step anew for another rider, also after an unknown status', () => {
    const of = (name: string) => ({ rider: { name, phone: null, callable: false } });
    const [before, after] = [of('陈师傅'), of('王师傅')];
    const reports = [reportOf(102, at('12:12'), before), reportOf(999, at('12:29:30'), before)];
    expect(track('12:35', ...reports, reportOf(102, at('12:30'), after))[1]).toBe(
      '取货 now 已 5 分',
    );
  });

  it.each(STATUS_CODES)('knows where %i stands', (code) => {
    const shown = steps('12:35', reportOf(code, at('12:35')));
    expect(shown.some(({ state }) => state !== 'todo')).toBe(true);
  });
});

describe('the track of 同城配送', () => {
  it('goes back to its beginning when a rider gives the order back', () => {
    const told = [intracity('assigned', '12:30'), intracity('rider-withdrew', '12:31')];
    expect(track('12:34', ...told).slice(0, 2)).toEqual(['接单 now 等骑手', '取货 todo']);
  });

  it('stays where it was at an exception', () => {
    const ridden = [intracity('delivering', '12:30'), intracity('exception', '12:31')];
    expect(track('12:34', ...ridden)[2]).toMatch(/^配送 now/);
  });
});
