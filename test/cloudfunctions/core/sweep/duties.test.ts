import { removalDuty, runDuties } from '../../../../cloudfunctions/core/sweep/duties';
import { memoryDocuments } from '../../../support/memory-documents';

/** Makes duties with so many parts to run, and records whose part ran. */
function dutiesOf(turns: Readonly<Record<string, number>>) {
  const taken: string[] = [];
  const duties = Object.entries(turns).map(([name, most]) => {
    let left = most;
    const runPart = () => {
      taken.push(name);
      left -= 1;
      return Promise.resolve({ doneCount: 10, isDone: left === 0 });
    };
    return [name, runPart] as const;
  });
  return { duties: new Map(duties), taken };
}

/** Time for so many turns. */
function timeFor(turns: number) {
  let left = turns;
  return { timeLeftMs: () => (left-- > 0 ? 1000 : 999) };
}

describe('duties', () => {
  it('take turns, and leave their time to the others when they are over', async () => {
    const { duties, taken } = dutiesOf({ a: 4, b: 1, c: 2 });
    const { done, left, failures } = await runDuties(duties, timeFor(99));
    expect(taken.join('')).toBe('abcacaa');
    expect([...done]).toEqual(Object.entries({ a: 40, b: 10, c: 20 }));
    expect([left, failures]).toEqual([[], []]);
  });

  it('have a turn each before one has a second, and are told when the time is over', async () => {
    const { duties, taken } = dutiesOf({ a: 1000, b: 2, c: 1, d: 3 });
    const { done, left } = await runDuties(duties, timeFor(6));
    expect(taken.join('')).toBe('abcdab');
    expect([...done.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(left).toEqual(['a', 'd']);
  });

  it('are not stopped by one that fails', async () => {
    const { duties, taken } = dutiesOf({ a: 2, c: 2 });
    const down = new Error('down');
    const all = new Map([['b', () => Promise.reject(down)] as const, ...duties]);
    const { left, failures } = await runDuties(all, timeFor(99));
    expect(taken.join('')).toBe('acac');
    expect(left).toEqual(['b']);
    expect(failures).toEqual([down]);
  });
});

describe('a removal', () => {
  it('takes a hundred at a time, the oldest first', async () => {
    const documents = memoryDocuments();
    for (let n = 0; n < 150; n += 1) documents.held.set(`${n}`, { version: 1, at: 1000 - n });
    const runPart = removalDuty(documents, { below: ['at', 1000] });
    expect(await runPart()).toEqual({ doneCount: 100, isDone: false });
    expect([...documents.held.values()].map(({ at }) => at)).toEqual(
      Array.from({ length: 50 }, (_, n) => 1000 - n),
    );
    expect(await runPart()).toEqual({ doneCount: 49, isDone: true });
    expect([...documents.held.keys()]).toEqual(['0']);
  });

  it('is not over where another instance has been faster with all of a turn', async () => {
    const documents = memoryDocuments();
    for (let n = 0; n < 150; n += 1) documents.held.set(`${n}`, { version: 1, at: n });
    const runPart = removalDuty(documents, { below: ['at', 1000] });
    expect(
      await Promise.all([runPart(), removalDuty(documents, { below: ['at', 1000] })()]),
    ).toEqual([
      { doneCount: 100, isDone: false },
      { doneCount: 0, isDone: false },
    ]);
    expect(await runPart()).toEqual({ doneCount: 50, isDone: true });
  });
});
