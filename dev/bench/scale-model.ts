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
  /** The same of `watch`, while no board is open. */
  watchTierSeconds: 120,
  /** Deliveries of a day that need somebody, and are told. */
  toldDeliveries: 5,
} as const;

/** Costs of one call: counts as `npm run bench` measures them, times for a real network. */
export const CALL = {
  /** Calls of one page, and requests to WeChat for all pages, in a minute of a delivery. */
  callsAMinute: 60 / 12,
  mostQuestionsAMinute: 60 / 8,
  known: { reads: 2, writes: 1, seconds: 0.1 },
  asked: { reads: 2, writes: 5, seconds: 0.5 },
  /** A board's call that asks for up to five orders, without the writes of each question. */
  board: { reads: 4, writes: 3, seconds: 0.5 },
  boardQuestionWrites: 2,
  /** A minute's turn of `watch` without and with an open door, and each question of a turn. */
  watchWithout: { requests: 2, seconds: 0.1 },
  watch: { requests: 15, seconds: 0.5 },
  watchQuestion: { requests: 2.4, seconds: 0.1 },
  /** A subscribe message, at most: where ten people are told of one delivery, each takes 4.3. */
  message: { requests: 7 },
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
  const month = {
    callsAMonth: callsADay * DAYS_A_MONTH,
    requestsAMonth: requestsADay * DAYS_A_MONTH,
    gbSecondsAMonth: sum('seconds') * CALL.memoryGb * DAYS_A_MONTH,
  };
  const busy = (aDay: number): number => (aDay * STORE_DAY.busiestHour) / 3600;
  return {
    questionsADay: pageQuestions + boardQuestions,
    ...month,
    requestsASecond: busy(callsADay + requestsADay),
    callsAtATime: busy(sum('seconds')),
    ...yuanAMonth(month.callsAMonth, month.requestsAMonth, month.gbSecondsAMonth),
  };
}

/**
 * Computes what the function `watch` takes while no board is open: a day's questions, a month's
 * calls, requests to the database and GBs, and yuan a month beyond the plan by either price.
 *
 * @param stores number of stores with a robot, or with people who have messages left
 */
export function watchOf(stores: number) {
  const { watchWithout, watch, watchQuestion, memoryGb } = CALL;
  const questionsADay =
    (stores * STORE_DAY.deliveries * STORE_DAY.underWayMinutes * 60) / STORE_DAY.watchTierSeconds;
  const turn = stores === 0 ? watchWithout : watch;
  const aMonth = (per: 'requests' | 'seconds'): number =>
    DAYS_A_MONTH * (24 * 60 * turn[per] + questionsADay * watchQuestion[per]);
  const callsAMonth = DAYS_A_MONTH * 24 * 60;
  const [requestsAMonth, gbSecondsAMonth] = [aMonth('requests'), aMonth('seconds') * memoryGb];
  const { byCalls, byPoints } = PRICES;
  return {
    questionsADay,
    callsAMonth,
    requestsAMonth,
    gbSecondsAMonth,
    yuanByCalls: (callsAMonth + requestsAMonth) * byCalls.yuan + gbSecondsAMonth * byCalls.gbSecond,
    yuanByPoints: pointsOf(callsAMonth, requestsAMonth, gbSecondsAMonth) * byPoints.yuan,
  };
}

/**
 * Computes what subscribe messages of one store take in a month, the turns of `watch` included.
 *
 * @param people number of people of the store who have messages left
 */
export function messagesOf(people: number) {
  const messagesAMonth = DAYS_A_MONTH * STORE_DAY.toldDeliveries * people;
  const { callsAMonth, requestsAMonth } = watchOf(people === 0 ? 0 : 1);
  return {
    messagesAMonth,
    callsAMonth,
    requestsAMonth: requestsAMonth + messagesAMonth * CALL.message.requests,
  };
}

/** Computes the price of the smallest plan and of what goes beyond it, by calls or by points. */
function yuanAMonth(calls: number, requests: number, gbSeconds: number) {
  const { planYuan, byCalls, byPoints } = PRICES;
  const callsOver = Math.max(0, calls + requests - byCalls.inPlan);
  const gbSecondsOver = Math.max(0, gbSeconds - byCalls.gbSecondsInPlan);
  const points = pointsOf(calls, requests, gbSeconds);
  return {
    yuanByCalls: planYuan + callsOver * byCalls.yuan + gbSecondsOver * byCalls.gbSecond,
    yuanByPoints: planYuan + Math.max(0, points - byPoints.inPlan) * byPoints.yuan,
  };
}

function pointsOf(calls: number, requests: number, gbSeconds: number): number {
  const { request, call, gbSecond } = PRICES.byPoints;
  return requests * request + calls * call + gbSeconds * gbSecond;
}

/**
 * Estimates the requests to WeChat a minute for one delivery.
 *
 * @param watchers average number of people who watch the delivery; may be a fraction
 */
function questionsAMinute(watchers: number): number {
  const of = (people: number): number =>
    Math.min(people * CALL.callsAMinute, CALL.mostQuestionsAMinute);
  const few = Math.floor(watchers);
  return of(few) + (watchers - few) * (of(few + 1) - of(few));
}
