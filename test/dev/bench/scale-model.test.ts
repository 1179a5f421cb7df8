import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CALL,
  PRICES,
  questionsAMinute,
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
/** Rows of the tables of stores, and of those with a robot. */
const ROWS = [
  ...[1, 10, 100, 1_000, 10_000, 100_000].map((stores) => rowOf(stores, scaleOf(stores))),
  ...[0, 1, 10].map((stores) => rowOf(stores, watchOf(stores))),
];

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
  it('asks as often as one person does, and from two on as often as answers grow old', () => {
    expect([0, 1, 1.5, 2, 1000].map(questionsAMinute)).toEqual([0, 5, 6.25, 7.5, 7.5]);
  });

  it('is of one store what its day and month come to', () => {
    expect(scaleOf(1)).toMatchObject({
      questionsADay: 3000 + 60 * 40 * 2,
      callsAMonth: 30 * (3600 + 12 * 60 * 6),
      requestsAMonth: 30 * (3 * 600 + 7 * 3000 + 7 * 4320 + 2 * 4800),
      gbSecondsAMonth: 30 * 0.25 * (0.1 * 600 + 0.5 * 3000 + 0.5 * 4320),
    });
    expect(scaleOf(1).callsAtATime).toBeCloseTo((3720 * 0.2) / 3600);
    expect(scaleOf(1).requestsASecond).toBeCloseTo(((7920 + 62_640) * 0.2) / 3600);
  });

  it('costs the plan, and beyond it the price of a call, or of points', () => {
    const over = 30 * (7920 + 62_640) - 200_000;
    expect(scaleOf(1).yuanByCalls).toBeCloseTo(19.9 + (over / 10_000) * 0.5);
    expect(scaleOf(0.5).yuanByPoints).toBe(19.9);
    const points = 10 * (1_879_200 * 0.02 + 237_600 * 0.00133 + 27_900 * 0.111);
    expect(scaleOf(10).yuanByPoints).toBeCloseTo(19.9 + (points - 40_000) / 1000);
    expect(scaleOf(10).yuanByCalls).toBeCloseTo(
      19.9 + ((21_168_000 - 200_000) / 10_000) * 0.5 + (279_000 - 100_000) * 0.00011108,
    );
  });

  it('is of the minutely turns what a month of them comes to', () => {
    expect(watchOf(0)).toMatchObject({ questionsADay: 0, callsAMonth: 43_200 });
    expect(watchOf(0).requestsAMonth).toBeCloseTo(43_200);
    expect(watchOf(2).questionsADay).toBe(2 * 60 * 20);
    expect(watchOf(2).requestsAMonth).toBeCloseTo(12 * 43_200 + 30 * 2400 * 2.4);
    expect(watchOf(0).yuanByCalls).toBeCloseTo(8.64 * 0.5 + 1080 * 0.00011108);
  });

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
