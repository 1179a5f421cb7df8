import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchCloud, openBenchCloud } from './bench-cloud';
import { type Report, median, report, sum } from './figures';
import { CALL } from './scale-model';

const PROCESSES = 4;
const WATCHERS = [1, 10, 100, 1000];
/** A minute, which is also the window of the rate limit. */
const WATCHED_MS = 60_000;
/** Milliseconds within which all watchers open the page, one after the other. */
const ARRIVE_WITHIN_MS = 10_000;
/** Milliseconds after which a phone asks again when the rate limit has refused its call. */
const ASK_AGAIN_MS = 15_000;
/** Age in ms up to which one cached answer serves all callers while an order is being delivered. */
const FLOOR_MS = 8000;

/** Lets 1, 10, 100 and 1,000 people watch a delivery for a minute of real time. */
export async function measureWatchers(): Promise<Report> {
  const cloud = await openBenchCloud(PROCESSES);
  try {
    const levels: Awaited<ReturnType<typeof watch>>[] = [];
    for (const watchers of WATCHERS) {
      levels.push(await watch(cloud, watchers));
      cloud.jump(WATCHED_MS);
    }
    const all = (of: 'answers' | 'minutes'): number => sum(levels.map((level) => level[of]));
    return report('People who watch a delivery on its way for a minute:', {
      ...Object.fromEntries(levels.map(({ row }, at) => [`${WATCHERS[at]} people`, row])),
      'calls a person and minute': {
        here: all('answers') / all('minutes'),
        'in docs/scale.md': CALL.callsAMinute,
      },
      'questions a minute': {
        here: Math.max(...levels.map(({ questions }) => questions)),
        'in docs/scale.md': CALL.mostQuestionsAMinute,
      },
    });
  } finally {
    await cloud.close();
  }
}

async function watch(cloud: BenchCloud, watchers: number) {
  const orderId = cloud.placeOrder();
  const before = cloud.questions();
  const endsAt = performance.now() + WATCHED_MS;
  const ages: number[] = [];
  const times: number[] = [];
  let watchedMs = 0;
  let refused = 0;
  const watchAs = async (clerk: number): Promise<void> => {
    await sleep((ARRIVE_WITHIN_MS * clerk) / watchers);
    const beganAt = performance.now();
    let since: number | undefined;
    while (performance.now() < endsAt) {
      const calledAt = performance.now();
      const told = await cloud.lookUp(orderId, clerk, since);
      if (told === null) {
        refused += 1;
        await sleep(ASK_AGAIN_MS);
        continue;
      }
      times.push(performance.now() - calledAt);
      ages.push(told.ageMs);
      since = told.report.askedAt;
      await sleep((told.report.nextAskInSeconds ?? 0) * 1000);
    }
    watchedMs += performance.now() - beganAt;
  };
  await Promise.all(Array.from({ length: watchers }, (_, clerk) => watchAs(clerk)));
  const questions = cloud.questions() - before;
  const [oldest, longest] = [Math.max(...ages), Math.max(...times)];
  return {
    questions,
    answers: ages.length,
    minutes: watchedMs / 60_000,
    row: {
      answers: ages.length,
      'refused calls': refused,
      questions: { is: questions, atMost: watchers <= 100 ? 9 : undefined },
      'p50 ms': median(times),
      'longest ms': longest,
      'oldest answer, ms': oldest,
      // With fewer watchers nearly every call asks WeChat, and few answers are shared.
      ...(watchers >= 100 && {
        'over 8 s and a call': { is: oldest - longest - FLOOR_MS, atMost: 0 },
      }),
    },
  };
}
