import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import type { Stuck } from '../../../../miniprogram/contract/delivery';
import { orderRows, splitIds } from '../../../../miniprogram/ui/wording/order-row';
import { at, knownOrder, DAY } from '../../../support/delivery-reports';

const NOW = at('12:35');
const ID = '20261124-1288';

/** Builds the only row of a list, some seconds after its order was asked for. */
function rowOf(code: number | null, more: Partial<KnownOrder> = {}) {
  const [row] = orderRows([knownOrder(ID, code, NOW - 5000, null, more)], NOW);
  if (row === undefined) throw new Error('There is no row.');
  return row;
}

/** Tells a row as read: `!` urgent or `.` over, `end who | icon tone reason fact | figure note`. */
function read(code: number | null, more: Partial<KnownOrder>): string {
  const row = rowOf(code, more);
  const { end, who, icon, tone, isToned, reason, fact, figure, note, isUrgent, isOver } = row;
  const words = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(' ');
  const looks = isToned || icon !== '' ? tone : '';
  const parts = [words(end, who), words(icon, looks, reason, fact), words(figure, note)];
  return `${isUrgent ? '!' : ''}${isOver ? '.' : ''}${parts.join(' | ')}`;
}

const RIDER = { riderName: '陈师傅', company: 'SFTC' };
const MOVED = { stillSince: NOW - 40_000, hasMoved: true };
const LATE = { ...MOVED, expectedAt: at('12:32'), distanceMetres: 640 };
const ENDED = { acceptedAt: at('12:03'), liveAt: at('12:33:30'), endedAt: at('12:34') };
const BEFORE = { liveAt: ENDED.liveAt - DAY, endedAt: ENDED.endedAt - DAY };
const since = (clock: string) => ({ statusSince: at(clock) });
const stuck = (reason: Stuck['reason'], clock: string) => ({
  stuck: { reason, since: at(clock) },
  stillSince: at(clock),
});
/** Rider who should have gone on at 12:33, though the company still promises 12:50. */
const stands = (reason: Stuck['reason']) => ({
  stuck: { reason, since: at('12:18'), dueAt: at('12:33') },
  ...{ statusSince: at('12:18'), expectedAt: at('12:50') },
});
const overdue = (since: string, expected: string | null): Partial<KnownOrder> => ({
  stuck: { reason: 'overdue', since: at(since) },
  expectedAt: expected === null ? null : at(expected),
});
const NOBODY = { ...since('12:24'), ...stuck('no-rider', '12:24') };
const ofStatus = (status: KnownOrder['status'], clock: string) => ({ status, ...since(clock) });
const failed = (clock: string) => ({ liveAt: at(clock) - 30_000, endedAt: at(clock) });

it.each<readonly [number | null, Partial<KnownOrder>, string]>([
  // What goes well has neither icon nor tone.
  [301, { distanceMetres: 1012 }, '1288 | 配送中 距店 1.0 公里（直线） | 12:34 查到'],
  [102, RIDER, '1288 陈师傅 · 顺丰同城 | 已接单 | 12:34 查到'],
  [102, { ...RIDER, store: '南店' }, '1288 陈师傅 · 顺丰同城 · 南店 | 已接单 | 12:34 查到'],
  // An expected arrival counts no seconds.
  [301, { expectedAt: at('12:43') }, '1288 | 配送中 | 12:43 还有 8 分'],
  [301, { expectedAt: at('12:36') }, '1288 | 配送中 | 12:36 还有 1 分'],
  [301, { expectedAt: at('12:35:30') }, '1288 | 配送中 | 12:35 不到 1 分'],
  [301, { expectedAt: at('12:34:30') }, '1288 | 配送中 | 12:34 已到点'],
  // Lateness, and for a minute after it was seen that the rider moves, else how far he is.
  [301, LATE, '!1288 | clock wait 超过预计 骑手还在动 | 晚 3 分 原 12:32'],
  ...(
    [
      [{ stillSince: NOW - 59_999 }, '骑手还在动'],
      [{ stillSince: NOW - 60_000 }, '位置 1 分没变化'],
      [{ stillSince: NOW - 180_000 }, '位置 3 分没变化'],
      [{ stillSince: null }, '距店 640 米（直线）'],
      [{ hasMoved: false }, '距店 640 米（直线）'],
    ] as const
  ).map(([more, fact]) => {
    const text = `!1288 | clock wait 超过预计 ${fact} | 晚 3 分 原 12:32`;
    return [301, { ...LATE, ...more }, text] as const;
  }),
  // A company that names no time any more, or a later one than at first.
  [301, overdue('12:15', null), '!1288 | clock wait 超过预计 | 晚 20 分 原 12:15'],
  [301, overdue('12:25', '12:41'), '!1288 | clock wait 比最初晚 16 分 | 12:41 还有 6 分'],
  // Without a promise: how long it has been in its stage.
  [301, since('12:21'), '1288 | 配送中 | 14 分 在途 · 没有预计'],
  [102, since('12:31'), '1288 | 已接单 | 4 分 接单后'],
  [201, since('12:34:30'), '1288 | 取货中 | 不到 1 分 在店'],
  [202, since('12:30'), '1288 | 已取货 | 5 分 取货后'],
  [301, {}, '1288 | 配送中 | 12:34 查到'],
  // Waiting turns amber after five minutes, and red once nobody comes.
  [101, since('12:31'), '1288 | 等骑手接单 | 4 分 已等'],
  [101, since('12:24'), '1288 | clock wait 等骑手接单 | 11 分 已等'],
  [101, NOBODY, '!1288 | alert bad 没人接 12:24 起 | 11 分 已等'],
  // A rider who stands, with what he should have done by when.
  [102, stands('not-arrived'), '!1288 | alert bad 接单后没到店 该到 12:33 | 17 分 接单后'],
  [201, stands('at-store'), '!1288 | alert bad 到店没走 该 12:33 走 | 17 分 在店'],
  [202, stands('not-departed'), '!1288 | alert bad 取货后没走 该 12:33 走 | 17 分 取货后'],
  [
    301,
    { ...stuck('not-moving', '12:26'), expectedAt: at('12:50') },
    '!1288 | alert bad 骑手没动 位置 9 分没变化 | 12:50 还有 15 分',
  ],
  // Goods that come back need somebody who reaches the receiver, or when they stand still.
  [303, since('12:20'), '1288 | 返还中 商家取消 | 15 分 返还中'],
  [304, since('12:20'), '1288 | 返还中 联系不上收货人 | 15 分 返还中'],
  [305, since('12:20'), '1288 | 返还中 收货人拒收 | 15 分 返还中'],
  [304, since('12:26'), '!1288 | alert bad 联系不上收货人 12:26 起 | 9 分 返还中'],
  ...[303, 304, 305].map((code) => {
    const text = '!1288 | return back 货还没回来 位置 10 分没变化 | 15 分 返还中';
    return [code, { ...since('12:20'), ...stuck('not-moving', '12:25') }, text] as const;
  }),
  // A status that nobody knows tells its number, and invents nothing.
  [310, {}, '1288 | question neutral 状态 310 微信没说是什么意思 | — 12:34 查到'],
  [null, {}, '1288 | question neutral 状态未知 配送公司没有给出状态 | — 12:34 查到'],
  // 同城配送 has two statuses of its own.
  [101, ofStatus('rider-withdrew', '12:31'), '1288 | 骑手退单，正在重新派单 | 4 分 退单后'],
  [301, ofStatus('exception', '12:31'), '!1288 | alert bad 配送异常 12:31 起 | 4 分 异常后'],
  // An end tells its time and how long it took, as far as known; on another day the day.
  [302, ENDED, '.1288 | check done 已送达 | 12:34 用时 31 分'],
  [302, { ...ENDED, acceptedAt: null }, '.1288 | check done 已送达 | 12:34 送达'],
  [302, { ...ENDED, liveAt: at('12:20') }, '.1288 | check done 已送达 | 约 12:34 送达'],
  [302, { ...ENDED, liveAt: null }, '.1288 | check done 已送达 | 12:34 查到'],
  [302, BEFORE, '.1288 | check done 已送达 | 11-23 12:34'],
  [302, { status: 'over' }, '.1288 | question neutral 已结束 结果未知 | 12:34 查到'],
  // A failure is to be handled for half an hour.
  [204, failed('12:21'), '!1288 | alert bad 取货失败 骑手取消 | 12:21 14 分前'],
  [204, failed('12:05'), '.1288 | alert neutral 取货失败 骑手取消 | 12:05 结束'],
  [501, failed('12:21'), '!1288 | alert bad 异常取消 配送公司取消 | 12:21 14 分前'],
  [501, failed('12:05'), '.1288 | alert neutral 异常取消 配送公司取消 | 12:05 结束'],
])('a row of the status %p with %j reads: %s', (code, more, text) => {
  expect(read(code, more)).toBe(text);
});

describe('the age of a row', () => {
  const asked = (ago: number, code = 301, more: Partial<KnownOrder> = {}) =>
    orderRows([knownOrder(ID, code, NOW - ago, at('12:43'), more)], NOW)[0];

  it('is told in words from a minute on, in place of what the figure is', () => {
    expect(asked(69_999)).toMatchObject({ isOld: false, note: '还有 8 分' });
    expect(asked(70_000)).toMatchObject({ isOld: true, figure: '12:43', note: '1 分钟前查过' });
    expect(asked(112 * 60_000)?.note).toBe('1 小时 52 分钟前查过');
    expect(asked(50 * 3_600_000)?.note).toBe('2 天前查过');
  });

  it('of a late order hides neither that it is late nor by how much, and says of no rider that he moves', () => {
    const moved = { expectedAt: at('12:32'), stillSince: at('12:34'), hasMoved: true };
    const late = asked(12 * 60_000, 301, moved);
    const expected = { figure: '晚 3 分', note: '12 分钟前查过', fact: '', isUrgent: true };
    expect(late).toMatchObject(expected);
  });
});

it('is one sentence for screen readers, with the whole order id', () => {
  expect(rowOf(301, { ...RIDER, ...LATE }).label).toBe(
    `${ID}，陈师傅，顺丰同城，超过预计，骑手还在动，晚 3 分，原 12:32。`,
  );
  expect(rowOf(301).label).toBe(`${ID}，配送中，12:34 查到。`);
});

const shown = (...ids: readonly string[]) =>
  splitIds(ids).map(({ front, end }) => `${front}|${end}`);

describe('the front part of order ids', () => {
  it('says nothing that most rows have', () => {
    const rare = ['|1288', '|1284', '20261125-|0931'];
    expect(shown('20261126-1288', '20261126-1284', '20261125-0931')).toEqual(rare);
    expect(shown('20261126-1288')).toEqual(['|1288']);
  });

  it('is shown of all where no two have the same', () => {
    const both = ['20261126-|1288', '20261125-|0931'];
    expect(shown('20261126-1288', '20261125-0931')).toEqual(both);
  });

  it('is cut from the front where it is long', () => {
    const cut = ['…112400417|8842', '…112400499|1207'];
    expect(shown('MT-20261124004178842', 'MT-20261124004991207')).toEqual(cut);
  });

  it('is whole where it alone tells two rows apart, whatever the case of the end', () => {
    expect(splitIds(['MT-20261124004178842', '20261126-8842', '20261126-1284'])).toEqual([
      { front: 'MT-2026112400417', isFrontDecisive: true, end: '8842' },
      { front: '20261126-', isFrontDecisive: true, end: '8842' },
      { front: '', isFrontDecisive: false, end: '1284' },
    ]);
    expect(shown('a-AB42', 'b-ab42')).toEqual(['a-|AB42', 'b-|ab42']);
  });
});
