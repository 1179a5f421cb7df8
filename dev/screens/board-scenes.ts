import type { Page } from 'playwright-core';
import type { AwaitedRow, Board } from '../../miniprogram/contract/board-api';
import { BOARD_TWO_PANES_FROM_PX } from '../../miniprogram/styles/widths';
import { STRANGER } from '../host/people';
import {
  type Details,
  type Scene,
  type Step,
  at,
  reloadWith,
  see,
  swipe,
  tap,
  tapLabel,
  tapRole,
} from './scene';
import { ORDER_IDS } from './stage';

const EMPTY: Board = {
  rows: [],
  gone: [],
  counts: { 'to-handle': 0, delivering: 0, pickup: 0, waiting: 0, ended: 0, awaited: 0 },
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

/** Makes the board of a rush: people have brought many orders, and a system even more. */
const rush = (real: Board): Board => ({
  ...real,
  rows: [...real.rows, ...awaitedRows(latestIn(real))],
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

const OPEN_LATE = tapLabel(new RegExp(`^${ORDER_IDS.late}，`));
const FOCUS_FIELD = tap('点一下这里，再扫码');

/** Main states of the page 看板 (`board`). */
export const BOARD_SCENES: readonly Scene[] = [
  board(''),
  at('board', 'empty', /没有在路上/, { answers: { board: EMPTY } }),
  at('board', 'loading', null, { faults: ['database-slow'] }),
  at('board', 'stranger', /店主|邀请/, { person: STRANGER.id }),
  board('failed', [reloadWith({ board: 'upstream-malformed' }), see(/显示 \d/)]),
  board('rush', [], { answers: { board: rush } }),
  board('awaited', [see('另有'), toEnd], { answers: { board: rush } }),
  board('bell', [tapLabel(/^铃：/), tapLabel(/^屏幕常亮/)], { root: SHEET }),
  board('paste', [tap('粘贴一批订单号'), see('放上一批单')], { root: SHEET, ...ON_PHONE }),
  board('swiped', [swipe], { root: '.acts', ...ON_PHONE }),
  board('map', [tap('地图'), see('适合全部')], { belowPx: BOARD_TWO_PANES_FROM_PX }),
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
  board('not-found', [FOCUS_FIELD, type('20261124-0000\n'), see('微信还没有这单')], ON_COMPUTER),
  board('keys', [FOCUS_FIELD, type('?'), see('快捷键')], { root: SHEET, ...ON_COMPUTER }),
];

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
