import type { TrackedDelivery } from '../../../miniprogram/tracking/delivery-view';
import { deliveryView } from '../../../miniprogram/tracking/delivery-view';
import { at, historyOf, reportOf } from '../../support/delivery-reports';

const report = reportOf(304, at('12:31'), { waybillId: '31415926535897932384626433' });

function tracked(changes: Partial<TrackedDelivery> = {}): TrackedDelivery {
  return {
    orderId: '20261124-1288',
    report,
    history: historyOf(report),
    trouble: null,
    nextAskInMs: null,
    refreshing: false,
    ...changes,
  };
}

describe('the page of a delivery', () => {
  it('tells the status in words, with a tone and the next step', () => {
    expect(deliveryView(tracked(), at('12:31'))).toMatchObject({
      phase: 'known',
      headline: { tag: '返还中', tone: 'back', title: '联系不上收货人，货正在返回' },
      nextStep: { head: '接下来 · 店里处理', tone: 'back' },
      waybillId: '31415926535897932384626433',
    });
  });

  it('keeps the next step quiet when it is enough to wait', () => {
    const waiting = reportOf(301, at('12:31'));
    const view = deliveryView(
      tracked({ report: waiting, history: historyOf(waiting) }),
      at('12:31'),
    );
    expect(view.nextStep?.tone).toBe('neutral');
  });

  it('says why the data are old, and when it tries again', () => {
    const trouble = { ok: false, noAnswer: 'offline', detail: '' } as const;
    const at1 = (changes: Partial<TrackedDelivery>) =>
      deliveryView(tracked({ trouble, ...changes }), at('12:33')).notice;
    expect(at1({ nextAskInMs: 26_000 })).toBe('网络不稳，显示 12:31 的数据 · 30 秒后重试');
    expect(at1({ refreshing: true })).toBe('网络不稳，显示 12:31 的数据 · 正在重试');
    expect(at1({})).toBe('网络不稳，显示 12:31 的数据');
  });

  it('is a skeleton before anything is known, and says the trouble when there is nothing else', () => {
    const nothing = tracked({ report: null, history: historyOf() });
    expect(deliveryView(nothing, 0).phase).toBe('loading');
    const trouble = { ok: false, noAnswer: 'cloud-missing', detail: '' } as const;
    expect(deliveryView({ ...nothing, trouble }, 0)).toMatchObject({
      phase: 'trouble',
      problem: { title: '云开发还没有开通' },
    });
  });

  it('stays within 2 KB for a long delivery', () => {
    const codes = [101, 102, 201, 202, 301];
    const reports = codes.map((code, index) =>
      reportOf(code, at('12:00') + index * 600_000, {
        position: { longitude: 113.33 + index / 1000, latitude: 23.13 },
      }),
    );
    const last = reports[4] ?? report;
    const view = deliveryView(
      tracked({ report: last, history: historyOf(...reports) }),
      last.askedAt,
    );
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(2048);
  });
});
