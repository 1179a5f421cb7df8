import type { Page } from 'playwright-core';
import type { AwaitedRow, Board, BoardRow } from '../../miniprogram/contract/board-api';
import { BOARD_TWO_PANES_FROM_PX } from '../../miniprogram/styles/widths';
import { STRANGER } from '../host/people';
import { busyMap } from './busy-map';
import {
  type Details,
  type Scene,
  type Step,
  at,
  fill,
  keepColour,
  letPass,
  reloadWith,
  see,
  swipe,
  tap,
  tapLabel,
  tapRole,
} from './scene';
import { answerInstead } from './scripted-answers';
import { ORDER_IDS } from './stage';

const EMPTY: Board = {
  rows: [],
  gone: [],
  nextAskMs: 20_000,
  usedShare: 0.29,
  slowedToSeconds: null,
};

const MINUTE = 60_000;

/** Orders that WeChat does not know: in the queue, asked for, and given up. */
function awaitedRows(now: number): readonly AwaitedRow[] {
  const row = (end: string, minutesAgo: number, more: Partial<AwaitedRow>): AwaitedRow => ({
    kind: 'awaited',
    orderId: `20261124-${end}`,
    mark: `awaited ${end}`,
    broughtAt: now - minutesAgo * MINUTE,
    broughtBy: '小林',
    phase: 'queued',
    nextAskAt: null,
    canTakeOff: true,
    ...more,
  });
  const asked = { phase: 'asked', nextAskAt: now + 8 * MINUTE } as const;
  return [
    row('7731', 45, { phase: 'given-up' }),
    row('9931', 3, asked),
    row('8216', 2, { ...asked, isRegistered: true, broughtBy: '收银系统', canTakeOff: false }),
    row('1341', 0, {}),
    row('1342', 0, { broughtBy: '阿梅', note: '靠窗 3 桌' }),
  ];
}

/** Orders under way in a rush: some to be handled, of which one was acknowledged just now. */
function rushRows(now: number): readonly BoardRow[] {
  const ago = (minutes: number): number => now - minutes * MINUTE;
  const row = (end: string, more: Partial<BoardRow>): BoardRow => ({
    kind: 'known',
    orderId: `20261124-${end}`,
    mark: `rush ${end}`,
    status: 'delivering',
    detail: null,
    askedAt: now,
    expectedAt: null,
    statusSince: more.stuck?.since ?? null,
    ...more,
  });
  const [chen, luo] = ['陈师傅', '罗师傅'].map((riderName) => ({ riderName, callable: true }));
  return [
    row('1304', {
      ...{ ...chen, company: 'SFTC', status: 'returning-unreachable', statusSince: ago(1) },
    }),
    row('1265', {
      ...{ ...luo, company: 'SFTC', status: 'at-store' },
      stuck: { reason: 'at-store', since: ago(26), dueAt: ago(16) },
    }),
    row('1285', {
      ...{ company: 'SS', status: 'waiting', stuck: { reason: 'no-rider', since: ago(18) } },
    }),
    row('1276', {
      ...{ company: 'SS', status: 'waiting', stuck: { reason: 'no-rider', since: ago(14) } },
      acknowledged: { by: '小林', at: now - 8000, isOwn: true },
    }),
    row('1266', { riderName: '林**', company: 'DADA', expectedAt: ago(12), stillSince: now }),
    row('1288', { ...chen, company: 'SFTC', distanceMetres: 1012, expectedAt: ago(-7) }),
    row('1279', {
      riderName: '谢**',
      company: 'DADA',
      status: 'returning-refused',
      statusSince: ago(9),
    }),
  ];
}

/** Makes the board of a rush: people have brought many orders, and a system even more. */
const rush = (real: Board): Board => ({
  ...real,
  rows: [...rushRows(latestIn(real)), ...awaitedRows(latestIn(real))],
  queue: { done: 19, of: 32, seconds: 37 },
  awaitedMore: 230,
  isStretched: true,
});

function latestIn({ rows }: Board): number {
  return Math.max(...rows.map((row) => (row.kind === 'known' ? row.askedAt : row.broughtAt)));
}

/** Sheet over the page: what it covers is not to be read or touched. */
const SHEET = '.phone-page:last-child [role="dialog"]';
/** Width of a computer's window, where a number field, keys and actions on each row are. */
const COMPUTER_PX = 1000;
const ON_COMPUTER = { fromPx: COMPUTER_PX };
const ON_PHONE = { belowPx: COMPUTER_PX };

// By its card or its row, whichever the hour of the demo gives it.
const OPEN_LATE = tapLabel(new RegExp(`(^|，)${ORDER_IDS.late}，`));
const FOCUS_FIELD = tap('点一下这里，再扫码');

const BUSY_MAP = { answers: { board: (real: Board) => busyMap(real) } };

/** Main states of the page 看板 (`board`). */
export const BOARD_SCENES: readonly Scene[] = [
  board(''),
  at('board', 'empty', /没有在路上/, { answers: { board: EMPTY } }),
  at('board', 'loading', null, { faults: ['database-slow'] }),
  at('board', 'stranger', /店主|邀请/, { person: STRANGER.id }),
  board('failed', [reloadWith({ board: 'upstream-malformed' }), see(/显示 \d/)]),
  board('rush', [see('现在做什么')], { answers: { board: rush } }),
  board('news', [bringAll, letPass(MINUTE), see('新：1304')], {
    answers: { board: (real) => ({ ...rush(real), rows: rush(real).rows.slice(1) }) },
  }),
  board('messages', [see('再收一条')], {
    answers: { board: (real) => ({ ...rush(real), messages: { templateId: 't', left: 3 } }) },
  }),
  board('awaited', [see('另有'), toEnd], { answers: { board: rush } }),
  board('bell', [tapLabel(/^铃：/), tapLabel(/^屏幕常亮/)], { root: SHEET }),
  board('paste', [tap('粘贴一批订单号'), see('放上看板')], { root: SHEET, ...ON_PHONE }),
  board('swiped', [swipe], { root: '.acts', ...ON_PHONE }),
  board('sought', [tapLabel(/^找一单$/), fill('找一单', '4711'), see('看板上没有')], {
    ...ON_PHONE,
    fromPx: 360,
  }),
  ...onMap('map', [], {}),
  ...onMap('map-busy', [], BUSY_MAP),
  ...onMap('map-fan', [tapPicture('3 单的骑手')], BUSY_MAP),
  ...onMap('map-chosen', [tapPicture('3 单的骑手'), tapPicture('订单 1279 的骑手')], {
    ...BUSY_MAP,
    fromPx: 360,
  }),
  ...onMap('map-house', [tapPicture(/^门店：.*在店/)], { ...BUSY_MAP, root: SHEET }),
  board('to-handle', [tapRole('tab', /^要处理/)]),
  board('filtered', [tapRole('tab', /^送货/)]),
  // Away from the row, whose actions stand over its figure while a pointer is on it.
  board('opened', [OPEN_LATE, see('经过'), (page) => page.mouse.move(0, 0)], {
    fromPx: BOARD_TWO_PANES_FROM_PX,
  }),
  board(
    'number',
    [
      OPEN_LATE,
      (page) => page.locator('wx-action-bar').getByText('拨打').click(),
      see('这台设备不能打电话'),
    ],
    ON_COMPUTER,
  ),
  board(
    'scanned',
    [FOCUS_FIELD, type(`${ORDER_IDS.returning}\n`), see('经过'), keepColour],
    ON_COMPUTER,
  ),
  board(
    'not-found',
    [FOCUS_FIELD, type('20261124-0000\n'), see('扫错了'), keepColour],
    ON_COMPUTER,
  ),
  board('keys', [FOCUS_FIELD, type('?'), see('快捷键')], { root: SHEET, ...ON_COMPUTER }),
];

/** Opens the map: on a phone by its tab; beside the list it is there. */
function onMap(state: string, steps: readonly Step[], details: Details): readonly Scene[] {
  return [
    board(state, [tap('地图'), ...steps], { ...details, belowPx: BOARD_TWO_PANES_FROM_PX }),
    board(`${state}-wide`, steps, { ...details, fromPx: COMPUTER_PX }),
  ];
}

/** Taps a picture of the map beside its middle, where a number may stand. */
function tapPicture(name: string | RegExp): Step {
  return (page) =>
    page
      .getByAltText(name)
      .first()
      .click({ position: { x: 8, y: 8 } });
}

/** Lets the next answer have all orders of the rush. */
function bringAll(page: Page): Promise<void> {
  return answerInstead(page, { board: rush });
}

/** Scrolls the list to its end. */
function toEnd(page: Page): Promise<void> {
  return page.getByText('另有').last().scrollIntoViewIfNeeded();
}

function board(state: string, steps: readonly Step[] = [], details: Details = {}): Scene {
  return at('board', state, /[刚前]更新|先查急的/, { steps, ...details });
}

function type(text: string): Step {
  return (page) => page.keyboard.type(text);
}
