import type { Page } from 'playwright-core';
import type { Board, BoardRow } from '../../miniprogram/contract/board-api';
import type { KnownOrder } from '../../miniprogram/contract/cloud-api';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { FIRST_STORE } from '../sandbox/account';
import { frames } from './frames';
import { type PollCost, scriptedPolls } from './scripted-polls';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;

/** Changes of riders on their way: one moves, another will come later, a third stands still. */
const CHANGES: readonly Partial<BoardRow>[] = [
  { position: placeOf(7) },
  { expectedAt: NOON + 40 * MINUTE },
  { stuck: { reason: 'not-moving', since: NOON - 10 * MINUTE } },
];

/**
 * Opens a board of many rows on a phone, whose polls a script answers (scripted-polls.ts).
 *
 * @returns answers a number of polls, each with three changed rows
 */
export async function scriptedBoard(
  page: Page,
): Promise<(polls: number) => Promise<readonly PollCost[]>> {
  const answer = await scriptedPolls(page, pagePath('board'), 'board');
  const left = ROWS.filter(({ status }) => status === 'delivering');
  await answer(NOON, boardOf(ROWS));
  return async (polls) => {
    const costs: PollCost[] = [];
    while (costs.length < polls) {
      const before = left.splice(0, CHANGES.length);
      const rows = before.map((row, n) => ({
        ...row,
        ...CHANGES[n],
        mark: `2${row.mark.slice(1)}`,
      }));
      const gone = before.map(({ mark }) => mark);
      costs.push(await answer(NOON, boardOf(rows, gone)));
    }
    return costs;
  };
}

/** Scrolls through the list and back. @returns times in ms, and most WXML nodes on the way */
export async function scrollBoard(page: Page, pxAFrame: number) {
  await page.evaluate(`{
    const list = [...document.querySelectorAll('.phone-page:last-child *')]
      .find((one) => one.scrollHeight > one.clientHeight + 5000 && one.clientHeight > 0);
    let [step, frame] = [${pxAFrame}, 0];
    __phone.handlerLog.length = window.__nodes = 0;
    window.__scrolls = () => {
      list.scrollTop += step;
      frame += 1;
      if (frame % 20 === 0) __nodes = Math.max(__nodes, __phone.pageSize().nodes);
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) step = -${pxAFrame};
      return step > 0 || list.scrollTop > 0;
    };
  }`);
  const frameMs = await frames(page, '__scrolls()');
  const scrolled = `__phone.handlerLog.filter(({ name }) => name === 'scroll').map(({ ms }) => ms)`;
  const handlerMs = await page.evaluate<number[]>(scrolled);
  return { handlerMs, frameMs, nodes: await page.evaluate<number>('__nodes') };
}

function placeOf(n: number): NonNullable<BoardRow['position']> {
  const [longitude, latitude] = FIRST_STORE.position;
  return {
    longitude: Number((longitude + ((n % 23) - 11) * 0.002).toFixed(6)),
    latitude: Number((latitude + ((n % 19) - 9) * 0.002).toFixed(6)),
  };
}

const minutes = (count: number): number => NOON + count * MINUTE;

const CHEN = { riderName: '陈师傅', company: 'SFTC' };
const XIE = { riderName: '谢**', company: 'DADA' };

/** What rows under way show. */
const STATES: readonly Partial<KnownOrder>[] = [
  { status: 'delivering', ...CHEN, distanceMetres: 1012, expectedAt: minutes(12) },
  { status: 'delivering', ...XIE, expectedAt: minutes(-3), stillSince: NOON, hasMoved: true },
  { status: 'delivering', ...CHEN, distanceMetres: 640, statusSince: minutes(-14) },
  { status: 'delivering', ...XIE, distanceMetres: 810, expectedAt: minutes(4) },
  { status: 'delivering', ...CHEN, store: '天河南店', askedAt: minutes(-12) },
  { status: 'waiting', company: 'SFTC', statusSince: minutes(-4) },
  { status: 'waiting', company: 'DADA', stuck: { reason: 'no-rider', since: minutes(-11) } },
  { status: 'at-store', ...XIE, stuck: { reason: 'at-store', since: minutes(-17) } },
  { status: 'returning-unreachable', ...XIE, statusSince: minutes(-9) },
  { status: 'unknown', company: 'MTPS', detail: '310' },
];

/** As many rows as WeChat's limits for a page must allow, in every state but the end. */
export const ROWS: readonly BoardRow[] = Array.from({ length: 50 }, () => STATES)
  .flat()
  .map((row, n) => ({
    kind: 'known',
    status: 'unknown',
    detail: null,
    askedAt: NOON,
    expectedAt: null,
    ...row,
    orderId: `20261124-${1000 + n}`,
    // As long as those of the cloud.
    mark: `${10_001_000 + n}`,
    waybillId: `SF${10_000_000 + n}`,
    ...(row.riderName !== undefined && { callable: true, position: placeOf(n) }),
  }));

/** @param gone marks of rows that the phone holds no longer */
export function boardOf(rows: readonly BoardRow[], gone: readonly string[] = []): Board {
  return { rows, gone, nextAskMs: 0, usedShare: 0.29, slowedToSeconds: null };
}
