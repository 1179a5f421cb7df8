import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import { orderRows, splitIds } from '../../../../miniprogram/ui/wording/order-row';
import { at, knownOrder } from '../../../support/delivery-reports';

const NOW = at('12:35');
const ID = '20261124-1288';

/** Builds the only row of a list, some seconds after its order was asked for. */
function rowOf(code: number | null, more: Partial<KnownOrder> = {}) {
  const [row] = orderRows([knownOrder(ID, code, NOW - 5000, null, more)], NOW);
  if (row === undefined) throw new Error('There is no row.');
  return row;
}

/** Tells a row as it is read: `end who | icon tone reason fact | figure note`. */
function read(code: number | null, more: Partial<KnownOrder> = {}): string {
  const { end, who, icon, tone, isToned, reason, fact, figure, note } = rowOf(code, more);
  const words = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(' ');
  const looks = isToned || icon !== '' ? tone : '';
  return [words(end, who), words(icon, looks, reason, fact), words(figure, note)].join(' | ');
}

const RIDER = { riderName: '陈师傅', company: 'SFTC' };

describe('a row of an order under way', () => {
  it('that goes well tells the stage and the distance, without icon or tone, and when it arrives', () => {
    const calm = { ...RIDER, distanceMetres: 1012, expectedAt: at('12:43') };
    expect(read(301, calm)).toBe(
      '1288 陈师傅 · 顺丰同城 | 配送中 距店 1.0 公里（直线） | 12:43 还有 8 分',
    );
    expect(rowOf(301, calm)).toMatchObject({ isUrgent: false, isOver: false, isOld: false });
    expect(read(102, RIDER)).toContain('| 已接单 |');
  });

  it('names the store beside rider and company where there are several', () => {
    expect(rowOf(301, { ...RIDER, store: '天河南店' }).who).toBe('陈师傅 · 顺丰同城 · 天河南店');
    expect(rowOf(101).who).toBe('');
  });

  it('that is late tells by how much, what was promised, and that the rider moves', () => {
    const late = { ...RIDER, expectedAt: at('12:32'), stillSince: NOW - 40_000, hasMoved: true };
    expect(read(301, late)).toBe(
      '1288 陈师傅 · 顺丰同城 | clock wait 超过预计 骑手还在动 | 晚 3 分 原 12:32',
    );
    expect(rowOf(301, late).isUrgent).toBe(true);
    const still = { ...late, stillSince: NOW - 180_000 };
    expect(rowOf(301, still).fact).toBe('位置 3 分没变化');
    expect(rowOf(301, { ...late, stillSince: null, distanceMetres: 640 }).fact).toBe(
      '距店 640 米（直线）',
    );
  });

  it('says that the rider moves for a minute after that was seen, and else how far he is', () => {
    const late = { expectedAt: at('12:32'), distanceMetres: 640 };
    const moved = (ago: number) => ({ ...late, hasMoved: true, stillSince: NOW - ago });
    expect(rowOf(301, moved(59_999)).fact).toBe('骑手还在动');
    expect(rowOf(301, moved(60_000)).fact).toBe('位置 1 分没变化');
    const seenOnce = { ...late, stillSince: NOW - 40_000 };
    expect(rowOf(301, { ...seenOnce, hasMoved: false }).fact).toBe('距店 640 米（直线）');
  });

  it('that is late keeps its time also when the company names none any more', () => {
    const stuck = { reason: 'overdue', since: at('12:15') } as const;
    expect(read(301, { stuck })).toBe('1288 | clock wait 超过预计 | 晚 20 分 原 12:15');
  });

  it('that is promised for later than at first tells both', () => {
    const stuck = { reason: 'overdue', since: at('12:25') } as const;
    expect(read(301, { stuck, expectedAt: at('12:41') })).toBe(
      '1288 | clock wait 比最初晚 16 分 | 12:41 还有 6 分',
    );
  });

  it.each([
    ['12:36', '12:36 还有 1 分'],
    ['12:35:30', '12:35 不到 1 分'],
    ['12:34:30', '12:34 已到点'],
  ])('that is expected at %s counts no seconds', (expected, figure) => {
    expect(read(301, { expectedAt: at(expected) })).toBe(`1288 | 配送中 | ${figure}`);
    expect(rowOf(301, { expectedAt: at(expected) }).isUrgent).toBe(false);
  });

  it('without a promise tells how long it has been in its stage', () => {
    const since = (clock: string) => ({ statusSince: at(clock) });
    expect(read(301, since('12:21'))).toContain('| 14 分 在途 · 没有预计');
    expect(read(102, since('12:31'))).toContain('| 4 分 接单后');
    expect(read(201, since('12:34:30'))).toContain('| 不到 1 分 在店');
    expect(read(202, since('12:30'))).toContain('| 5 分 取货后');
    expect(read(301)).toBe('1288 | 配送中 | 12:34 查到');
  });

  it('that waits tells how long, from five minutes on in amber, and once nobody comes for it, that somebody has to act', () => {
    const waiting = { company: 'DADA', statusSince: at('12:24') };
    expect(read(101, { ...waiting, statusSince: at('12:31') })).toBe(
      '1288 达达 | 等骑手接单 | 4 分 已等',
    );
    expect(read(101, waiting)).toBe('1288 达达 | clock wait 等骑手接单 | 11 分 已等');
    expect(rowOf(101, waiting).isUrgent).toBe(false);
    const stuck = { reason: 'no-rider', since: at('12:24') } as const;
    expect(read(101, { ...waiting, stuck })).toBe(
      '1288 达达 | alert bad 没人接 12:24 起 | 11 分 已等',
    );
    expect(rowOf(101, { ...waiting, stuck }).isUrgent).toBe(true);
  });

  it.each([
    [102, 'not-arrived', '接单后没到店 该到 12:33 | 17 分 接单后'],
    [201, 'at-store', '到店没走 该 12:33 走 | 17 分 在店'],
    [202, 'not-departed', '取货后没走 该 12:33 走 | 17 分 取货后'],
  ] as const)('whose rider stands (%i) tells when he should have gone on', (code, reason, told) => {
    const since = at('12:18');
    const stuck = { reason, since, dueAt: at('12:33') };
    const row = read(code, { stuck, statusSince: since, expectedAt: at('12:50') });
    expect(row).toBe(`1288 | alert bad ${told}`);
  });

  it('whose rider does not move tells for how long', () => {
    const still = { reason: 'not-moving', since: at('12:26') } as const;
    expect(read(301, { stuck: still, stillSince: at('12:26'), expectedAt: at('12:50') })).toBe(
      '1288 | alert bad 骑手没动 位置 9 分没变化 | 12:50 还有 15 分',
    );
  });

  it.each([
    [303, '商家取消'],
    [304, '联系不上收货人'],
    [305, '收货人拒收'],
  ])('that comes back (%i) tells why', (code, reason) => {
    const back = { statusSince: at('12:20') };
    expect(read(code, back)).toBe(`1288 | 返还中 ${reason} | 15 分 返还中`);
    expect(rowOf(code, back).isUrgent).toBe(false);
    const still = { reason: 'not-moving', since: at('12:25') } as const;
    expect(read(code, { ...back, stuck: still, stillSince: at('12:25') })).toBe(
      '1288 | return back 货还没回来 位置 10 分没变化 | 15 分 返还中',
    );
  });

  it('whose receiver may still be reached needs somebody', () => {
    expect(read(304, { statusSince: at('12:26') })).toBe(
      '1288 | alert bad 联系不上收货人 12:26 起 | 9 分 返还中',
    );
  });

  it('of a status that nobody knows tells its number, and invents nothing', () => {
    expect(read(310, { company: 'MTPS' })).toBe(
      '1288 美团配送 | question neutral 状态 310 微信没说是什么意思 | — 12:34 查到',
    );
    expect(read(null)).toBe('1288 | question neutral 状态未知 配送公司没有给出状态 | — 12:34 查到');
  });
});

describe('a row of an order that has ended', () => {
  const ended = { acceptedAt: at('12:03'), liveAt: at('12:33:30'), endedAt: at('12:34') };

  it('tells when it was delivered, and how long that took', () => {
    expect(read(302, { ...ended, company: 'SFTC' })).toBe(
      '1288 顺丰同城 | check done 已送达 | 12:34 用时 31 分',
    );
    expect(rowOf(302, ended)).toMatchObject({ isOver: true, isUrgent: false });
  });

  it('tells no duration where the beginning is unknown, and no time where the end is', () => {
    expect(read(302, { ...ended, acceptedAt: null })).toContain('| 12:34 送达');
    expect(read(302, { ...ended, liveAt: at('12:20') })).toContain('| 约 12:34 送达');
    expect(read(302, { ...ended, liveAt: null })).toContain('| 12:34 查到');
    expect(read(302)).toContain('| 12:34 查到');
  });

  it('tells the day of one that is not of today', () => {
    const before = 24 * 3_600_000;
    const times = { liveAt: ended.liveAt - before, endedAt: ended.endedAt - before };
    expect(read(302, times)).toContain('| 11-23 12:34');
  });

  it.each([
    [204, '取货失败', '骑手取消'],
    [501, '异常取消', '配送公司取消'],
  ])('that failed (%i) is to be handled for half an hour', (code, tag, why) => {
    const failed = { liveAt: at('12:20:30'), endedAt: at('12:21') };
    const line = (tone: string) =>
      ['alert', tone, tag, why].filter((text) => text !== '').join(' ');
    expect(read(code, failed)).toBe(`1288 | ${line('bad')} | 12:21 14 分前`);
    expect(rowOf(code, failed)).toMatchObject({ isUrgent: true, isOver: false });
    const early = { liveAt: at('12:04:30'), endedAt: at('12:05') };
    expect(read(code, early)).toBe(`1288 | ${line('neutral')} | 12:05 结束`);
    expect(rowOf(code, early)).toMatchObject({ isUrgent: false, isOver: true });
  });

  it('without an outcome says so', () => {
    const [row] = orderRows([{ ...knownOrder(ID, 302, NOW), status: 'over' }], NOW);
    expect(row).toMatchObject({ icon: 'question', reason: '已结束', fact: '结果未知' });
  });
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
    const late = asked(12 * 60_000, 301, {
      expectedAt: at('12:32'),
      stillSince: at('12:34'),
      hasMoved: true,
    });
    expect(late).toMatchObject({
      figure: '晚 3 分',
      note: '12 分钟前查过',
      fact: '',
      isUrgent: true,
    });
  });
});

it('is one sentence for screen readers, with the whole order id', () => {
  const late = { ...RIDER, expectedAt: at('12:32'), stillSince: NOW - 40_000, hasMoved: true };
  expect(rowOf(301, late).label).toBe(
    `${ID}，陈师傅，顺丰同城，超过预计，骑手还在动，晚 3 分，原 12:32。`,
  );
  expect(rowOf(301).label).toBe(`${ID}，配送中，12:34 查到。`);
});

describe('a row of 同城配送', () => {
  const provider = 'wechat-intracity';

  it('waits for another rider after one has given the order back', () => {
    const withdrew = { provider, status: 'rider-withdrew', statusSince: at('12:31') } as const;
    expect(read(101, withdrew)).toBe('1288 | 骑手退单，正在重新派单 | 4 分 退单后');
  });

  it('is to be handled at an exception', () => {
    const trouble = { provider, status: 'exception', statusSince: at('12:31') } as const;
    expect(read(301, { ...RIDER, ...trouble })).toBe(
      '1288 陈师傅 · 顺丰同城 | alert bad 配送异常 12:31 起 | 4 分 异常后',
    );
    expect(rowOf(301, trouble).isUrgent).toBe(true);
  });
});

const shown = (...ids: readonly string[]) => splitIds(ids).map(({ front, end }) => [front, end]);

describe('the front part of order ids', () => {
  it('says nothing that most rows have', () => {
    expect(shown('20261126-1288', '20261126-1284', '20261125-0931')).toEqual([
      ['', '1288'],
      ['', '1284'],
      ['20261125-', '0931'],
    ]);
    expect(shown('20261126-1288')).toEqual([['', '1288']]);
  });

  it('is shown of all where no two have the same', () => {
    expect(shown('20261126-1288', '20261125-0931')).toEqual([
      ['20261126-', '1288'],
      ['20261125-', '0931'],
    ]);
  });

  it('is cut from the front where it is long', () => {
    expect(shown('MT-20261124004178842', 'MT-20261124004991207')).toEqual([
      ['…112400417', '8842'],
      ['…112400499', '1207'],
    ]);
  });

  it('is whole where it alone tells two rows apart, whatever the case of the end', () => {
    expect(splitIds(['MT-20261124004178842', '20261126-8842', '20261126-1284'])).toEqual([
      { front: 'MT-2026112400417', isFrontDecisive: true, end: '8842' },
      { front: '20261126-', isFrontDecisive: true, end: '8842' },
      { front: '', isFrontDecisive: false, end: '1284' },
    ]);
    expect(shown('a-AB42', 'b-ab42')).toEqual([
      ['a-', 'AB42'],
      ['b-', 'ab42'],
    ]);
  });

  it('is nothing of an id of four characters', () => {
    expect(shown('A-1', '8842')).toEqual([
      ['', 'A-1'],
      ['', '8842'],
    ]);
  });
});
