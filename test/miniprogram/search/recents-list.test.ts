import type { CallResult } from '../../../miniprogram/contract/call-result';
import type { KnownOrder, RefreshedOrders } from '../../../miniprogram/contract/cloud-api';
import { createRecentsList, recentRows } from '../../../miniprogram/search/recents-list';
import { at, knownOrder, SECOND } from '../../support/delivery-reports';
import { failedWith, OFFLINE } from '../../support/failed-calls';
import { manualTime, settle } from '../../support/manual-time';

const REFUSED = failedWith('not-staff', at('12:00'));
const again = (nextAskInSeconds: number): CallResult<RefreshedOrders> => ({
  ok: true,
  serverTime: at('12:00'),
  data: { orders: [], nextAskInSeconds },
});

function setUp(answer: () => CallResult<RefreshedOrders> = () => again(30), takesMs = 0) {
  const time = manualTime(at('12:00'));
  let recents: readonly KnownOrder[] = [];
  const page: Record<string, unknown> = {};
  const calls: number[] = [];
  const list = createRecentsList({
    memory: {
      recents: () => recents,
      removeRecent: (orderId) => {
        recents = recents.filter((one) => one.orderId !== orderId);
      },
      clearRecents: () => {
        recents = [];
      },
      deleteOldRiderData: () => undefined,
    },
    refreshRecents: async () => {
      calls.push((time.now() - at('12:00')) / SECOND);
      await new Promise<void>((resolve) => {
        time.timers.set(resolve, takesMs);
      });
      return answer();
    },
    openOrderIds: () => [],
    phone: time.phone,
    showView: (view) => Object.assign(page, view),
  });
  const remember = (...orders: readonly KnownOrder[]): void => {
    recents = orders;
  };
  return { time, list, calls, page, remember };
}

async function shown(seconds: number, ...phone: Parameters<typeof setUp>) {
  const opened = setUp(...phone);
  opened.list.start();
  await opened.time.advance(seconds * SECOND);
  return opened;
}

describe('the list', () => {
  it('is refreshed when it is shown, and then as the answers say', async () => {
    // A time gone by is waited for like none at all.
    const waits = [-5, 20, 31, 60];
    const { calls } = await shown(200, () => again(waits.shift() ?? 60));
    expect(calls).toEqual([0, 0, 20, 51, 111, 171]);
  });

  it('shows what has changed within the moment of the answer', async () => {
    const { time, list, page, remember } = setUp(() => again(600));
    const order = knownOrder('A-1', 301, at('12:00'));
    remember(order);
    list.start();
    await settle();
    expect(page['recents']).toMatchObject([{ end: 'A-1', reason: '配送中' }]);
    remember({ ...order, status: 'delivered' });
    await time.advance(0);
    expect(page['recents']).toMatchObject([{ reason: '已送达' }]);
    remember(order);
    // Ages are written again between the answers.
    await time.advance(75 * SECOND);
    expect(page['recents']).toMatchObject([{ note: '1 分钟前查过' }]);
  });

  it('is not refreshed while it is hidden, and at once when it comes back after a while', async () => {
    const { time, list, calls } = await shown(1, () => again(60));
    list.stop();
    await time.advance(3 * SECOND);
    list.start();
    // Ten seconds after the last answer.
    await time.advance(6 * SECOND);
    expect(calls).toEqual([0, 10]);
    list.stop();
    await time.advance(600 * SECOND);
    expect([calls, time.pending()]).toEqual([[0, 10], 0]);
    list.start();
    await time.advance(SECOND);
    expect(calls).toEqual([0, 10, 610]);
  });

  it('asks no more once the cloud has refused who holds the phone, until they come back', async () => {
    const { time, list, calls } = await shown(600, () => REFUSED);
    expect(calls).toEqual([0]);
    list.stop();
    list.start();
    await time.advance(SECOND);
    expect(calls).toEqual([0, 600]);
  });

  it('is a skeleton until the first answer, and says that it could not be filled', async () => {
    const answers = [OFFLINE, again(30)];
    const { time, page } = await shown(1, () => answers.shift() ?? again(30), 2 * SECOND);
    expect(page['isLoading']).toBe(true);
    await time.advance(SECOND);
    const notice = '手机没有网络，还不知道本店最近查过什么';
    expect(page).toMatchObject({ isLoading: false, notice, noticeTraceId: 'request:fail' });
    await time.advance(20 * SECOND);
    expect(page).toMatchObject({ notice: '', noticeTraceId: '' });
  });

  it('keeps its rows through a failure, and says that they are those of before', async () => {
    const { time, list, page, remember } = setUp(() => OFFLINE);
    remember(knownOrder('A-1', 301, at('12:00')));
    list.start();
    await time.advance(SECOND);
    const notice = '手机没有网络，列表是之前的';
    expect(page).toMatchObject({ recents: [{ orderId: 'A-1' }], notice });
    list.remove('A-1');
    expect(page['notice']).toBe('手机没有网络，还不知道本店最近查过什么');
  });

  it.each([
    [REFUSED, '本店的人才看得到最近查过的单', 't-1'],
    [
      { ok: false, noAnswer: 'not-deployed', detail: '-501000' },
      '云函数还没有上传，还不知道本店最近查过什么 · 请店主处理',
      '-501000',
    ],
  ] as const)('says of %j who is to act', async (answer, notice, noticeTraceId) => {
    const { page } = await shown(1, () => answer);
    expect(page).toMatchObject({ notice, noticeTraceId });
  });

  it('loses an order that is removed, and all when it is cleared', () => {
    const { list, page, remember } = setUp();
    remember(knownOrder('A-1', 301, 0), knownOrder('B-2', 301, 0), knownOrder('C-3', 301, 0));
    list.update();
    list.remove('B-2');
    expect(page['recents']).toMatchObject([{ orderId: 'A-1' }, { orderId: 'C-3' }]);
    list.clear();
    expect(page['recents']).toEqual([]);
  });
});

describe('its rows', () => {
  const NOW = at('12:35:25');
  const recent = (orderId: string, code = 301, more = {}) =>
    knownOrder(orderId, code, at('12:35'), null, more);
  const idsOf = (rows: readonly { readonly orderId: string }[]) =>
    rows.map(({ orderId }) => orderId);

  it('marks the order whose delivery is shown beside the list', () => {
    const rows = recentRows([recent('A-1'), recent('B-2')], NOW, ['b-2', 'B-2']);
    expect(rows.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  it('has what has ended below what is under way, and else the order of the look-ups', () => {
    const failed = { liveAt: at('12:29'), endedAt: at('12:30') };
    const recents = [
      recent('delivered', 302),
      recent('first'),
      recent('failed just now', 204, failed),
      recent('failed', 204, { liveAt: at('11:00'), endedAt: at('11:01') }),
      recent('second', 101),
    ];
    const ids = ['first', 'failed just now', 'second', 'delivered', 'failed'];
    expect(idsOf(recentRows(recents, NOW))).toEqual(ids);
  });
});
