import type { ClientTimes } from '../../../dev/bench/client';
import type { ColdStart } from '../../../dev/bench/cold-start';
import type { Report } from '../../../dev/bench/figures';
import type { PhoneFigures } from '../../../dev/bench/phone';
import {
  clientReport,
  coldStartReport,
  lookUpCostsReport,
  phoneReport,
  watchersReport,
} from '../../../dev/bench/report';
import type { LookUpCosts, Watched } from '../../../dev/bench/shared-answers';

const KB = 1024;
const MB = KB * KB;
const ofKb = (kb: number): number => kb * KB;

const client = (change: Partial<ClientTimes> = {}): Report =>
  clientReport('an order', { bare: [0.2, 0.2], ours: [0.22], nestWechat: [0.5], ...change }, 1.15);

const coldStart = (change: Partial<ColdStart> = {}): Report =>
  coldStartReport({
    ...{ rounds: 25, plainMs: 200, bundleMs: 56.6 },
    ...{ bundleBytes: 500 * KB, deferredBytes: 2000 * KB, ...change },
  });

const KNOWN = { ms: 8, requests: 3, coldRequests: 5 };
const ASKED = { ms: 16, requests: 6, coldRequests: 8 };
const lookUps = (change: Partial<LookUpCosts> = {}): Report =>
  lookUpCostsReport({
    ...{
      rounds: 200,
      emptyMs: 0.5,
      readMs: 2.5,
      known: KNOWN,
      asked: ASKED,
      upstreamMs: 1,
      ...change,
    },
  });

const HUNDRED: Watched = {
  ...{ watchers: 100, personMinutes: 100, answers: 512, refused: 0, questions: 8 },
  ...{ oldestMs: 8040, p50Ms: 12.4, longestMs: 55 },
};
const watchers = (change: Partial<Watched> = {}): Report =>
  watchersReport([{ ...HUNDRED, ...change }]);

const poll = (...bytes: number[]) => ({
  calls: bytes.map((each) => ({ component: 'components/pane/pane', bytes: each })),
  longestMs: 1.5,
});
const phone = (change: Partial<PhoneFigures> = {}): Report =>
  phoneReport({
    tapToStatusMs: [120, 130, 140, 150, 600],
    riding: [poll(300, 500), poll(400)],
    standing: [poll(80)],
    unchanged: [poll(), poll()],
    size: { nodes: 106, depth: 15, mostChildren: 7 },
    frameMs: [16, 17, 16, 33],
    handlers: [
      { name: 'tap', ms: 2 },
      { name: 'onLoad', ms: 20 },
      { name: 'onLoad', ms: 6 },
      { name: 'onLoad', ms: 4 },
    ],
    heapBytes: [6, 6, 6, 6].map((mb) => mb * MB),
    ...change,
  });

it.each<[string, Report, boolean]>([
  ['our client at 1.14 × bare', client({ ours: [0.228] }), true],
  ['at 1.16 × bare', client({ ours: [0.232] }), false],
  ['slower than nest-wechat', client({ nestWechat: [0.21] }), false],
  ['a cold start of 60 ms of 200', coldStart({ bundleMs: 60 }), true],
  ['of 61 ms', coldStart({ bundleMs: 61 }), false],
  ['look-ups within all targets', lookUps(), true],
  ['known, as long as 7.05 reads', lookUps({ known: { ...KNOWN, ms: 14.6 } }), false],
  ['asked, as long as 14.05 reads', lookUps({ asked: { ...ASKED, ms: 29.6 } }), false],
  ['four requests for what is known', lookUps({ known: { ...KNOWN, requests: 4 } }), false],
  ['seven requests for a question', lookUps({ asked: { ...ASKED, requests: 7 } }), false],
  ['nine questions for a hundred people', watchers({ questions: 9 }), true],
  ['ten questions', watchers({ questions: 10 }), false],
  ['an answer as old as may be', watchers({ oldestMs: 8055 }), true],
  ['an older answer', watchers({ oldestMs: 8056 }), false],
  ['a thousand people and ten questions', watchers({ watchers: 1000, questions: 10 }), true],
  ['one person, who asks seldom', watchers({ watchers: 1, oldestMs: 12_000 }), true],
  ['a phone as it should be', phone(), true],
  ['half of the taps longer than 300 ms', phone({ tapToStatusMs: [100, 301, 301] }), false],
  ['a handler of 51 ms', phone({ handlers: [{ name: 'tap', ms: 51 }] }), false],
  ['50 frames a second', phone({ frameMs: [20, 20, 21] }), false],
  ['a heap that grows', phone({ heapBytes: [0, 1, 2, 3].map((at) => at * 100 * KB) }), false],
  ['one that grows at first', phone({ heapBytes: [0, 500, 500, 500, 500].map(ofKb) }), true],
  // 66 KB a sample, give or take 25.
  ['one that may not grow', phone({ heapBytes: [0, 0, 200, 80, 220, 320].map(ofKb) }), true],
  // 74 KB, give or take 2.
  ['one that surely does', phone({ heapBytes: [0, 0, 70, 140, 210, 300].map(ofKb) }), false],
])('%s: whether the targets are reached', (_name, { isFast }, expected) => {
  expect(isFast).toBe(expected);
});
