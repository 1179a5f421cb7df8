import { changedPaths } from '../../../../miniprogram/ui/changed-paths';
import {
  type DeliveryView,
  type TrackedDelivery,
  deliveryView,
  EMPTY_DELIVERY_VIEW,
} from '../../../../miniprogram/delivery/view/delivery-view';
import {
  arriving,
  at,
  historyOf,
  knownOrder,
  reportOf,
  trackedDelivery,
} from '../../../support/delivery-reports';
import { OFFLINE as failure } from '../../../support/failed-calls';

const report = reportOf(304, at('12:31'), { waybillId: '31415926535897932384626433' });

const tracked = (changes: Partial<TrackedDelivery> = {}): TrackedDelivery =>
  trackedDelivery({ report, history: historyOf(report), ...changes });

const viewAt = (now: string, changes: Partial<TrackedDelivery>) =>
  deliveryView(tracked(changes), at(now), null);

describe('the page of a delivery', () => {
  it('is loud about a delay: the tag, the figure, the next step, and what comes forward', () => {
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const late = { ...arriving('12:39'), rider };
    const seen = { report: late, history: historyOf(late) };
    expect(viewAt('12:39:59', seen)).toMatchObject({
      headline: { tag: '配送中', tone: 'go' },
      nextStep: null,
      bar: [{ isPrimary: false }, { isPrimary: false }],
    });
    expect(viewAt('12:42', seen)).toMatchObject({
      headline: { tag: '配送中 · 超过预计', tone: 'wait' },
      hero: { prefix: '原', figure: '12:39', chip: '晚 3 分' },
      nextStep: { head: '接下来 · 店里处理' },
      bar: [{ name: 'call', isPrimary: true }, { name: 'copy-summary' }],
    });
  });

  it('brings the word to the customer forward when the company has put the arrival off', () => {
    const put = [arriving('12:39', at('12:20')), arriving('12:46', at('12:42'))];
    const seen = { report: put[1] ?? report, history: historyOf(...put) };
    const bar = [{ name: 'copy-summary', isPrimary: true }];
    expect(viewAt('12:42', seen)).toMatchObject({ headline: { tag: '配送中' }, bar });
  });

  it('greys data that the phone has from before, until an answer or a failure comes', () => {
    const fresh = reportOf(301, at('12:31'));
    const seen = { report: fresh, history: historyOf(fresh) };
    const isOld = (now: string, changes: Partial<TrackedDelivery>) =>
      viewAt(now, { ...seen, ...changes }).isOld;
    expect(isOld('12:31', { isUnanswered: true })).toBe(true);
    expect(isOld('12:31', {})).toBe(false);
    expect(isOld('12:31', { isUnanswered: true, failure })).toBe(false);
    expect(isOld('12:32', {})).toBe(true);
  });

  it('says why the data are old, and when it tries again', () => {
    const noticeOf = (changes: Partial<TrackedDelivery>) =>
      viewAt('12:33', { failure, ...changes }).notice;
    expect(noticeOf({ nextAskInMs: 26_000 })).toBe('手机没有网络，显示 12:31 的数据 · 30 秒后重试');
    expect(noticeOf({ refreshing: true })).toBe('手机没有网络，显示 12:31 的数据 · 正在重试');
    expect(noticeOf({})).toBe('手机没有网络，显示 12:31 的数据');
    const ended = reportOf(501, at('12:31'));
    const over = { report: ended, history: historyOf(ended) };
    expect(viewAt('12:31', over)).toMatchObject({ isUnderWay: false, notice: '', waybillId: '' });
  });

  it('is a skeleton before anything is known, and says the failure when there is nothing else', () => {
    const nothing = tracked({ report: null, history: historyOf() });
    expect(deliveryView(nothing, 0, null)).toEqual({
      ...EMPTY_DELIVERY_VIEW,
      orderId: nothing.orderId,
    });
    const missing = { ok: false, noAnswer: 'cloud-missing', detail: '' } as const;
    const expected = { phase: 'failure', problem: { title: '云开发还没有开通' } };
    expect(deliveryView({ ...nothing, failure: missing }, 0, null)).toMatchObject(expected);
  });

  it('shows before the first answer what the list knows, and no step that hangs on more', () => {
    const nothing = { report: null, history: historyOf(), isUnanswered: true };
    const listed = knownOrder('20261124-1288', 301, at('12:31'), at('12:29'));
    const view = viewAt('12:33', { ...nothing, listed });
    expect(view).toMatchObject({
      phase: 'loading',
      headline: { tag: '配送中 · 超过预计' },
      hero: { prefix: '原', figure: '12:29', chip: '晚 4 分' },
      freshness: { text: '2 分没更新' },
      isOld: true,
      nextStep: null,
      rider: null,
    });
    expect(view.stages.map(({ state }) => state)).toEqual(['done', 'done', 'now', 'todo']);
    const failed = { phase: 'failure', headline: null };
    expect(viewAt('12:33', { ...nothing, listed, failure })).toMatchObject(failed);
  });

  it('sets less than 2 KB for an answer within a long delivery', () => {
    const codes = [101, 102, 201, 202, ...Array.from({ length: 100 }, () => 301)];
    const reports = codes.map((code, index) =>
      reportOf(code, at('12:00') + index * 12_000, {
        position: { longitude: 113.33 + index / 10_000, latitude: 23.13 },
      }),
    );
    const viewAfter = (count: number, shown: DeliveryView | null): DeliveryView => {
      const last = reports[count - 1] ?? report;
      const history = historyOf(...reports.slice(0, count));
      return deliveryView(tracked({ report: last, history }), last.askedAt, shown);
    };
    const before = viewAfter(103, viewAfter(102, null));
    const set = changedPaths(before, viewAfter(104, before));
    expect(Buffer.byteLength(JSON.stringify(set))).toBeLessThan(2048);
  });
});
