import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { statusOf } from '../../../../miniprogram/contract/delivery-status';
import { expectedArrival } from '../../../../miniprogram/delivery/view/delivery-times';
import { type HeroView, heroView } from '../../../../miniprogram/delivery/view/hero-view';
import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { arriving, at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity } from '../../../support/intracity-reports';

function heroAt(now: string, ...reports: readonly DeliveryReport[]): HeroView {
  const report = reports[reports.length - 1] ?? reportOf(null, 0);
  const history = historyOf(...reports);
  const arrival = expectedArrival(report, history, at(now));
  return heroView(report, history, arrival, at(now));
}

/** Returns the hero as it reads: the figure with what stands around it, then the line. */
function read({ prefix, figure, title, chip, line }: HeroView): [string, string] {
  const words = [prefix, figure, title, chip && `[${chip}]`].filter((part) => part !== '');
  return [words.join(' '), `${line.before}${line.strong}${line.after}`];
}

const readAt = (now: string, ...reports: readonly DeliveryReport[]) =>
  read(heroAt(now, ...reports));

const accepted = [reportOf(101, at('12:11:30')), reportOf(102, at('12:12'))];
const atStore = [reportOf(102, at('12:18:30')), reportOf(201, at('12:19'))];
const left = [
  reportOf(201, at('12:23:40')),
  reportOf(202, at('12:24')),
  reportOf(301, at('12:24:20')),
];

const sftc = { company: 'SFTC' };
const promisedTo = (code: number, clock: string) => ({
  ...arriving('12:43', at(clock)),
  status: reportOf(code, 0).status,
});
const ends = [reportOf(301, at('12:42:30')), reportOf(302, at('12:43'))];
const turned = [reportOf(301, at('12:41:30')), reportOf(304, at('12:42'))];
const ridden = [...accepted, ...atStore, ...left];

const waiting = reportOf(101, at('12:31'), sftc);
const calledAgain = [reportOf(501, at('12:30:30')), reportOf(101, at('12:31'))];
const inexact = [...accepted, reportOf(201, at('12:19'))];
const inStore = promisedTo(201, '12:19');
const seenOnly = reportOf(301, at('12:24'), sftc);
const late304 = [reportOf(301, at('12:30')), reportOf(304, at('12:42'))];
const kept = [...ridden, arriving('12:45', at('12:30')), ...ends];
const back = '联系不上收货人，货正在返回';
const seenIn = '12:19 查到时已到店，骑手在等货';
const failed = reportOf(204, at('12:12:40'));
const unknown = reportOf(999, at('12:30'));
const unagreed = '配送公司给出了没有约定的状态（999）。';
const cancelled = '骑手取消，货没有取走';

describe('the hero', () => {
  it.each([
    ['waits', '12:35:12', [waiting], '已等 4:12', '12:31 查到时在等待接单，顺丰同城在派单'],
    ['is called anew', '12:35:12', calledAgain, '已等 4:12', '12:31 叫的骑手，配送公司在派单'],
    ['is accepted', '12:15:05', accepted, '已等 3:05', '12:12 接单，骑手正在赶来'],
    ['is there', '12:23:30', [...accepted, ...atStore], '已等 4:30', '12:19 到店，骑手在等货'],
    ['came some time ago', '12:23', inexact, '已等 4:00', '约 12:19 到店，骑手在等货'],
    ['is due at the store', '12:20', [inStore], '已等 1:00', `${seenIn} · 预计 12:43 送到`],
    ['is late at the store', '12:46', [inStore], '已等 27:00', `${seenIn} · 原 12:43，晚 3 分`],
    ['has set out', '12:35', [...accepted, promisedTo(202, '12:24')], '12:43', '还有 8 分钟送达'],
    ['has no promise', '12:38:05', ridden, '在途 14:05', '12:24 出发，配送公司没说几点到'],
    ['has none', '12:25', [seenOnly], '在途 1:00', '12:24 查到时已在配送，顺丰同城没说几点到'],
    ['turned back', '12:51:24', [...ridden, ...turned], '返还 9:24', back],
    ['was found so', '12:51', late304.slice(1), '返还 9:00', `${back} · 12:42 查到时已在返还`],
    ['did so some time ago', '12:51', late304, '返还 9:00', `${back} · 约 12:42 起`],
    ['has ended early', '13:20', kept, '12:43', '用时 31 分钟 · 比最初早 2 分'],
    ['has ended', '13:20', [...accepted, ...ends], '12:43', '用时 31 分钟'],
    ['ended some time ago', '13:20', [...accepted, ...ends.slice(1)], '约 12:43', '用时约 31 分钟'],
    ['was not seen before', '13:20', ends, '12:43', '货已送达'],
    ['was found ended', '13:20', ends.slice(1), '货已送达', '12:43 查到时已送达'],
    ['has failed', '12:42', [...accepted, failed], '12:12', cancelled],
    ['was found failed', '13:20', [failed], cancelled, '骑手因自身原因取消，配送结束。'],
    ['is unknown', '12:40', [...accepted, unknown], '暂时不知道到哪一步', unagreed],
  ])('of a delivery that %s: at %s', (_which, now, reports, figure, line) => {
    expect(readAt(now, ...reports)).toEqual([figure, line]);
  });

  it('is not read to the blind as a clock time', () => {
    expect(heroAt('12:35:12', reportOf(101, at('12:31'))).spoken).toBe('已等 4 分');
    expect(heroAt('12:35', arriving('12:43')).spoken).toBe('');
  });

  it('names the day in the line when it was not today', () => {
    const history = historyOf(...accepted, ...ends);
    const tomorrow = at('13:20') + 24 * 3_600_000;
    const words = ['12:43', '11-24 · 用时 31 分钟'];
    expect(read(heroView(reportOf(302, at('12:43')), history, null, tomorrow))).toEqual(words);
  });

  it('is no time where nobody tells how it ended, or the status is unknown', () => {
    const over = { ...reportOf(null, at('12:43')), status: statusOf('over') };
    expect(readAt('12:50', ...accepted, over)[0]).toBe('这一单已经结束');
    const report = reportOf(301, at('12:30'));
    const newStage = { ...report, status: { ...report.status, stage: 'unknown' as const } };
    expect(readAt('12:40', newStage)[0]).toBe('暂时不知道到哪一步');
  });
});

describe('the hero of a delivery on its way', () => {
  it.each([
    ['12:41:59.999', '还有 2 分钟送达'],
    ['12:42:00', '不到 1 分钟送达'],
    ['12:42:59.999', '不到 1 分钟送达'],
    ['12:43:00', '到预计时间了，还没送到'],
    ['12:43:59.999', '到预计时间了，还没送到'],
  ])('is 12:43, and at %s %s: it counts down without asking', (now, line) => {
    expect(readAt(now, arriving('12:43'))).toEqual(['12:43', line]);
  });

  it('tells how far the arrival has moved from the first promise', () => {
    const first = arriving('12:39', at('12:20'));
    const expected = ['12:43', '还有 8 分钟送达 · 比最初晚 4 分'];
    expect(readAt('12:35', first, arriving('12:43'))).toEqual(expected);
    const sooner = arriving('12:36', at('12:30'));
    expect(readAt('12:30', first, sooner)[1]).toBe('还有 6 分钟送达 · 比最初早 3 分');
    expect(readAt('12:36', first, sooner)[1]).toBe('到预计时间了，还没送到');
  });

  it('is a clock time without a day, also around midnight', () => {
    const arrival = { expectedAt: at('23:59') + 8 * 60_000, remainingSeconds: 480 };
    expect(readAt('23:59', reportOf(301, at('23:59'), { arrival }))[0]).toBe('00:07');
  });
});

describe('the hero of a late delivery', () => {
  const here = { longitude: 113.33, latitude: 23.13 };
  const there = { longitude: 113.34, latitude: 23.13 };
  const late = (position: typeof here | null, askedAt: string) => ({
    ...arriving('12:39', at(askedAt)),
    position,
  });

  it('is the promise that was not kept, with how late it is, and whether the rider moves', () => {
    const moving = [late(here, '12:41:20'), late(there, '12:41:35')];
    const late3 = ['原 12:39 [晚 3 分]', '骑手还在动'];
    expect(readAt('12:42', ...moving)).toEqual(late3);
    expect(readAt('12:45', ...moving)[1]).toBe('骑手正在送货');
    expect(readAt('12:44', ...moving, late(there, '12:43:50'))[1]).toBe('位置 2 分没变化');
    expect(readAt('12:42', late(null, '12:41:35'))[1]).toBe('骑手正在送货');
    const stuck = { reason: 'not-moving', since: at('12:30') } as const;
    expect(readAt('12:45', { ...late(here, '12:41:35'), stuck })[1]).toBe('配送公司没说新的时间');
  });

  it('is a new promise once the company tells one, with its distance from the first', () => {
    const promises = [arriving('12:39', at('12:20')), arriving('12:46', at('12:42'))];
    expect(readAt('12:42', ...promises)).toEqual(['12:46 [比最初晚 7 分]', '还有 4 分钟送达']);
  });
});

test.each([...STATUS_CODES, 999, null])('%p has a figure or a sentence, and a line', (code) => {
  const hero = heroAt('12:40', reportOf(code, at('12:30')));
  expect(hero.figure === '').toBe(hero.title !== '');
  expect(read(hero)[1]).not.toBe('');
});

describe('the hero of 同城配送', () => {
  it('counts anew when a rider gives the order back', () => {
    const withdrew = intracity('rider-withdrew', '12:30:30', { company: 'DADA' });
    const expected = ['已等 4:00', '12:30 骑手退单，达达在重新派单'];
    expect(readAt('12:34:30', intracity('assigned', '12:30'), withdrew)).toEqual(expected);
  });
});
