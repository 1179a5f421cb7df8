import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { statusOfCode } from '../../cloudfunctions/core/providers/wechat-instant/status-codes';
import type { Board, BoardRow } from '../../miniprogram/contract/board-api';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { district } from '../district/district';
import type { PollCost } from './scripted-polls';
import { COST } from './scripted-polls';

/** Cost of an answer that brings three changed rows, and its size in bytes. */
export interface RefreshCost extends PollCost {
  readonly answerBytes: number;
}

/** What scrolling through the list costs; times in ms. */
export interface Scrolling {
  readonly handlerMs: readonly number[];
  /** Times between two frames. */
  readonly frameMs: readonly number[];
  /** Most WXML nodes of the page on the way. */
  readonly nodes: number;
}

/** Page 看板 of a phone, for which a script answers in place of the cloud. */
export interface ScriptedBoard {
  /** Opens the board with nothing stored. @returns ms until the first frame with rows */
  readonly open: () => Promise<number>;
  /**
   * Stops the page's clock for good, since what it changes is no cost of an answer, lets the board
   * ask some times, and changes three rows before each answer.
   */
  readonly refresh: (times: number) => Promise<readonly RefreshCost[]>;
  /** Scrolls through the list and back. */
  readonly scroll: (pxAFrame: number) => Promise<Scrolling>;
}

/** Number of rows that WeChat's limits for a page must allow. */
export const MANY_ROWS = 500;

interface Asked {
  readonly event: { readonly action: string; readonly held?: readonly string[] };
}

const MINUTE = 60_000;
/** Wait (ms) for the next call, which each answer prescribes, before the page's clock stops. */
const NEXT_ASK_MS = 400;
/** Time (ms) after which the script answers. */
const ANSWER_MS = 50;

export async function scriptedBoard(page: Page): Promise<ScriptedBoard> {
  // The phone's clock is that of its host.
  const now = (): Promise<number> => page.evaluate<number>('Date.now()');
  let rows = manyRows(await now());
  let nextAskMs = NEXT_ASK_MS;
  let heldAt: number | null = null;
  /** Called with each answer before it is sent. */
  let answers = (_bytes: number): Promise<void> => Promise.resolve();
  /** Called with each call of the board, before its answer is made. */
  let asked = (): Promise<void> => Promise.resolve();
  await page.route('**/functions/getOrder', async (route: Route) => {
    const { event } = route.request().postDataJSON() as Asked;
    // Page 查单, which opens first, refreshes its list.
    if (event.action === 'refresh-orders') {
      const data = { orders: [], nextAskInSeconds: 60 };
      return route.fulfill({ json: { result: { ok: true, serverTime: await now(), data } } });
    }
    if (event.action !== 'board') return route.fallback();
    await asked();
    const data = boardAfter(rows, event.held ?? [], nextAskMs);
    const result = { ok: true, serverTime: heldAt ?? (await now()), data };
    await answers(Buffer.byteLength(JSON.stringify(result)));
    await pause(ANSWER_MS);
    return route.fulfill({ json: { result } });
  });
  return {
    open: async () => {
      const search = JSON.stringify(`${pagePath('search')}?from=bench`);
      await page.evaluate(`wx.clearStorageSync(); wx.reLaunch({ url: ${search} }); null`);
      await page.locator('wx-input input').waitFor();
      return page.evaluate<number>(OPENING);
    },
    refresh: (times) =>
      new Promise((resolve, reject) => {
        const costs: RefreshCost[] = [];
        let answerBytes: number | null = null;
        const next = async (): Promise<void> => {
          heldAt = await page.evaluate<number>(HELD_CLOCK);
          nextAskMs = 0;
          const cost = await page.evaluate<PollCost>(COST);
          if (answerBytes !== null) costs.push({ ...cost, answerBytes });
          if (costs.length < times) {
            rows = changed(rows, costs.length);
            return;
          }
          [asked, answers] = [() => Promise.resolve(), () => Promise.resolve()];
          nextAskMs = NEXT_ASK_MS;
          resolve(costs);
        };
        asked = () => next().catch(reject);
        answers = (bytes) => {
          answerBytes = bytes;
          return Promise.resolve();
        };
      }),
    scroll: (pxAFrame) => page.evaluate<Scrolling>(`(${SCROLLING})(${pxAFrame})`),
  };
}

/** Script that stops the clock of the page. @returns its time */
const HELD_CLOCK = `(() => {
  const at = Date.now();
  Date.now = () => at;
  return at;
})()`;

/** Script that opens the board and returns the ms until the first frame with rows. */
const OPENING = `new Promise((resolve) => {
  const began = performance.now();
  wx.switchTab({ url: '${pagePath('board')}' });
  const look = () => {
    const rows = document.querySelectorAll('.phone-page:last-child [aria-label^="20261124-1"]');
    const isBoard = __phone.currentPages().at(-1).includes('board');
    if (!isBoard || rows.length < 5) requestAnimationFrame(look);
    else resolve(performance.now() - began);
  };
  requestAnimationFrame(look);
})`;

const SCROLLING = `(px) => new Promise((resolve) => {
  const list = [...document.querySelectorAll('.phone-page:last-child *')]
    .find((one) => one.scrollHeight > one.clientHeight + 5000 && one.clientHeight > 0);
  const [handlerMs, frameMs] = [[], []];
  let [before, nodes, step] = [performance.now(), 0, px];
  __phone.handlerLog.length = 0;
  const next = (now) => {
    frameMs.push(now - before);
    before = now;
    list.scrollTop += step;
    const heard = __phone.handlerLog.splice(0).filter(({ name }) => name === 'scroll');
    handlerMs.push(...heard.map(({ ms }) => ms));
    if (frameMs.length % 20 === 0) nodes = Math.max(nodes, __phone.pageSize().nodes);
    if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) step = -px;
    if (step < 0 && list.scrollTop === 0) resolve({ handlerMs, frameMs: frameMs.slice(1), nodes });
    else requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})`;

/** Kinds of rows by their share of ten: the courier's code, and minutes until the arrival. */
const KINDS = [
  { code: 301, minutes: 6 },
  { code: 301, minutes: 14 },
  { code: 301, minutes: 22 },
  { code: 301, minutes: 31 },
  { code: 301, minutes: -4 },
  { code: 201, minutes: 26 },
  { code: 102, minutes: 30 },
  { code: 101, minutes: 35 },
  { code: 101, minutes: null },
  { code: 303, minutes: null },
] as const;

function manyRows(now: number): readonly BoardRow[] {
  const [longitude, latitude] = district.store.position;
  return Array.from({ length: MANY_ROWS }, (_, n): BoardRow => {
    const { code, minutes } = KINDS[n % KINDS.length] ?? KINDS[0];
    const { name: status, detail } = statusOfCode(code);
    const hasRider = status !== 'waiting';
    return {
      kind: 'known',
      orderId: `20261124-${1000 + n}`,
      mark: markOf(n, 0),
      status,
      detail,
      askedAt: now,
      expectedAt: minutes === null ? null : now + minutes * MINUTE + n * 1000,
      statusSince: now - (3 + (n % 20)) * MINUTE,
      company: 'SFTC',
      waybillId: `SF${10_000_000 + n}`,
      ...(hasRider && {
        rider: '陈师傅',
        callable: true,
        position: {
          longitude: Number((longitude + ((n % 23) - 11) * 0.002).toFixed(6)),
          latitude: Number((latitude + ((n % 19) - 9) * 0.002).toFixed(6)),
        },
      }),
    };
  });
}

/** Mark as long as those of the cloud. */
const markOf = (n: number, version: number): string => `${1000 + n}${1000 + version}`;

/** Changes three rows: a rider moves, another will come later, a third is late with a reason. */
function changed(rows: readonly BoardRow[], turn: number): readonly BoardRow[] {
  return rows.map((row, n) => {
    const mark = markOf(n, turn + 1);
    const { position, expectedAt, statusSince } = row;
    if (n === 10 * turn && position !== undefined)
      return { ...row, mark, position: { ...position, latitude: position.latitude + 0.0005 } };
    if (n === 10 * turn + 1) return { ...row, mark, expectedAt: (expectedAt ?? 0) + 3 * MINUTE };
    if (n === 10 * turn + 2) {
      const stuck = { reason: 'not-moving' as const, since: statusSince ?? row.askedAt };
      return { ...row, mark, stuck };
    }
    return row;
  });
}

function boardAfter(rows: readonly BoardRow[], held: readonly string[], nextAskMs: number): Board {
  const known = new Set(held);
  const marks = new Set(rows.map(({ mark }) => mark));
  return {
    rows: rows.filter(({ mark }) => !known.has(mark)),
    gone: held.filter((mark) => !marks.has(mark)),
    counts: { 'to-handle': 50, delivering: 250, pickup: 50, waiting: 150, ended: 0, awaited: 0 },
    nextAskMs,
    usedShare: 0.29,
    slowedToSeconds: null,
  };
}
