import type { PhoneFigures } from './phone';
import { POLLS_PER_SAMPLE } from './phone';
import type { Report } from './report';
import type { PollCost } from './scripted-polls';
import { quantile } from './statistics';

/** Half of the taps show the status within this. */
const TAP_TO_STATUS_MS = 300;
/** WeChat's bar for a handler. */
const HANDLER_MS = 50;
/** 100 polls are 20 minutes: a shift of 8 hours adds 1.5 MB at most. What does grow is the history, which is bounded (delivery-history.ts). */
const FLAT_KB = 64;

/** What `npm run bench` prints of the phone. What is no time is asserted by test/journeys/phone-limits.test.ts. */
export function phoneReport(figures: PhoneFigures): Report {
  const { tapToStatusMs, riding, standing, unchanged, size, handlers, heapBytes } = figures;
  const p50 = quantile(tapToStatusMs, 0.5);
  const slowest = slowestHandler(handlers);
  const slope = slopeKb(heapBytes);
  return {
    text: [
      `The phone in a browser, ${tapToStatusMs.length} taps, warm instance, 50 ms upstream:`,
      `  tap → status          p50 ${p50.toFixed(0)} ms   p95 ${quantile(tapToStatusMs, 0.95).toFixed(0)} ms   (target: p50 at most ${TAP_TO_STATUS_MS} ms)`,
      `  slowest handler       ${slowest.name}: p50 ${milliseconds(slowest.p50)}   longest ${milliseconds(slowest.longest)}   (target: p50 at most ${HANDLER_MS} ms)`,
      pollLine('setData, rides', riding),
      pollLine('setData, stands', standing),
      pollLine('setData, nothing new', unchanged),
      `  WXML                  ${size.nodes} nodes   depth ${size.depth}   at most ${size.mostChildren} children`,
      `  memory                ${heapBytes.map((bytes) => (bytes / 1024 / 1024).toFixed(2)).join(', ')} MB after each ${POLLS_PER_SAMPLE} polls; ${slope.toFixed(1)} KB per 100 polls   (target: at most ${FLAT_KB} KB)`,
      '',
    ].join('\n'),
    isFast: p50 <= TAP_TO_STATUS_MS && slowest.p50 <= HANDLER_MS && slope <= FLAT_KB,
  };
}

/** The kind of handler whose calls take the longest, by their p50: the very first one compiles what it runs. */
function slowestHandler(handlers: PhoneFigures['handlers']): {
  readonly name: string;
  readonly p50: number;
  readonly longest: number;
} {
  const [slowest] = [...new Set(handlers.map(({ name }) => name))]
    .map((name) => {
      const times = handlers.filter((handler) => handler.name === name).map(({ ms }) => ms);
      return { name, p50: quantile(times, 0.5), longest: Math.max(...times) };
    })
    .sort((one, other) => other.p50 - one.p50);
  return slowest ?? { name: 'none', p50: NaN, longest: NaN };
}

function pollLine(name: string, polls: readonly PollCost[]): string {
  const calls = polls.map((poll) => poll.calls.length);
  const bytes = polls.map((poll) => poll.calls.reduce((sum, call) => sum + call.bytes, 0));
  const longest = Math.max(...polls.map(({ longestMs }) => longestMs));
  return `  ${name.padEnd(22)}${mean(calls)} calls (at most ${Math.max(...calls)})   ${mean(bytes)} bytes (at most ${Math.max(...bytes)})   longest ${milliseconds(longest)}`;
}

/** How much the heap grows in 100 polls, by the straight line that fits best. The first sample is left out: caches fill up by then. */
export function slopeKb(heapBytes: readonly number[]): number {
  const samples = heapBytes.slice(1);
  const middle = (samples.length - 1) / 2;
  const average = samples.reduce((sum, bytes) => sum + bytes, 0) / samples.length;
  const up = samples.reduce((sum, bytes, at) => sum + (at - middle) * (bytes - average), 0);
  const across = samples.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return up / across / 1024;
}

function mean(numbers: readonly number[]): string {
  return (numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toFixed(1);
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
