import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CALL,
  messagesOf,
  PRICES,
  scaleOf,
  STORE_DAY,
  watchOf,
} from '../../../dev/bench/scale-model';
import { ROOT } from '../../support/repository';

/** Limits of one environment or one document; which are certain is told in docs/scale.md. */
const LIMITS = {
  questionsADay: 60_000,
  requestsASecond: 500,
  changesOfADocumentASecond: 500,
  ridersAnHour: 25_000,
  callsAtATime: 1000,
} as const;

/** Writes a figure as docs/scale.md does: two digits, since assumptions allow no more. */
const inShort = (figure: number): string =>
  figure.toLocaleString('en-US', { maximumSignificantDigits: 2 });

const rowOf = (stores: number, figures: Readonly<Record<string, number>>): string => {
  const cells = Object.values(figures).map(inShort);
  return `| ${[stores.toLocaleString('en-US'), ...cells].join(' | ')} |`;
};
/** Rows of the tables of stores, of those with a channel for notices, and of people. */
const ROWS = [
  ...[1, 3, 10, 100, 1_000, 10_000, 100_000].map((stores) => rowOf(stores, scaleOf(stores))),
  ...[0, 1, 3, 10].map((stores) => rowOf(stores, watchOf(stores))),
  ...[0, 1, 10].map((people) => rowOf(people, messagesOf(people))),
  ...[1, 3, 10].map((stores) => costRowOf(stores)),
];

/** Row of the table of costs: a month's and a year's yuan, without `watch` and with it. */
function costRowOf(stores: number): string {
  const [board, watch] = [scaleOf(stores), watchOf(stores)];
  const pairOf = (months: number): string =>
    [board.yuanByPoints + watch.yuanByPoints, board.yuanByCalls + watch.yuanByCalls]
      .map((yuan) => inShort(yuan * months))
      .join(' / ');
  const alone = [board.yuanByPoints, board.yuanByCalls];
  const cells = alone.flatMap((yuan) => [inShort(yuan), inShort(yuan * 12)]);
  return `| ${[stores, ...cells, pairOf(1), pairOf(12)].join(' | ')} |`;
}

/** Numbers of stores at which limits are reached. */
function reachedAt(): readonly number[] {
  const one = scaleOf(1);
  const busyQuestions = (one.questionsADay * STORE_DAY.busiestHour) / 3600;
  return [
    LIMITS.questionsADay / one.questionsADay,
    LIMITS.requestsASecond / one.requestsASecond,
    LIMITS.changesOfADocumentASecond / busyQuestions,
    LIMITS.callsAtATime / one.callsAtATime,
    LIMITS.ridersAnHour / (STORE_DAY.deliveries / 24),
  ];
}

describe('the model of scale', () => {
  it('is what docs/scale.md tells, prices and limits included', () => {
    const page = readFileSync(path.join(ROOT, 'docs/scale.md'), 'utf8');
    const words = page.replace(/\s+/g, ' ');
    const { byCalls, byPoints, planYuan } = PRICES;
    const { callsAMonth, requestsAMonth } = scaleOf(1);
    const daysOfThePlan = (byCalls.inPlan / (callsAMonth + requestsAMonth)) * 30;
    const told = [
      ...ROWS,
      `${STORE_DAY.deliveries} deliveries a day`,
      `at most ${CALL.mostQuestionsAMinute} times a minute`,
      `asks WeChat runs for ${CALL.asked.seconds} s, another for ${CALL.known.seconds} s`,
      `${STORE_DAY.boardHours} hours, ${STORE_DAY.boardCallsAMinute} calls a minute`,
      `takes ${CALL.watch.requests} requests to the database, and ${CALL.watchQuestion.requests} more`,
      `some ${CALL.message.requests} to the database`,
      `${STORE_DAY.toldDeliveries} deliveries a day that need somebody`,
      `that is under way every ${STORE_DAY.watchTierSeconds} s`,
      `${STORE_DAY.underWayMinutes} minutes under way, asked for every ${STORE_DAY.boardTierSeconds} s`,
      `| ${inShort(daysOfThePlan)} days of one store |`,
      ...reachedAt().map((count) => `| ${inShort(count)} stores`),
      `| ${planYuan} yuan a month | ${byCalls.inPlan.toLocaleString('en-US')} calls`,
      `| ${byCalls.yuan * 10_000} yuan for 10,000 | `,
      `| ${planYuan} yuan a month | ${byPoints.inPlan.toLocaleString('en-US')} points`,
      `${byPoints.request * 10_000} points for 10,000 requests`,
      `${byPoints.call * 10_000} for 10,000 calls`,
    ];
    expect(told.filter((one) => !words.includes(one))).toEqual([]);
  });
});
