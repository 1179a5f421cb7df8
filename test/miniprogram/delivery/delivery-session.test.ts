// More than 300 lines: one list of what a page sees of one delivery over time.
import type { KnownOrder, LookUpAnswer } from '../../../miniprogram/contract/cloud-api';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { DeliveryReport } from '../../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../../miniprogram/contract/delivery/delivery-history';
import { DeliverySession } from '../../../miniprogram/delivery/delivery-session';
import type { DeliveryData } from '../../../miniprogram/delivery/view/listed-order';
import type { DeliveryView } from '../../../miniprogram/delivery/view/delivery-view';
import type { CallResult } from '../../../miniprogram/contract/call-result';
import { createServerClock } from '../../../miniprogram/services/server-clock';
import { changedPaths } from '../../../miniprogram/ui/changed-paths';
import { at, historyOf, knownOrder, reportOf } from '../../support/delivery-reports';
import { failedWith, OFFLINE } from '../../support/failed-calls';
import { manualTime } from '../../support/manual-time';

const ID = '20261124-1288';

type Answer = (now: number) => CallResult<LookUpAnswer>;

const telling =
  (code: number, more: Partial<DeliveryReport & { history: DeliveryHistory }> = {}): Answer =>
  (now) => ({ ok: true, serverTime: now, data: reportOf(code, now, more) });
const delivering = telling(301);
const delivered = telling(302);
const offline: Answer = () => OFFLINE;
const failing =
  (code: CloudErrorCode): Answer =>
  (now) =>
    failedWith(code, now);

type Stage = ReturnType<typeof open>;

function open(
  answer: Answer,
  stored: DeliveryData | null = null,
  orderIds = [ID],
  listed: readonly KnownOrder[] = [],
) {
  const time = manualTime(at('12:35'));
  const clock = createServerClock(time.now, { load: () => null, store: () => undefined });
  const stage = {
    time,
    answer,
    delayMs: 0,
    /** What the page shows, and every change that was shown. */
    page: {} as Partial<DeliveryView>,
    shown: [] as Readonly<Record<string, unknown>>[],
    asks: [] as number[],
    /** Ids that it asked for, and whether they are complete, each time. */
    wanted: [] as (readonly [readonly string[], boolean | undefined])[],
    /** Up to when it said that it knows what was seen, each time. */
    known: [] as (number | undefined)[],
    saved: [] as DeliveryData[],
  };
  const { page, shown, asks, wanted, known, saved } = stage;
  const session = new DeliverySession({
    orderIds,
    lookUp: async (ids, since, exact) => {
      wanted.push([ids, exact]);
      known.push(since);
      asks.push(time.now() - at('12:35'));
      if (stage.delayMs > 0)
        await new Promise<void>((resolve) => {
          time.timers.set(resolve, stage.delayMs);
        });
      const told = stage.answer(time.now());
      // Every call of the phone sets its clock (services/cloud-functions.ts).
      if ('serverTime' in told) clock.adjust(told.serverTime);
      return told;
    },
    snapshots: {
      loadSnapshot: (orderId) => (stored?.report.orderId === orderId ? stored : null),
      saveSnapshot: (snapshot) => saved.push(snapshot),
    },
    listedOrder: (orderId) => listed.find((order) => order.orderId === orderId) ?? null,
    phone: { ...time.phone, now: clock.now },
    show: (view) => {
      const changed = changedPaths(page, view);
      if (Object.keys(changed).length > 0) shown.push(changed);
      Object.assign(page, view);
    },
  });
  return Object.assign(stage, { session });
}

function kept(code: number, clock: string, more: Partial<DeliveryReport> = {}): DeliveryData {
  const report = reportOf(code, at(clock), more);
  return { report, history: historyOf(report) };
}

async function followed(ms: number, ...options: Parameters<typeof open>): Promise<Stage> {
  const stage = open(...options);
  stage.session.start();
  await stage.time.advance(ms);
  return stage;
}

/** Presses 刷新, which is answered so, as whatever is asked within some time. */
async function refreshed(stage: Stage, answer: Answer, ms = 0): Promise<void> {
  stage.answer = answer;
  stage.session.refresh();
  await stage.time.advance(ms);
}

/** Lets time pass, in which all that is asked is answered so. */
async function answered(stage: Stage, answer: Answer, ms: number): Promise<void> {
  stage.answer = answer;
  await stage.time.advance(ms);
}

describe('opening a delivery', () => {
  const rider = { name: '王师傅', phone: '138****0001', callable: true };

  it('shows at once what the phone remembers, and asks', async () => {
    const { page, session, time, asks } = open(delivering, kept(202, '12:30'));
    expect(page.headline?.tag).toBe('已取货');
    session.start();
    await time.advance(0);
    expect(page.headline?.tag).toBe('配送中');
    expect(asks).toEqual([0]);
  });

  it('shows what the phone remembers of whichever id was meant', () => {
    const { page } = open(delivering, kept(202, '12:30'), ['CODE_128,20261124-1288', ID]);
    expect(page).toMatchObject({ headline: { tag: '已取货' }, orderId: ID });
  });

  it('shows the row that was tapped where it is newer than what the phone remembers', async () => {
    const stored = kept(301, '12:20', { waybillId: '3001', rider });
    const row = knownOrder(ID, 302, at('12:34'), null, { endedAt: at('12:33') });
    const { page, session, time, known, saved } = open(offline, stored, undefined, [row]);
    expect(page).toMatchObject({ phase: 'known', headline: { tag: '已送达' }, isOld: true });
    session.start();
    await time.advance(0);
    expect(page).toMatchObject({ phase: 'known', headline: { tag: '已送达' }, rider: null });
    expect(page.notice).toContain('手机没有网络，显示 12:34 的数据');
    expect(page.waybillId).toBe('3001');
    expect(page.history?.map(({ time: told }) => told)).toEqual(['12:20–12:33 之间', '12:20']);
    // The cloud is to tell all since the phone's own data, which stay as they are.
    expect([known, saved]).toEqual([[at('12:20')], []]);
  });

  it.each([
    ['older', '12:10'],
    ['of a wrong clock', '12:50'],
  ])('keeps to what the phone remembers where the row is %s', (_, askedAt) => {
    const row = knownOrder(ID, 302, at(askedAt));
    const { page } = open(delivering, kept(301, '12:20'), undefined, [row]);
    expect(page.headline?.tag).toBe('配送中');
  });

  it('names no rider of before where the row has another, or a new run of the order', () => {
    const opened = (code: number, status: number, riderName: string | null) => {
      const stored = kept(code, '12:20', { waybillId: '3001', rider });
      const row = knownOrder(ID, status, at('12:34'), null, { riderName });
      return open(delivering, stored, undefined, [row]).page;
    };
    expect(opened(301, 301, '王师傅').rider).toMatchObject({ name: '王师傅' });
    expect(opened(202, 301, '李师傅')).toMatchObject({ rider: null, waybillId: '3001' });
    expect(opened(302, 101, null)).toMatchObject({ rider: null, waybillId: '' });
  });

  it('asks at once about an end whose row has begun anew', async () => {
    const row = knownOrder(ID, 101, at('12:34:50'));
    const { asks } = await followed(0, delivering, kept(302, '12:34:30'), undefined, [row]);
    expect(asks).toEqual([0]);
  });

  it('lets an end of the last minute stand', async () => {
    const { asks, page } = await followed(600_000, delivered, kept(302, '12:34:30'));
    expect([asks, page.isOld]).toEqual([[], false]);
  });
});

describe('an answer that is slow', () => {
  /** Answers after some seconds, on the clock in hand. */
  const openSlow = (delayMs: number, listed: readonly KnownOrder[] = []) =>
    Object.assign(open(delivering, null, undefined, listed), { delayMs });

  it('is told in words after 1.5 s and after 5 s, until it comes', async () => {
    const { session, time, page } = openSlow(7000);
    session.start();
    await time.advance(1499);
    expect(page.freshness).toBeNull();
    await time.advance(1);
    expect(page.freshness?.text).toBe('正在问微信…');
    await time.advance(3500);
    expect(page.freshness?.text).toBe('比平时慢，还在等');
    await time.advance(2000);
    expect(page).toMatchObject({ phase: 'known', freshness: { text: '刚刚更新' } });
  });

  it('leaves the row that was tapped on the page, in grey', async () => {
    const listed = [knownOrder(ID, 301, at('12:30'), at('12:43'))];
    const { session, time, page } = openSlow(2000, listed);
    const row = { phase: 'loading', hero: { figure: '12:43' }, isOld: true };
    expect(page).toMatchObject({ ...row, freshness: { text: '5 分没更新' } });
    session.start();
    await time.advance(1500);
    expect(page).toMatchObject({ ...row, freshness: { text: '正在问微信…' } });
    await time.advance(500);
    expect(page).toMatchObject({ phase: 'known', isOld: false });
  });

  it('is told to whoever presses 刷新, and not of what the page asks by itself', async () => {
    const stage = await followed(0, delivering);
    stage.delayMs = 3000;
    await stage.time.advance(14_000);
    expect(stage.asks).toEqual([0, 12_000]);
    expect(stage.page.freshness?.text).toBe('10 秒前更新');
    await stage.time.advance(2000);
    stage.session.refresh();
    await stage.time.advance(1500);
    const asked = { refreshing: true, freshness: { text: '正在问微信…' }, isOld: false };
    expect(stage.page).toMatchObject(asked);
    await stage.time.advance(1500);
    expect(stage.page.refreshing).toBe(false);
  });

  it('is waited for no more by whoever leaves the page', async () => {
    const { session, time, page } = openSlow(60_000);
    session.start();
    await time.advance(1000);
    session.stop();
    await time.advance(10_000);
    expect(page.freshness).toBeNull();
  });

  it('shows nothing of the list to whom the cloud does not know', async () => {
    const listed = [knownOrder(ID, 301, at('12:30'), at('12:43'))];
    const stage = await followed(0, failing('not-staff'), null, undefined, listed);
    await refreshed(stage, offline);
    expect(stage.page).toMatchObject({ phase: 'failure', headline: null, hero: null });
  });
});

describe('an end that several orders have', () => {
  const several: Answer = (now) => ({
    ok: true,
    serverTime: now,
    data: {
      choices: ['20261124-8842', '20261123-8842'].map((orderId) => knownOrder(orderId, 301, now)),
      more: false,
    },
  });

  it('is asked for once: a person has to say which is meant, and nothing is remembered', async () => {
    const { page, asks, saved } = await followed(600_000, several, null, ['8842']);
    expect(page).toMatchObject({ phase: 'choosing', orderId: '8842' });
    expect(page.choices?.rows.map(({ front }) => front)).toEqual(['20261124-', '20261123-']);
    expect(page.choices?.rows[0]?.note).toBe('10 分钟前查过');
    expect([asks, saved]).toEqual([[0], []]);
  });

  it('is one order’s after all when the others are known no longer', async () => {
    const stage = await followed(5000, several, null, ['8842']);
    await refreshed(stage, telling(301, { orderId: '20261124-8842' }));
    expect(stage.page).toMatchObject({ phase: 'known', orderId: '20261124-8842', choices: null });
  });

  it('stays on the page through failure, but not of whom the cloud does not know', async () => {
    const stage = await followed(5000, several, null, ['8842']);
    await refreshed(stage, offline);
    const told = { notice: '手机没有网络', noticeTraceId: 'request:fail' };
    expect(stage.page).toMatchObject({ phase: 'choosing', ...told });
    await refreshed(stage, failing('not-staff'));
    expect(stage.page).toMatchObject({ phase: 'failure', choices: null });
  });
});

it('a text that may be several ids is asked for as all of them until one is found', async () => {
  const stage = await followed(0, failing('order-not-found'), null, ['8842', 'A 8842']);
  expect(stage.page.orderId).toBe('8842');
  await refreshed(stage, telling(301, { orderId: '20261124-8842' }));
  expect(stage.page.orderId).toBe('20261124-8842');
  await refreshed(stage, delivering);
  const all = [['8842', 'A 8842'], undefined];
  expect(stage.wanted).toEqual([all, all, [['20261124-8842'], true]]);
});

it.each([
  ['is told with the order, since another may be called so', ['1288'], '1288'],
  ['is none where the order is called so', ['CODE_128,20261124-1288', ID], ''],
])('an end that one order has %s', async (_what, orderIds, foundByEnd) => {
  const { page } = await followed(0, delivering, null, orderIds);
  expect(page).toMatchObject({ orderId: ID, foundByEnd });
});

it('a report with a time still to come, of a wrong clock gives way to the next one, with all that was seen at such times', async () => {
  const { saved } = await followed(0, delivering, kept(202, '12:36:30'));
  expect(saved[0]?.report).toEqual(reportOf(301, at('12:35')));
  expect(saved[0]?.history.sightings.map(({ at: seenAt }) => seenAt)).toEqual([at('12:35')]);
});

it('what others have seen of a delivery is told as if this phone had seen it, and kept with the rest', async () => {
  const history = historyOf(reportOf(102, at('12:20')), reportOf(201, at('12:30')));
  const { page, saved, known, time } = await followed(0, telling(301, { history }));
  const texts = ['开始配送', '取货成功', '骑手到店', '查到时已接单'];
  expect(page.history?.map(({ text }) => text)).toEqual(texts);
  expect(saved[0]?.history.sightings).toHaveLength(3);
  expect(saved[0]?.report).not.toHaveProperty('history');
  // The next ask says from where this phone knows it.
  await time.advance(12_000);
  expect(known).toEqual([undefined, at('12:35')]);
});

it('an ended delivery is followed again when it has been placed anew under the same id, and what was seen of its first life is kept', async () => {
  const again = telling(101, { nextAskInSeconds: 30 });
  const { session, time, asks, page } = open(again, kept(302, '12:30'));
  expect(page.headline?.tag).toBe('已送达');
  session.start();
  await time.advance(30_000);
  expect(page.headline?.tag).toBe('待接单');
  expect(asks).toEqual([0, 30_000]);
  expect(page.history?.map(({ text }) => text)).toEqual(['等待接单', '查到时已送达']);
});

describe('following a delivery', () => {
  it('asks in the cloud’s rhythm until the end, and remembers every answer', async () => {
    const stage = await followed(24_000, delivering);
    expect(stage.saved.map(({ history }) => history.sightings.length)).toEqual([1, 2, 3]);
    await answered(stage, delivered, 600_000);
    expect(stage.asks).toEqual([0, 12_000, 24_000, 36_000]);
    expect(stage.page.headline?.tag).toBe('已送达');
    expect(stage.page.freshness?.text).toBe('配送已结束，不再更新');
  });

  it('shows a new answer in one change, of what has changed only', async () => {
    const position = { longitude: 113.33, latitude: 23.13 };
    const { time, shown } = await followed(2000, telling(301, { position }));
    shown.length = 0;
    await time.advance(12_000);
    for (const path of shown.flatMap((changed) => Object.keys(changed)))
      expect(path).toMatch(/^(freshness|hero)\b/);
  });

  it('keeps the map when an answer has no position, and drops it when none comes for five minutes', async () => {
    const position = { longitude: 113.33, latitude: 23.13 };
    const stage = await followed(1000, telling(301, { position }));
    await answered(stage, delivering, 11_000);
    expect(stage.page.scene).toMatchObject({ position });
    expect(stage.page.freshness?.text).toBe('位置是 10 秒前的 · 刚刚更新');
    // Also while nobody answers any more.
    await answered(stage, offline, 288_000);
    expect(stage.page.scene).toMatchObject({ position });
    await stage.time.advance(1000);
    expect(stage.page.scene).toBeNull();
  });

  it('keeps still while the page is hidden, also when an answer arrives, and nobody waits', async () => {
    const { session, time, asks, shown, page } = await followed(1000, delivering);
    session.refresh();
    session.stop();
    shown.length = 0;
    await time.advance(600_000);
    expect([asks, shown, time.pending()]).toEqual([[0, 1000], [], 0]);
    session.start();
    expect(page.refreshing).toBe(false);
    await time.advance(0);
    expect(asks).toEqual([0, 1000, 601_000]);
  });

  it.each([
    ['right', 0],
    ['a day ahead', 86_400_000],
    ['a day behind', -86_400_000],
  ])('tells ages and asks by the cloud’s clock when the phone’s is %s', async (_name, wrongBy) => {
    const { time, page, asks } = await followed(0, (phoneNow) => {
      const serverTime = phoneNow - wrongBy;
      const arrival = { remainingSeconds: 480, expectedAt: serverTime + 480_000 };
      return { ok: true, serverTime, data: reportOf(301, serverTime, { arrival }) };
    });
    expect(page.hero?.line).toMatchObject({ before: '还有 ', strong: '8 分钟' });
    expect(page.freshness?.text).toContain('刚刚更新');
    await time.advance(35_000);
    expect(asks).toEqual([0, 12_000, 24_000]);
    expect(page.freshness?.text).toContain('10 秒前更新');
  });
});

describe('failure', () => {
  it('of WeChat stays, in its rhythm, while others ask in vain; what they hear ends it', async () => {
    const meanwhile = (clock: string): Answer =>
      telling(301, { askedAt: at(clock), isBeingAsked: true, nextAskInSeconds: 4 });
    const stage = await followed(1000, delivering);
    await answered(stage, failing('upstream-timeout'), 11_000);
    const { notice } = stage.page;
    expect(notice).toContain('显示 12:35 的数据');
    await answered(stage, meanwhile('12:35'), 47_000);
    expect(stage.asks).toEqual([0, 12_000, 36_000]);
    expect(stage.page.notice).not.toBe('');
    await answered(stage, meanwhile('12:35:50'), 5_000);
    expect(stage.page.notice).toBe('');
    expect(stage.asks).toEqual([0, 12_000, 36_000, 60_000, 64_000]);
  });

  it.each([
    ['sign-rejected', '配送公司不认可签名，显示 12:35 的数据 · 请店主处理', 300_000],
    ['quota-exceeded', '今天的查询次数用完了，显示 12:35 的数据 · 1 小时后重试', 3_600_000],
  ] as const)('that lasts (%s) is looked at slowly, and heals', async (code, notice, pause) => {
    const stage = await followed(1000, delivering);
    await answered(stage, failing(code), 11_000);
    expect(stage.page).toMatchObject({ phase: 'known', notice, noticeTraceId: 't-1' });
    await answered(stage, delivering, pause + 12_000);
    expect(stage.asks).toEqual([0, 12_000, 12_000 + pause, 24_000 + pause]);
    expect(stage.page).toMatchObject({ notice: '', noticeTraceId: '' });
  });

  it('of the network ends at once when the phone says that it is back', async () => {
    const stage = await followed(5000, offline);
    stage.answer = delivering;
    stage.time.networkReturned();
    await stage.time.advance(0);
    expect(stage.asks).toEqual([0, 5000]);
    expect(stage.page).toMatchObject({ phase: 'known', notice: '', refreshing: false });
  });

  it('of a new kind of WeChat takes nothing from the phone: it does not say who is asking', async () => {
    const { page } = await followed(0, failing('source-not-accepted'), kept(301, '12:30'));
    expect(page).toMatchObject({ phase: 'known', headline: { tag: '配送中' } });
    expect(page.notice).toContain('显示 12:30 的数据');
  });

  it('for a stranger: everything of the shop leaves the page', async () => {
    const { page } = await followed(0, failing('not-staff'), kept(301, '12:30'));
    expect(page).toMatchObject({ phase: 'failure', headline: null, history: [], rider: null });
  });
});
