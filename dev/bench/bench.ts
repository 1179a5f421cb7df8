import type { Page } from 'playwright-core';
import { pagePath } from '../../miniprogram/contract/page-paths';
import { CLERK } from '../host/people';
import { openStage, phoneAddress } from '../screens/stage';
import { measureBoard } from './board';
import { measureClient } from './client';
import { measureColdStart } from './cold-start';
import type { Report } from './figures';
import { measureWatchers } from './watchers';

const PHONE = { width: 375, height: 812 };
const COMPUTER = { width: 1280, height: 800 };

const MEASUREMENTS: readonly (() => Promise<Report>)[] = [
  () => measureClient('an ordinary order', 'SFTC', 1.15),
  // JSON with long integers is parsed twice.
  () => measureClient('an order whose waybill is a bare number of 26 digits', 'SS', 1.2),
  measureColdStart,
  measureWatchers,
  () => inWindow(PHONE, (page) => measureBoard(page, 'phone')),
  () => inWindow(COMPUTER, (page) => measureBoard(page, 'computer')),
];

/** Runs `npm run bench`. The exit code is 0 when every measurement reaches its targets. */
async function main(): Promise<void> {
  console.log(`Node ${process.version}`);
  process.exitCode = 1;
  let isFast = true;
  for (const measure of MEASUREMENTS) {
    const measured = await measure();
    console.log(measured.text);
    isFast &&= measured.isFast;
  }
  if (isFast) process.exitCode = 0;
}

/** Measures on a stage of its own, whose phone shows 查单 to a clerk. */
async function inWindow(
  viewport: { readonly width: number; readonly height: number },
  measure: (page: Page) => Promise<Report>,
): Promise<Report> {
  const stage = await openStage();
  try {
    const page = await stage.newPage({ viewport });
    const path = `${pagePath('search')}?from=bench`;
    await page.goto(phoneAddress(stage, { person: CLERK.id, path }));
    return await measure(page);
  } finally {
    await stage.close();
  }
}

void main();
