import { TWO_PANES_FROM_PX } from '../../miniprogram/styles/widths';
import { REVIEWER, STRANGER } from '../host/people';
import { intracityDelivery } from './intracity-delivery';
import { lateDelivery } from './late-delivery';
import type { Action, Scene } from './scene';
import { at } from './scene';
import { ALL_ROWS, SEVERAL, SHARED_END } from './order-rows';
import { answerInstead } from './scripted-answers';
import { ORDER_IDS } from './stage';

/** Main states of the pages 查单 (`search`) and 配送 (`delivery`). */
export const LOOK_UP_SCENES: readonly Scene[] = [
  // Uses a stranger, whose list of recent orders is empty.
  at('search', 'empty', /查骑手/, { person: STRANGER.id }),
  at('search', 'recents', /最近查过/),
  at('search', 'reviewer', /可以试的订单/, { person: REVIEWER.id }),
  at('search', 'rows', /最近查过/, {
    person: STRANGER.id,
    answers: { 'refresh-orders': ALL_ROWS },
    onlyIf: ({ height }) => height >= 800,
  }),
  at('search', 'refused', /查骑手/, { then: lookUp('骑'.repeat(50), '[role="alert"]') }),
  at('search', 'choosing', /查骑手/, {
    answers: { 'look-up': SEVERAL },
    then: lookUp(SHARED_END, 'text=选一个'),
  }),
  at('search', 'swiped', /最近查过/, {
    root: '.remove',
    onlyIf: ({ width }) => width < TWO_PANES_FROM_PX,
    then: async (page) => {
      const row = page.locator('wx-van-swipe-cell').first();
      await row.dragTo(row, {
        sourcePosition: { x: 240, y: 20 },
        targetPosition: { x: 60, y: 20 },
      });
    },
  }),
  at('search', 'two-panes', /最近查过/, {
    onlyIf: ({ width }) => width >= TWO_PANES_FROM_PX,
    then: tapRow(ORDER_IDS.delivering, '经过'),
  }),

  delivery('101', ORDER_IDS.waiting),
  delivery('201', ORDER_IDS.atStore),
  delivery('301', ORDER_IDS.delivering),
  delivery('301-end-of-sheet', ORDER_IDS.delivering, /经过/, {
    then: async (page) => {
      const handle = page.getByLabel('拉起详情');
      if (await handle.isVisible()) await handle.click();
      await page.getByText('订单号', { exact: true }).scrollIntoViewIfNeeded();
    },
  }),
  delivery('301-pulled-up', ORDER_IDS.delivering, /经过/, {
    // Skips wider windows, which show map and sheet side by side: no sheet can be pulled up.
    onlyIf: ({ width }) => width < TWO_PANES_FROM_PX,
    then: async (page) => {
      await page.getByLabel('拉起详情').click();
      await page.getByText(/全部 \d+ 条/).click();
      await page.getByText('查到时在等待接单').waitFor();
    },
  }),
  delivery('301-late', ORDER_IDS.late, /超过预计/, {
    answers: { 'look-up': (now) => lateDelivery(ORDER_IDS.late, now) },
  }),
  delivery('301-lowered', ORDER_IDS.delivering, /经过/, {
    onlyIf: ({ width }) => width < TWO_PANES_FROM_PX,
    then: async (page) => {
      const handle = page.getByLabel('拉起详情');
      const { x = 0, y = 0, width = 0 } = (await handle.boundingBox()) ?? {};
      const height = page.viewportSize()?.height ?? 0;
      await page.mouse.move(x + width / 2, y + 22);
      await page.mouse.down();
      await page.mouse.move(x + width / 2, height - 20, { steps: 5 });
      await page.mouse.up();
      await page.getByText('经过').waitFor({ state: 'hidden' });
    },
  }),
  intracity('assigned', 9),
  intracity('at-store', 15),
  intracity('delivering', 24),
  intracity('exception', 30),
  delivery('302', ORDER_IDS.delivered),
  delivery('304', ORDER_IDS.returning),
  delivery('unknown', ORDER_IDS.late, /经过/, { fault: 'unknown-status' }),
  delivery('failure-with-data', ORDER_IDS.returning, /经过/, {
    then: async (page) => {
      await answerInstead(page, { 'look-up': 'upstream-malformed' });
      // Makes the page show the answer that it has stored, together with the failure.
      await page.reload();
      await page.getByText(/显示 \d/).waitFor();
    },
  }),
  delivery('failure-unfolded', ORDER_IDS.returning, null, {
    answers: { 'look-up': 'upstream-malformed' },
    then: async (page) => {
      await page.getByRole('button', { name: '编号' }).click();
      await page.getByText('复制', { exact: true }).waitFor();
    },
  }),
  delivery('not-found', '20261124-0000', /没有找到/),
  at('delivery', 'without-id', /没有订单号/),
  delivery('not-staff', ORDER_IDS.delivering, /只对本店/, { person: STRANGER.id }),
  delivery('unclaimed', ORDER_IDS.delivering, /等店主认领/, {
    person: STRANGER.id,
    answers: { me: { kind: 'stranger', claimable: true } },
  }),
  delivery('loading', ORDER_IDS.acrossTheRiver, null, { fault: 'hang' }),
  delivery('slow', ORDER_IDS.acrossTheRiver, /比平时慢/, { fault: 'hang' }),
  at('search', 'slow', /最近查过/, {
    fault: 'hang',
    then: tapRow(ORDER_IDS.delivering, '比平时慢'),
  }),
];

function delivery(
  state: string,
  orderId: string,
  shows: RegExp | null = /经过/,
  details: Partial<Scene> = {},
): Scene {
  return at('delivery', state, shows, { query: { id: orderId }, ...details });
}

/** Creates the scene of a delivery of 同城配送, so many minutes after it began. */
function intracity(state: string, minutes: number): Scene {
  const id = ORDER_IDS.late;
  const answers = { 'look-up': (now: number) => intracityDelivery(id, minutes, now) };
  return delivery(`intracity-${state}`, id, /经过/, { answers });
}

/** Taps an order's row, whose label begins with the whole id. */
function tapRow(orderId: string, brings: string): Action {
  return async (page) => {
    await page.getByLabel(new RegExp(`^${orderId}，`)).click();
    await page.getByText(brings).first().waitFor();
  };
}

function lookUp(text: string, brings: string): Action {
  return async (page) => {
    await page.locator('wx-input input').fill(text);
    await page.getByText('查骑手').click({ force: true });
    await page.locator(brings).first().waitFor();
  };
}
