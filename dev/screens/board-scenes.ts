import type { Board } from '../../miniprogram/contract/board-api';
import { BOARD_TWO_PANES_FROM_PX } from '../../miniprogram/styles/widths';
import { CLERK, STRANGER } from '../host/people';
import type { Scene } from './scene';
import { at, tap } from './scene';
import { answerInstead } from './scripted-answers';
import { ORDER_IDS } from './stage';

const EMPTY: Board = {
  rows: [],
  gone: [],
  counts: { 'to-handle': 0, delivering: 0, pickup: 0, waiting: 0, ended: 0, awaited: 0 },
  nextAskMs: 20_000,
  usedShare: 0.29,
  slowedToSeconds: null,
};

/** Sheet over the page: what it covers is not to be read or touched. */
const SHEET = '.phone-page:last-child [role="dialog"]';

/** Main states of the page 看板 (`board`). */
export const BOARD_SCENES: readonly Scene[] = [
  board('', /[刚前]更新/),
  board('empty', /没有在路上/, { answers: { board: EMPTY } }),
  board('loading', null, { fault: 'database-slow' }),
  board('failed', /[刚前]更新/, {
    then: async (page) => {
      await answerInstead(page, { board: 'upstream-malformed' });
      // Makes the page show the board that it has stored, together with the failure.
      await page.reload();
      await page.getByText(/显示 \d/).waitFor();
    },
  }),
  board('bell', /[刚前]更新/, {
    root: SHEET,
    then: async (page) => {
      await page.getByLabel(/^铃：/).click();
      await page.getByRole('switch', { name: '屏幕常亮' }).click();
    },
  }),
  board('paste', /[刚前]更新/, {
    root: SHEET,
    onlyIf: ({ width }) => width < 1000,
    then: async (page) => {
      await page.getByText('粘贴一批订单号').filter({ visible: true }).click();
      await page.getByText('放上一批单').waitFor();
    },
  }),
  board('swiped', /[刚前]更新/, {
    onlyIf: ({ width }) => width < 1000,
    then: async (page) => {
      const row = page.locator('wx-van-swipe-cell').first();
      const { width = 0 } = (await row.boundingBox()) ?? {};
      await row.dragTo(row, {
        sourcePosition: { x: width - 60, y: 20 },
        targetPosition: { x: 60, y: 20 },
      });
    },
  }),
  board('map', /[刚前]更新/, {
    onlyIf: ({ width }) => width < BOARD_TWO_PANES_FROM_PX,
    then: tap('地图', '适合全部'),
  }),
  board('to-handle', /[刚前]更新/, {
    then: (page) => page.getByRole('tab', { name: /^要处理/ }).click(),
  }),
  board('stranger', /店主|邀请/, { person: STRANGER.id }),
  board('filtered', /[刚前]更新/, { then: tap('送货', '送货') }),
  board('opened', /[刚前]更新/, {
    onlyIf: ({ width }) => width >= BOARD_TWO_PANES_FROM_PX,
    then: async (page) => {
      await page.getByLabel(new RegExp(`^${ORDER_IDS.late}，`)).click();
      await page.getByText('经过').first().waitFor();
      // Away from the row, whose actions stand over its figure while a pointer is on it.
      await page.mouse.move(0, 0);
    },
  }),
  board('number', /[刚前]更新/, {
    onlyIf: ({ width }) => width >= 1000,
    then: async (page) => {
      await page.getByLabel(new RegExp(`^${ORDER_IDS.late}，`)).click();
      await page.locator('wx-action-bar').getByText('拨打').click();
      await page.getByText('这台设备不能打电话').waitFor();
    },
  }),
  board('not-found', /点一下这里/, {
    onlyIf: ({ width }) => width >= 1000,
    then: async (page) => {
      await page.getByText('点一下这里，再扫码').click();
      await page.keyboard.type('20261124-0000');
      await page.keyboard.press('Enter');
      await page.getByText('没有找到这个订单').waitFor();
    },
  }),
  board('keys', /点一下这里/, {
    root: SHEET,
    onlyIf: ({ width }) => width >= 1000,
    then: async (page) => {
      await page.getByText('点一下这里，再扫码').click();
      await page.keyboard.press('?');
      await page.getByText('快捷键').waitFor();
    },
  }),
];

function board(state: string, shows: RegExp | null, details: Partial<Scene> = {}): Scene {
  return at('board', state, shows, { person: CLERK.id, ...details });
}
