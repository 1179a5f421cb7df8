import {
  type CardPlace,
  type NowCard,
  cardActionOf,
  newestToHandle,
  pickCards,
  nowCard,
  ordersToHandle,
} from '../../../miniprogram/board/now-cards';
import type { AnyRow, BoardRow } from '../../../miniprogram/contract/board-api';
import { splitIds } from '../../../miniprogram/ui/wording/order-row';
import { boardRow, stuckRow } from '../../support/board-rows';
import { at, SECOND } from '../../support/delivery-reports';

const NOW = at('12:00');
const CALM = Array.from({ length: 7 }, (_, n) => boardRow(`C-${n}`, 301, {}, 20));
const NOTED = { acknowledged: { by: '小林', at: NOW } };

/** Moment of a board: its seconds, what is on it beside calm rows, and what came just then. */
type Moment = readonly [seconds: number, rows: readonly AnyRow[], came?: readonly string[]];

/** Plays moments one after the other. @returns the order ids of the cards at each */
function played(moments: readonly Moment[], selectedId: string | null = null, isListed = false) {
  const newSinceById = new Map<string, number>();
  let cards: readonly CardPlace[] = [];
  return moments.map(([seconds, rows, came = []]) => {
    const now = NOW + seconds * SECOND;
    for (const orderId of came) newSinceById.set(orderId, now);
    cards = pickCards(cards, [...CALM, ...rows], { now, newSinceById, selectedId }, isListed);
    return cards.map(({ orderId }) => orderId).join(' ');
  });
}

const [A, B, C, D] = [stuckRow('A', 40), stuckRow('B', 39), stuckRow('C', 38), stuckRow('D', 37)];

describe('the cards', () => {
  it('are at most three, longest first, of what nobody has acknowledged', () => {
    expect(played([[0, [D, C, B, A]]])).toEqual(['A B C']);
    expect(played([[0, [{ ...A, ...NOTED }, B, boardRow('L', 301, {}, -9)]]])).toEqual(['B']);
  });

  it('stay for half a minute at least, however much is new at once', () => {
    const after = [A, B, C, D];
    expect(
      played([
        [0, [B, C, D], ['B', 'C', 'D']],
        [10, after, ['A']],
        [29, after],
        [30, after],
        [60, after],
      ]),
    ).toEqual(['B C D', 'B C D', 'B C D', 'A B C', 'A B C']);
  });

  it('leave at once with their reason, or once somebody has acknowledged it, and come back', () => {
    const noted = { ...A, ...NOTED };
    expect(
      played([
        [0, [A, B, C, D]],
        [5, [noted, B, C, D]],
        [10, [A, B, C, D]],
        [40, [A, B, C, D]],
        [41, [B, D]],
      ]),
    ).toEqual(['A B C', 'B C D', 'B C D', 'A B C', 'B D']);
  });

  it('are one while few orders are on the board', () => {
    const facts = { now: NOW, newSinceById: new Map<string, number>(), selectedId: null };
    const few = (calm: number) => [...CALM.slice(0, calm), A, B];
    expect([4, 5].map((calm) => pickCards([], few(calm), facts, false).length)).toEqual([1, 2]);
  });

  it('keep a selected one, and leave a selected row in the list', () => {
    const moments: readonly Moment[] = [
      [0, [B, C, D]],
      [40, [A, B, C, D], ['A']],
    ];
    expect(played(moments)).toEqual(['B C D', 'A B C']);
    expect(played(moments, 'D')).toEqual(['B C D', 'A B D']);
    expect(played(moments, 'A', true)).toEqual(['B C D', 'B C D']);
  });
});

function cardOf(row: BoardRow, failed = '', cameSeconds = 60): NowCard | null {
  const newSinceById = new Map([[row.orderId, NOW - cameSeconds * SECOND]]);
  const [id = { front: '', isFrontDecisive: false, end: '' }] = splitIds([row.orderId]);
  return nowCard(row, id, { now: NOW, newSinceById, selectedId: null }, failed);
}

describe('a card', () => {
  const RIDER = { riderName: '罗师傅', callable: true, company: 'SFTC' };
  const DUE = { reason: 'at-store', since: at('11:34'), dueAt: at('11:44') } as const;
  const NO_RIDER = { reason: 'no-rider', since: at('11:42') } as const;

  it('says what to do, with whom, since when, and what should have been', () => {
    expect(cardOf(boardRow('A-1265', 201, { ...RIDER, stuck: DUE }))).toEqual({
      ...{ orderId: 'A-1265', end: '1265', verb: '给罗师傅打电话', act: 'call', tone: 'bad' },
      ...{ reason: '到店 26 分', fact: '该 11:44 走', isNew: false, isSelected: false },
    });
    expect(cardOf(boardRow('A-1285', 101, { company: 'SFTC', stuck: NO_RIDER }))).toMatchObject({
      ...{ verb: '换一家叫骑手', reason: '没人接 18 分', fact: '顺丰同城', act: 'copy-id' },
    });
  });

  it('is new for half a minute, and says why an action has failed', () => {
    const row = boardRow('A-1265', 201, { ...RIDER, stuck: DUE });
    expect(cardOf(row, '', 29)?.isNew).toBe(true);
    // It is none once there is nothing to do.
    for (const done of [boardRow('A-1', 301, {}, 20), { ...A, ...NOTED }])
      expect(cardOf(done)).toBeNull();
    const failed = '没记上：手机没有网络';
    expect(cardOf(row, failed)).toMatchObject({ reason: failed, fact: '' });
  });

  const COPIES = { act: 'copy-id', id: 'A-1265' };

  it.each<[string, Partial<BoardRow>, object]>([
    ['calls a rider who has no name', { callable: true }, { verb: '给骑手打电话', act: 'call' }],
    [
      'copies the waybill id where he cannot be called',
      { riderName: '谢**', company: 'DADA', waybillId: 'DD-1' },
      { verb: '在达达里找骑手', ...COPIES, id: 'DD-1' },
    ],
    ['else the order id', { riderName: '谢**' }, { verb: '在配送公司里找骑手', ...COPIES }],
    [
      'copies the order id to order another rider',
      { stuck: NO_RIDER, waybillId: 'DD-1' },
      { verb: '换一家叫骑手', ...COPIES },
    ],
  ])('%s', (_what, more, deed) => {
    const { reason } = more.stuck === undefined ? DUE : NO_RIDER;
    expect(cardActionOf(boardRow('A-1265', 201, more), reason)).toMatchObject(deed);
  });
});

it('the newest is named, of several at once the longest, for half a minute', () => {
  const came = { A: NOW, C: NOW + 5 * SECOND, B: NOW + 5 * SECOND };
  const newSinceById = new Map(Object.entries(came));
  const news = (seconds: number) =>
    newestToHandle([A, B, C], { newSinceById, now: NOW + seconds * SECOND })?.text ?? '';
  expect([5, 34, 35].map(news)).toEqual(['新：B', '新：B', '']);
  const facts = { now: NOW + 5 * SECOND, newSinceById };
  expect(newestToHandle([{ ...B, ...NOTED }, A], facts)).toMatchObject({ orderId: 'A' });
  expect(ordersToHandle([A, B, C], facts).map(({ orderId }) => orderId)).toEqual(['B', 'C', 'A']);
});
