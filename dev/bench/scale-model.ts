/** Assumptions about one store's day. A shop can replace them by its own figures. */
export const STORE_DAY = {
  deliveries: 60,
  /** Minutes for which a delivery's page is open, for `watchers` people on average. */
  watchedMinutes: 8,
  watchers: 1.5,
  /** Share of the day's calls that fall into the busiest hour (0 to 1). */
  busiestHour: 0.2,
  /** Hours for which one device has the board open, and its calls in a minute. */
  boardHours: 12,
  boardCallsAMinute: 6,
  /** Minutes for which a delivery is under way, and seconds between two questions of the board. */
  underWayMinutes: 40,
  boardTierSeconds: 30,
} as const;

/** Costs of one call: counts as `npm run bench` measures them, times for a real network. */
export const CALL = {
  /** Calls of one page, and requests to WeChat for all pages, in a minute of a delivery. */
  callsAMinute: 60 / 12,
  mostQuestionsAMinute: 60 / 8,
  known: { reads: 2, writes: 1, seconds: 0.1 },
  asked: { reads: 2, writes: 4, seconds: 0.5 },
  /** A board's call that asks for up to five orders, without the writes of each question. */
  board: { reads: 4, writes: 3, seconds: 0.5 },
  boardQuestionWrites: 2,
  memoryGb: 0.25,
} as const;

/**
 * Prices, each with its source in docs/scale.md, as read on 2026-11-29. An environment is billed by
 * calls, where a request to the database counts as much as a call of a function, or by points.
 */
export const PRICES = {
  planYuan: 19.9,
  byCalls: { inPlan: 200_000, gbSecondsInPlan: 100_000, yuan: 0.5 / 10_000, gbSecond: 0.00011108 },
  byPoints: {
    inPlan: 40_000,
    yuan: 1 / 1000,
    request: 200 / 10_000,
    call: 13.3 / 10_000,
    gbSecond: 0.111,
  },
} as const;
const DAYS_A_MONTH = 30;

/** Limits of one environment or one document; which are certain is told in docs/scale.md. */
export const LIMITS = {
  questionsADay: 60_000,
  requestsASecond: 500,
  changesOfADocumentASecond: 500,
  ridersAnHour: 25_000,
  callsAtATime: 1000,
} as const;

/**
 * Computes the load of a number of stores in one cloud environment: a day's questions, a month's
 * calls, requests to the database and GBs, the busiest hour, and yuan a month by either price.
 */
export function scaleOf(stores: number) {
  const minutes = stores * STORE_DAY.deliveries * STORE_DAY.watchedMinutes;
  const pageCalls = minutes * STORE_DAY.watchers * CALL.callsAMinute;
  const pageQuestions = minutes * questionsAMinute(STORE_DAY.watchers);
  const known = pageCalls - pageQuestions;
  const board = stores * STORE_DAY.boardHours * 60 * STORE_DAY.boardCallsAMinute;
  const underWay = stores * STORE_DAY.deliveries * STORE_DAY.underWayMinutes;
  const boardQuestions = underWay * (60 / STORE_DAY.boardTierSeconds);
  const sum = (per: 'reads' | 'writes' | 'seconds'): number =>
    known * CALL.known[per] + pageQuestions * CALL.asked[per] + board * CALL.board[per];
  const callsADay = pageCalls + board;
  const writesADay = sum('writes') + boardQuestions * CALL.boardQuestionWrites;
  const requestsADay = sum('reads') + writesADay;
  const inMonth = {
    calls: callsADay * DAYS_A_MONTH,
    requests: requestsADay * DAYS_A_MONTH,
    gbSeconds: sum('seconds') * CALL.memoryGb * DAYS_A_MONTH,
  };
  const busy = (aDay: number): number => (aDay * STORE_DAY.busiestHour) / 3600;
  return {
    stores,
    questionsADay: pageQuestions + boardQuestions,
    callsAMonth: inMonth.calls,
    requestsAMonth: inMonth.requests,
    gbSecondsAMonth: inMonth.gbSeconds,
    requestsASecond: busy(callsADay + requestsADay),
    callsAtATime: busy(sum('seconds')),
    yuanByCalls: yuanByCalls(inMonth),
    yuanByPoints: yuanByPoints(inMonth),
  };
}

interface Month {
  readonly calls: number;
  readonly requests: number;
  readonly gbSeconds: number;
}

/** Yuan a month where calls and requests are counted, beyond the smallest plan as they come. */
function yuanByCalls({ calls, requests, gbSeconds }: Month): number {
  const { inPlan, gbSecondsInPlan, yuan, gbSecond } = PRICES.byCalls;
  const over = Math.max(0, calls + requests - inPlan) * yuan;
  return PRICES.planYuan + over + Math.max(0, gbSeconds - gbSecondsInPlan) * gbSecond;
}

/** Yuan a month where points are counted, beyond the smallest plan as they come. */
function yuanByPoints({ calls, requests, gbSeconds }: Month): number {
  const { inPlan, yuan, request, call, gbSecond } = PRICES.byPoints;
  const points = requests * request + calls * call + gbSeconds * gbSecond;
  return PRICES.planYuan + Math.max(0, points - inPlan) * yuan;
}

/**
 * Computes what docs/scale.md tells of the limits: days until the smallest plan's calls are used by
 * one store, and the number of stores at which each other limit is reached.
 */
export function reachedAt() {
  const one = scaleOf(1);
  const busyQuestions = (one.questionsADay * STORE_DAY.busiestHour) / 3600;
  return {
    daysOfThePlan: (PRICES.byCalls.inPlan / (one.callsAMonth + one.requestsAMonth)) * DAYS_A_MONTH,
    budget: LIMITS.questionsADay / one.questionsADay,
    requestsASecond: LIMITS.requestsASecond / one.requestsASecond,
    counter: LIMITS.changesOfADocumentASecond / busyQuestions,
    callsAtATime: LIMITS.callsAtATime / one.callsAtATime,
    sweep: LIMITS.ridersAnHour / (STORE_DAY.deliveries / 24),
  };
}

/**
 * Estimates the requests to WeChat a minute for one delivery.
 *
 * @param watchers average number of people who watch the delivery; may be a fraction
 */
export function questionsAMinute(watchers: number): number {
  const of = (people: number): number =>
    Math.min(people * CALL.callsAMinute, CALL.mostQuestionsAMinute);
  const few = Math.floor(watchers);
  return of(few) + (watchers - few) * (of(few + 1) - of(few));
}

const LEVELS = [1, 10, 100, 1_000, 10_000, 100_000];

/** Writes a figure as docs/scale.md does: two digits, since assumptions allow no more. */
export function inShort(figure: number): string {
  return new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 }).format(figure);
}

/** Builds the rows of the table in docs/scale.md. */
export function scaleRows(): readonly string[] {
  return LEVELS.map(scaleOf).map(({ stores, ...rest }) => {
    const cells = Object.values(rest).map(inShort);
    return `| ${[stores.toLocaleString('en-US'), ...cells].join(' | ')} |`;
  });
}
