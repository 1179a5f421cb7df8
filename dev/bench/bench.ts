import { measureClient } from './client';
import { measureColdStart } from './cold-start';
import { measurePhone } from './phone';
import { phoneReport } from './phone-report';
import type { Report } from './report';
import { clientReport, coldStartReport } from './report';
import { measureLookUpCosts, measureWatchers } from './shared-answers';
import { lookUpCostsReport, watchersReport } from './shared-report';

/** Of the time of a bare POST. */
const ORDINARY_RATIO = 1.15;
/** An answer with digits that a number cannot hold is parsed twice. */
const LONG_DIGITS_RATIO = 1.2;

/** The program behind `npm run bench`: fails when a target is missed. */
async function main(): Promise<void> {
  console.log(`Node ${process.version}`);
  const reports = [
    print(clientReport('an ordinary order', await measureClient('SFTC'), ORDINARY_RATIO)),
    print(
      clientReport(
        'an order whose waybill is a bare number of 26 digits',
        await measureClient('SS'),
        LONG_DIGITS_RATIO,
      ),
    ),
    print(coldStartReport(await measureColdStart())),
    print(lookUpCostsReport(await measureLookUpCosts())),
    print(watchersReport(await measureWatchers())),
    print(phoneReport(await measurePhone())),
  ];
  if (!reports.every(({ isFast }) => isFast)) process.exitCode = 1;
}

function print(report: Report): Report {
  console.log(report.text);
  return report;
}

void main();
