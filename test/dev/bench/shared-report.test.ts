import type { LookUpCosts, Watched } from '../../../dev/bench/shared-answers';
import { lookUpCostsReport, watchersReport } from '../../../dev/bench/shared-report';

const HUNDRED: Watched = {
  watchers: 100,
  personMinutes: 100,
  answers: 512,
  questions: 8,
  oldestMs: 8040,
  p50Ms: 12.4,
  longestMs: 55,
};

describe('watchersReport', () => {
  it('tells of each level what it cost, beside the usual way, in columns', () => {
    const { text } = watchersReport([
      { ...HUNDRED, watchers: 1, answers: 6, questions: 6 },
      HUNDRED,
    ]);
    const rows = text.split('\n').map((row) => row.trim().split(/\s{2,}/));
    expect(rows[1]).toEqual(
      'watchers|answers|questions|usual way|oldest|call p50|longest'.split('|'),
    );
    expect(rows[2]).toEqual(['1', '6', '6', '6', '8040 ms', '12 ms', '55 ms']);
    expect(rows[3]).toEqual(['100', '512', '8', '512', '8040 ms', '12 ms', '55 ms']);
  });

  it('holds the model of docs/scale.md against what was counted', () => {
    const { text } = watchersReport([HUNDRED]);
    expect(text).toContain(
      '5 calls a person and minute, and 7.5 questions a minute: here 5.1, and 8.0',
    );
  });

  it.each<[string, Partial<Watched>, boolean]>([
    ['nine questions', { questions: 9 }, true],
    ['ten questions', { questions: 10 }, false],
    ['an answer as old as may be', { oldestMs: 8055 }, true],
    ['an older answer', { oldestMs: 8056 }, false],
    ['a thousand people and ten questions', { watchers: 1000, questions: 10 }, true],
    ['one person, who asks seldom', { watchers: 1, oldestMs: 12_000 }, true],
  ])('%s: whether the target is reached', (_name, changes, isFast) => {
    expect(watchersReport([{ ...HUNDRED, ...changes }]).isFast).toBe(isFast);
  });
});

describe('lookUpCostsReport', () => {
  const COSTS: LookUpCosts = {
    rounds: 200,
    emptyMs: 0.5,
    knownMs: 8,
    knownRequests: 3,
    askedMs: 16,
    askedRequests: 5,
    upstreamMs: 1,
    coldKnownRequests: 5,
    coldAskedRequests: 8,
  };

  it('tells what a look-up takes over a function that does nothing, and over WeChat’s own time', () => {
    const { text } = lookUpCostsReport(COSTS);
    expect(text).toMatch(/told a moment ago +8\.0 ms +7\.5 ms over it +3 database requests, 5 of/);
    expect(text).toMatch(
      /question to WeChat +16\.0 ms +15\.0 ms over WeChat’s +1\.0 ms +5 .*, 8 of/,
    );
  });

  it.each<[string, Partial<LookUpCosts>, boolean]>([
    ['within all targets', {}, true],
    ['known, 10.1 ms over', { knownMs: 10.6 }, false],
    ['asked, 20.1 ms over', { askedMs: 21.1 }, false],
    ['four requests for what is known', { knownRequests: 4 }, false],
    ['six requests for a question', { askedRequests: 6 }, false],
  ])('%s: whether the target is reached', (_name, changes, isFast) => {
    expect(lookUpCostsReport({ ...COSTS, ...changes }).isFast).toBe(isFast);
  });
});
