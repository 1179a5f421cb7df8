import type { Page } from 'playwright-core';
import type { DeliveryAnswer, KnownOrder } from '../../miniprogram/contract/cloud-api';
import type { StatusName } from '../../miniprogram/contract/delivery-status';
import { TWO_PANES_FROM_PX } from '../../miniprogram/styles/widths';
import { REVIEWER, STRANGER } from '../host/people';
import { wxOrderIdFrom } from '../sandbox/intracity-deliveries';
import {
  type Details,
  type Scene,
  type Step,
  at,
  reloadWith,
  letPass,
  keepColour,
  see,
  swipe,
  tap,
  tapLabel,
} from './scene';
import type { ScriptedAnswers } from './scripted-answers';
import { ORDER_IDS } from './stage';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');

/** Orders of one ending to choose from, with rows that the demo's list does not have. */
const CHOICES: readonly KnownOrder[] = [
  order('20261124-8842', 'delivering', { company: 'SFTC', expectedAt: NOON + 9 * MINUTE }),
  order('MT-20261124004178842', 'at-store', {
    riderName: '谢**',
    company: 'DADA',
    stuck: { reason: 'at-store', since: NOON - 17 * MINUTE },
  }),
  order('20261124-1208842', 'pick-up-cancelled-by-rider', { company: 'SS', endedAt: NOON }),
  order('20261124-0008842', 'unknown', { company: 'MTPS', detail: '310' }),
  order('20261119-8842', 'delivered', { company: 'SFTC', endedAt: NOON - 7200 * MINUTE }),
];

const WIDE = { fromPx: TWO_PANES_FROM_PX };
const NARROW = { belowPx: TWO_PANES_FROM_PX };
const UNREADABLE = { 'look-up': 'upstream-malformed' } as const;
const OPEN_ROW = tapLabel(new RegExp(`^${ORDER_IDS.delivering}，`));
const RAISE = tapLabel(/^拉起详情$/);

/** Main states of the pages 查单 (`search`) and 配送 (`delivery`). */
export const LOOK_UP_SCENES: readonly Scene[] = [
  // Uses a stranger, whose list of recent orders is empty.
  at('search', 'empty', /查骑手/, { person: STRANGER.id }),
  at('search', 'recents', /最近查过/),
  at('search', 'reviewer', /可以试的订单/, { person: REVIEWER.id }),
  at('search', 'refused', /查骑手/, { steps: [...lookUp('骑'.repeat(50)), see('订单号太长了')] }),
  at('search', 'choosing', /查骑手/, {
    answers: { 'look-up': { choices: [...CHOICES], more: true } },
    steps: [...lookUp('8842'), see('选一个')],
  }),
  at('search', 'swiped', /最近查过/, { root: '.remove', ...NARROW, steps: [swipe] }),
  at('search', 'two-panes', /最近查过/, { ...WIDE, steps: [OPEN_ROW, see('经过')] }),

  delivery('101', ORDER_IDS.waiting),
  delivery('102', ORDER_IDS.reassigned, { shows: /骑手已更换/ }),
  delivery('201', ORDER_IDS.atStore),
  delivery('301', ORDER_IDS.delivering),
  delivery('301-pulled-up', ORDER_IDS.delivering, {
    ...NARROW,
    steps: [RAISE, tap(/全部 \d+ 条/), see('查到时在等待接单')],
  }),
  delivery('301-end-of-sheet', ORDER_IDS.delivering, {
    ...NARROW,
    steps: [RAISE, (page) => page.getByText(/^订单号$/).scrollIntoViewIfNeeded()],
  }),
  delivery('301-late', ORDER_IDS.late, { shows: /超过预计/, answers: expectedIn(-3) }),
  delivery('301-lowered', ORDER_IDS.delivering, { ...NARROW, steps: [lowerSheet] }),
  delivery('302', ORDER_IDS.delivered),
  delivery('304', ORDER_IDS.returning),
  delivery('intracity-at-store', intracityId(3102)),
  delivery('intracity-delivering', intracityId(3103)),
  delivery('intracity-exception', intracityId(3104)),
  delivery('unknown', ORDER_IDS.late, { faults: ['unknown-status'] }),
  delivery('failure-with-data', ORDER_IDS.returning, {
    steps: [reloadWith(UNREADABLE), see(/显示 \d/)],
  }),
  delivery('failure-unfolded', ORDER_IDS.returning, {
    shows: null,
    answers: UNREADABLE,
    steps: [tapLabel(/^编号/), see(/^复制$/)],
  }),
  delivery('not-found', '20261124-0000', { shows: /没有找到/ }),
  scanned('found', ORDER_IDS.delivering, /经过/, { answers: expectedIn(7) }),
  scanned('late', ORDER_IDS.late, /经过/, { answers: expectedIn(-3) }),
  scanned('to-handle', ORDER_IDS.returning, /经过/),
  scanned('not-known', '20261124-9931', /还没有这单/),
  scanned('awaiting', ORDER_IDS.acrossTheRiver, /正在查/, { answers: { 'look-up': 'no-answer' } }),
  at('delivery', 'without-id', /没有订单号/),
  delivery('not-staff', ORDER_IDS.delivering, { shows: /只对本店/, person: STRANGER.id }),
  delivery('unclaimed', ORDER_IDS.delivering, {
    shows: /等店主认领/,
    person: STRANGER.id,
    answers: { me: { kind: 'stranger', claimable: true } },
  }),
  delivery('loading', ORDER_IDS.acrossTheRiver, { shows: null, faults: ['hang'] }),
  delivery('slow', ORDER_IDS.acrossTheRiver, {
    shows: null,
    answers: { 'look-up': 'no-answer' },
    steps: [letPass(6000), see('比平时慢')],
  }),
];

function order(orderId: string, status: StatusName, more: Partial<KnownOrder>): KnownOrder {
  return { orderId, status, detail: null, askedAt: NOON, expectedAt: null, ...more };
}

function delivery(state: string, id: string, details: Details = {}): Scene {
  return at('delivery', state, /经过/, { query: { id }, ...details });
}

/** Opens a delivery as right after the scan of its label. */
function scanned(state: string, id: string, shows: RegExp, details: Details = {}): Scene {
  const query = { id, scanned: '1', announced: '1' };
  return at('delivery', `scanned-${state}`, shows, { query, steps: [keepColour], ...details });
}

/** Returns WeChat's number of an order of the demo (dev/sandbox/intracity-demo.ts). */
function intracityId(number: number): string {
  return wxOrderIdFrom(`demo 20261124-${number}`);
}

/** Answers with the real delivery, but expected so many minutes from now. */
function expectedIn(minutes: number): ScriptedAnswers {
  return {
    'look-up': (real: DeliveryAnswer) => ({
      ...real,
      arrival: { remainingSeconds: 0, expectedAt: real.askedAt + minutes * MINUTE },
    }),
  };
}

function lookUp(text: string): readonly Step[] {
  return [
    (page) => page.locator('wx-input input').fill(text),
    (page) => page.getByText('查骑手').click({ force: true }),
  ];
}

async function lowerSheet(page: Page): Promise<void> {
  const { x = 0, y = 0, width = 0 } = (await page.getByLabel('拉起详情').boundingBox()) ?? {};
  await page.mouse.move(x + width / 2, y + 22);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, (page.viewportSize()?.height ?? 0) - 20, { steps: 5 });
  await page.mouse.up();
  await page.getByText('经过').waitFor({ state: 'hidden' });
}
