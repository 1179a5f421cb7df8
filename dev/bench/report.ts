import type { BoardFigures } from './board';
import type { ClientTimes } from './client';
import type { ColdStart } from './cold-start';
import type { Report } from './figures';
import { fittedLine, mean, median, quantile, report, sum } from './figures';
import type { PhoneFigures } from './phone';
import { CALL } from './scale-model';
import type { PollCost } from './scripted-polls';
import type { LookUpCosts, Watched } from './shared-answers';

/**
 * @param order short description of the order
 * @param times ms of single look-ups, equally many of each client
 * @param atMost maximum of our median time divided by that of a bare POST
 */
export function clientReport(order: string, times: ClientTimes, atMost: number): Report {
  const { bare, ours, nestWechat } = times;
  const speeds = (ms: readonly number[]): Readonly<Record<string, number>> => ({
    'p50 ms': median(ms),
    'to bare': median(ms) / median(bare),
    'p99 ms': quantile(ms, 0.99),
    'of bare': quantile(ms, 0.99) / quantile(bare, 0.99),
    'calls a second': 1000 / mean(ms),
  });
  return report(
    `One look-up of ${order}, with a token at hand, ${bare.length} of each kind, in turns:`,
    {
      'bare keep-alive node:http': speeds(bare),
      'our client': speeds(ours),
      'nest-wechat': speeds(nestWechat),
    },
    {
      'our p50 to bare': [median(ours) / median(bare), atMost],
      'our p50 to nest-wechat’s': [median(ours) / median(nestWechat), 1],
    },
  );
}

/** Maximum of a cold start's time divided by that without a bundle. */
const MOST_OF_PLAIN = 0.3;

export function coldStartReport(measured: ColdStart): Report {
  const { rounds, plainMs, bundleMs, bundleBytes, deferredBytes } = measured;
  return report(
    `Cold start of getOrder, require to answer, medians of ${rounds} processes each, in turns:`,
    {
      'wx-server-sdk from node_modules': { ms: plainMs },
      'the built bundle': {
        ms: bundleMs,
        KB: bundleBytes / 1024,
        'KB read only when used': deferredBytes / 1024,
      },
    },
    { ratio: [bundleMs / plainMs, MOST_OF_PLAIN] },
  );
}

export function lookUpCostsReport(costs: LookUpCosts): Report {
  const { rounds, emptyMs, readMs, known, asked, upstreamMs } = costs;
  // Reads in the same run, since one machine takes four times as long as another.
  const inReads = (ms: number): number => (ms - emptyMs) / (readMs - emptyMs);
  const requestsOf = ({ reads, writes }: typeof CALL.known | typeof CALL.asked): number =>
    reads + writes;
  return report(
    `One look-up in the local cloud, medians of ${rounds} of each kind, in turns:`,
    {
      'a function that does nothing': { ms: emptyMs },
      'one read by wx-server-sdk': { ms: readMs },
      'told a moment ago': {
        ms: known.ms,
        'database requests': known.requests,
        'of a new process': known.coldRequests,
        'in docs/scale.md': requestsOf(CALL.known),
      },
      'with a question to WeChat': {
        ms: asked.ms,
        'WeChat’s own ms': upstreamMs,
        'database requests': asked.requests,
        'of a new process': asked.coldRequests,
        'in docs/scale.md': requestsOf(CALL.asked),
      },
    },
    {
      'reads that what was told a moment ago takes as long as': [inReads(known.ms), 7],
      'requests of what was told a moment ago': [known.requests, 3],
      'reads that a question takes as long as, without WeChat’s own time': [
        inReads(asked.ms - upstreamMs),
        14,
      ],
      'requests with a question': [asked.requests, 6],
    },
  );
}

/** Age in ms up to which one cached answer serves all callers while an order is being delivered. */
const FLOOR_MS = 8000;

export function watchersReport(levels: readonly Watched[]): Report {
  const hundred = levels.filter(({ watchers }) => watchers <= 100);
  // Levels below 100 watchers are left out: there, nearly every call asks WeChat.
  const shared = levels.filter(({ watchers }) => watchers >= 100);
  const questions = levels.map((level) => level.questions);
  const minutes = levels.map(({ personMinutes }) => personMinutes);
  return report(
    'People who watch a delivery on its way for a minute; usual is a question for each answer:',
    {
      ...Object.fromEntries(
        levels.map(({ watchers, ...level }) => [`${watchers} people`, { ...level }]),
      ),
      'calls a person and minute': {
        here: sum(levels.map(({ answers }) => answers)) / sum(minutes),
        'in docs/scale.md': CALL.callsAMinute,
      },
      'questions a minute': {
        here: Math.max(...questions),
        'in docs/scale.md': CALL.mostQuestionsAMinute,
      },
    },
    {
      'questions for a hundred people': [Math.max(...hundred.map((level) => level.questions)), 9],
      'ms of the oldest answer that is shared, over 8 s and one call': [
        Math.max(...shared.map(({ oldestMs, longestMs }) => oldestMs - longestMs - FLOOR_MS)),
        0,
      ],
    },
  );
}

/** Reports the phone's times and memory. phone-limits.test.ts checks WeChat's other limits. */
export function phoneReport(figures: PhoneFigures): Report {
  const { tapToStatusMs, riding, standing, unchanged, size, handlers, frameMs, heapBytes } =
    figures;
  const kinds = [...new Set(handlers.map(({ name }) => name))].map((name) => ({
    name,
    times: handlers.filter((handler) => handler.name === name).map(({ ms }) => ms),
  }));
  const heapMb = heapBytes.map((bytes) => bytes / 1024 / 1024);
  // Leaves out the first sample, because caches are still filling until then.
  const growth = fittedLine(heapBytes.slice(1).map((bytes) => bytes / 1024));
  return report(
    `The phone in a browser, ${tapToStatusMs.length} taps, warm instance, 50 ms upstream:`,
    {
      'tap → status': { 'p50 ms': median(tapToStatusMs), 'p95 ms': quantile(tapToStatusMs, 0.95) },
      ...Object.fromEntries(
        kinds.map(({ name, times }) => [
          `handler ${name}`,
          { 'p50 ms': median(times), 'longest ms': Math.max(...times) },
        ]),
      ),
      'setData, rides': pollFigures(riding),
      'setData, stands': pollFigures(standing),
      'setData, nothing new': pollFigures(unchanged),
      'frames while the rider glides': {
        'a second': 1000 / mean(frameMs),
        'p50 ms': median(frameMs),
        'p95 ms': quantile(frameMs, 0.95),
        'longest ms': Math.max(...frameMs),
      },
      WXML: { nodes: size.nodes, depth: size.depth, 'most children': size.mostChildren },
      'memory after polls': Object.fromEntries(
        heapMb.map((mb, at) => [`MB after ${100 * (at + 1)}`, mb]),
      ),
      'its growth from the second on': {
        'KB per 100 polls': growth.rise,
        'its error': growth.error,
      },
    },
    {
      'ms from tap to status, p50,': [median(tapToStatusMs), 300],
      // WeChat's limit for a handler (ms), here for the median: the very first call compiles code.
      'ms of the slowest handler, p50,': [Math.max(...kinds.map(({ times }) => median(times))), 50],
      // 60 frames a second; one in twenty may come a frame late.
      'ms of a frame while the rider glides, p50,': [median(frameMs), 17],
      'p95,': [quantile(frameMs, 0.95), 34],
      // 100 polls take 20 minutes, so a shift of 8 hours adds 1.5 MB at most. The history grows,
      // but it is bounded (delivery-history.ts). Twice the standard error of the slope is allowed.
      'KB of memory per 100 polls': [growth.rise, 64 + 2 * growth.error],
    },
  );
}

/**
 * Reports the times of 看板 in one window. board-limits.test.ts checks nodes and bytes, which do not
 * depend on the machine.
 */
export function boardReport({ name, rows, ...figures }: BoardFigures): Report {
  const { openingMs, refreshes, scrolling } = figures;
  const { handlerMs, frameMs, nodes } = scrolling;
  const answers = refreshes.map(({ answerBytes }) => answerBytes);
  return report(
    `看板 of ${rows} rows on a ${name} in a browser, its answers scripted, 50 ms upstream:`,
    {
      'tap on the tab → first rows': {
        'p50 ms': median(openingMs),
        'longest ms': Math.max(...openingMs),
      },
      'setData, 3 rows changed': pollFigures(refreshes),
      'answer, 3 rows changed': { bytes: mean(answers), 'most bytes': Math.max(...answers) },
      'handlers of scrolling': {
        count: handlerMs.length,
        'p50 ms': median(handlerMs),
        'p95 ms': quantile(handlerMs, 0.95),
        'longest ms': Math.max(...handlerMs),
      },
      'frames while scrolling': {
        'p50 ms': median(frameMs),
        'p95 ms': quantile(frameMs, 0.95),
        'longest ms': Math.max(...frameMs),
      },
      WXML: { 'most nodes': nodes },
    },
    {
      'ms from tap to first rows, p50,': [median(openingMs), 500],
      'ms of a handler while scrolling, p50,': [median(handlerMs), 10],
    },
  );
}

function pollFigures(polls: readonly PollCost[]): Readonly<Record<string, number>> {
  const calls = polls.map((poll) => poll.calls.length);
  const bytes = polls.map((poll) => sum(poll.calls.map((call) => call.bytes)));
  return {
    calls: mean(calls),
    'at most': Math.max(...calls),
    bytes: mean(bytes),
    'most bytes': Math.max(...bytes),
    'longest ms': Math.max(...polls.map(({ longestMs }) => longestMs)),
  };
}
