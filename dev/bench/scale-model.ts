/** Assumptions about one store's day. A shop can replace them by its own figures. */
export const STORE_DAY = {
  deliveries: 60,
  /** Minutes for which a delivery is watched, by `watchers` people on average. */
  watchedMinutes: 8,
  watchers: 1.5,
  /** Share of the day's calls that fall into the busiest hour (0 to 1). */
  busiestHour: 0.2,
} as const;

/** Costs of one call: counts as `npm run bench` measures them, times for a real network. */
export const CALL = {
  /** Calls of one page, and requests to WeChat for all pages, in a minute of a delivery. */
  callsAMinute: 60 / 12,
  mostQuestionsAMinute: 60 / 8,
  known: { reads: 2, writes: 1, seconds: 0.1 },
  asked: { reads: 2, writes: 4, seconds: 0.5 },
  /** Duration of one database request in seconds. */
  requestSeconds: 0.01,
  memoryGb: 0.25,
} as const;

/**
 * Pay-as-you-go prices in yuan (github.com/tencentyun/qcloud-documents, 推荐购买说明: 400,000 GBs
 * cost 44.43, 6 million reads 9, 3 million writes 15).
 */
const PRICES = { gbSecond: 44.43 / 400_000, read: 9 / 6_000_000, write: 15 / 3_000_000 } as const;
const DAYS_A_MONTH = 30;

/**
 * Computes the load of a number of stores in one cloud environment: calls a day, calls a second and
 * parallel calls in the busiest hour, parallel database requests, and yuan a month.
 */
export function scaleOf(stores: number) {
  const minutes = stores * STORE_DAY.deliveries * STORE_DAY.watchedMinutes;
  const callsADay = minutes * STORE_DAY.watchers * CALL.callsAMinute;
  const questionsADay = minutes * questionsAMinute(STORE_DAY.watchers);
  const knownADay = callsADay - questionsADay;
  const sum = (per: (kind: typeof CALL.known | typeof CALL.asked) => number): number =>
    knownADay * per(CALL.known) + questionsADay * per(CALL.asked);
  const readsADay = sum(({ reads }) => reads);
  const writesADay = sum(({ writes }) => writes);
  const secondsADay = sum(({ seconds }) => seconds);
  const busy = (aDay: number): number => (aDay * STORE_DAY.busiestHour) / 3600;
  const yuanADay =
    secondsADay * CALL.memoryGb * PRICES.gbSecond +
    readsADay * PRICES.read +
    writesADay * PRICES.write;
  return {
    stores,
    callsADay,
    questionsADay,
    readsADay,
    writesADay,
    callsASecond: busy(callsADay),
    callsAtATime: busy(secondsADay),
    requestsAtATime: busy(readsADay + writesADay) * CALL.requestSeconds,
    yuanAMonth: yuanADay * DAYS_A_MONTH,
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

/** Builds the rows of the table in docs/scale.md. */
export function scaleRows(): readonly string[] {
  const few = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
  return LEVELS.map(scaleOf).map(({ stores, ...rest }) => {
    const cells = Object.values(rest).map((value) => few.format(value));
    return `| ${[stores.toLocaleString('en-US'), ...cells].join(' | ')} |`;
  });
}
