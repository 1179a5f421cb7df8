import { choicesView } from '../../../../miniprogram/delivery/view/choices-view';
import type { TrackedDelivery } from '../../../../miniprogram/delivery/view/delivery-view';
import { deliveryView, NOTHING_KNOWN } from '../../../../miniprogram/delivery/view/delivery-view';
import { at, historyOf, knownOrder, reportOf } from '../../../support/delivery-reports';

const report = reportOf(304, at('12:31'), { waybillId: '31415926535897932384626433' });

function tracked(changes: Partial<TrackedDelivery> = {}): TrackedDelivery {
  return {
    orderId: '20261124-1288',
    report,
    history: historyOf(report),
    failure: null,
    choices: null,
    foundByEnd: '',
    nextAskInMs: null,
    refreshing: false,
    ...changes,
  };
}

describe('the page of a delivery', () => {
  it('tells by which end the order was found, since another may be called so', () => {
    const found = deliveryView(tracked({ foundByEnd: '1288' }), at('12:31'), null);
    expect(found).toMatchObject({ orderId: '20261124-1288', foundByEnd: '1288' });
    expect(deliveryView(tracked(), at('12:31'), null).foundByEnd).toBe('');
  });

  it('tells the status in words, with a tone and the next step', () => {
    expect(deliveryView(tracked(), at('12:31'), null)).toMatchObject({
      phase: 'known',
      headline: { tag: '返还中', tone: 'back', title: '联系不上收货人，货正在返回' },
      nextStep: { head: '接下来 · 店里处理', tone: 'back' },
      waybillId: '31415926535897932384626433',
    });
  });

  it.each([
    [301, true],
    [304, true],
    [999, true],
    [302, false],
    [501, false],
  ])('knows that a delivery with %i is under way: %s', (code, isUnderWay) => {
    const seen = reportOf(code, at('12:31'));
    const view = deliveryView(
      tracked({ report: seen, history: historyOf(seen) }),
      at('12:31'),
      null,
    );
    expect(view.isUnderWay).toBe(isUnderWay);
  });

  it('keeps the next step quiet when it is enough to wait', () => {
    const waiting = reportOf(301, at('12:31'));
    const view = deliveryView(
      tracked({ report: waiting, history: historyOf(waiting) }),
      at('12:31'),
      null,
    );
    expect(view).toMatchObject({
      headline: { title: '骑手正在送货', meaning: '' },
      nextStep: {
        head: '接下来',
        text: '货在路上。顾客问起时，可以把进度复制给他。',
        tone: 'neutral',
      },
    });
  });

  it('says what a status means where somebody has to act', () => {
    const waiting = reportOf(201, at('12:31'));
    expect(
      deliveryView(tracked({ report: waiting, history: historyOf(waiting) }), at('12:31'), null),
    ).toMatchObject({
      headline: { tone: 'go', title: '骑手已到店取货', meaning: '骑手在店里等货。' },
      nextStep: {
        head: '接下来 · 店里处理',
        text: '核对订单号，把货交给骑手。',
        tone: 'go',
      },
    });
  });

  it.each([
    ['no-rider', 101, '等了 16 分，还没有骑手接单。'],
    ['at-store', 201, '骑手到店 16 分，还没取走货。'],
    ['not-moving', 301, '骑手的位置 16 分没有变化。'],
    ['overdue', 202, '比最初的预计晚了 16 分。'],
  ] as const)(
    'says since when it is stuck (%s), and what to do, instead of the usual step',
    (reason, code, told) => {
      const stuck = { reason, since: at('12:15') };
      const held = reportOf(code, at('12:31'), { stuck });
      const view = deliveryView(
        tracked({ report: held, history: historyOf(held) }),
        at('12:31'),
        null,
      );
      expect(view.nextStep).toMatchObject({ head: '接下来 · 店里处理', tone: 'wait' });
      expect(view.nextStep?.text.startsWith(told)).toBe(true);
      expect(view.nextStep?.text.length).toBeGreaterThan(told.length + 5);
    },
  );

  it('leaves out what is not known, and tells of no failure where there is none', () => {
    const bare = reportOf(101, at('12:31'));
    expect(
      deliveryView(tracked({ report: bare, history: historyOf(bare) }), at('12:31'), null),
    ).toMatchObject({
      orderId: '20261124-1288',
      problem: null,
      notice: '',
      noticeTraceId: '',
      waybillId: '',
      rider: null,
      arrival: null,
      scene: null,
      refreshing: false,
    });
  });

  it('says why the data are old, and when it tries again', () => {
    const failure = { ok: false, noAnswer: 'offline', detail: '' } as const;
    const at1 = (changes: Partial<TrackedDelivery>) =>
      deliveryView(tracked({ failure, ...changes }), at('12:33'), null).notice;
    expect(at1({ nextAskInMs: 26_000 })).toBe('手机没有网络，显示 12:31 的数据 · 30 秒后重试');
    expect(at1({ refreshing: true })).toBe('手机没有网络，显示 12:31 的数据 · 正在重试');
    expect(at1({})).toBe('手机没有网络，显示 12:31 的数据');
  });

  it('is a skeleton before anything is known, and says the failure when there is nothing else', () => {
    const nothing = tracked({ report: null, history: historyOf() });
    expect(deliveryView(nothing, 0, null)).toEqual({
      ...NOTHING_KNOWN,
      orderId: '20261124-1288',
    });
    expect(NOTHING_KNOWN).toEqual({
      orderId: '',
      phase: 'loading',
      isUnderWay: false,
      choices: null,
      foundByEnd: '',
      problem: null,
      notice: '',
      noticeTraceId: '',
      headline: null,
      arrival: null,
      freshness: null,
      nextStep: null,
      stages: [],
      rider: null,
      history: [],
      waybillId: '',
      scene: null,
      mapNote: '',
      refreshing: false,
    });
    const failure = { ok: false, noAnswer: 'cloud-missing', detail: '' } as const;
    expect(deliveryView({ ...nothing, failure }, 0, null)).toMatchObject({
      phase: 'failure',
      problem: { title: '云开发还没有开通' },
    });
  });

  it('asks which order is meant while several may be, and keeps asking through failure', () => {
    const choices = [knownOrder('A-8842', 301, 0)];
    const choosing = tracked({
      orderId: '8842',
      report: null,
      history: historyOf(),
      choices: { choices, more: true },
    });
    expect(deliveryView(choosing, 0, null)).toEqual({
      ...NOTHING_KNOWN,
      orderId: '8842',
      phase: 'choosing',
      choices: choicesView({ choices, more: true }, '8842', 0),
    });
    const failure = { ok: false, noAnswer: 'offline', detail: 'request:fail' } as const;
    expect(deliveryView({ ...choosing, failure }, 0, null)).toMatchObject({
      phase: 'choosing',
      notice: '手机没有网络',
      noticeTraceId: 'request:fail',
    });
  });

  it('says that a newer answer is under way, unless this phone is in failure itself', () => {
    const held = reportOf(301, at('12:31'), { isBeingAsked: true });
    const asked = tracked({ report: held, history: historyOf(held) });
    expect(deliveryView(asked, at('12:31:12'), null).freshness?.text).toBe('10 秒前查询，正在更新');
    const failure = { ok: false, noAnswer: 'offline', detail: '' } as const;
    const failed = { ...asked, failure };
    expect(deliveryView(failed, at('12:31:12'), null).freshness?.text).toBe('10 秒前查询');
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
      null,
    );
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(2048);
  });
});
