import { measureBoard } from './board';
import { measureClient } from './client';
import { measureColdStart } from './cold-start';
import type { Report } from './figures';
import { measurePhone } from './phone';
import * as reports from './report';
import { measureLookUpCosts, measureWatchers } from './shared-answers';

/** Targets: our median time divided by a bare POST's. JSON with long integers is parsed twice. */
const RATIOS = { ordinary: 1.15, longDigits: 1.2 };
const LONG_DIGITS = 'an order whose waybill is a bare number of 26 digits';

const MEASUREMENTS: readonly (() => Promise<Report>)[] = [
  async () =>
    reports.clientReport('an ordinary order', await measureClient('SFTC'), RATIOS.ordinary),
  async () => reports.clientReport(LONG_DIGITS, await measureClient('SS'), RATIOS.longDigits),
  async () => reports.coldStartReport(await measureColdStart()),
  async () => reports.lookUpCostsReport(await measureLookUpCosts()),
  async () => reports.watchersReport(await measureWatchers()),
  async () => reports.phoneReport(await measurePhone()),
  async () => reports.boardReport(await measureBoard('phone')),
  async () => reports.boardReport(await measureBoard('computer')),
];

/** Runs `npm run bench`. The exit code is 1 when a measurement misses one of its targets. */
async function main(): Promise<void> {
  console.log(`Node ${process.version}`);
  for (const measure of MEASUREMENTS) {
    const { text, isFast } = await measure();
    console.log(text);
    if (!isFast) process.exitCode = 1;
  }
}

void main();
