import { createQuestionBudget } from '../../../../cloudfunctions/core/asking/question-budget';
import { openDatabaseClock } from '../../../../cloudfunctions/core/storage/database-clock';
import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { CLOCK_ID, openLimits, QUESTIONS_ID } from '../../../../cloudfunctions/core/storage/limits';
import { fakeCall } from '../../../support/calls';
import { NOON } from '../../../support/delivery-reports';
import { memoryDatabase } from '../../../support/memory-database';

const MINUTE = 60_000;

/** A shop that may ask 400 questions a minute, of which `left` are left, as another one knows. */
async function setUp(left: number) {
  const time = { now: NOON };
  const memory = memoryDatabase(new Map(), () => time.now);
  const documents = createDocuments(memory.database, 'limits', () => undefined);
  const another = createQuestionBudget(documents, () => time.now);
  await another.consume(400 - left);
  /** Starts an instance, which reads the clock. */
  const begin = async () => {
    const limits = openLimits(documents, () => time.now);
    const own = { wall: () => time.now, monotonic: () => time.now };
    const call = fakeCall();
    await openDatabaseClock(limits, own).ready(call);
    return { limits, budget: createQuestionBudget(limits, () => time.now), noted: call.noted };
  };
  // The clock's document exists from its first reader on.
  await begin();
  /** Counts the requests of some work. */
  const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = memory.operations();
    await work();
    return memory.operations() - before;
  };
  return { time, memory, begin, another, requestsOf };
}

const exhausted = { exhausted: expect.anything() as unknown };
const consumed = { since: expect.anything() as unknown };

describe('the clock and the counted questions', () => {
  it('come by one request, so that the first question costs its count only', async () => {
    const { begin, requestsOf } = await setUp(1);
    expect(await requestsOf(begin)).toBe(2);
    const { budget } = await begin();
    expect(await requestsOf(() => budget.consume(1))).toBe(1);
  });

  it('are kept for one reader', async () => {
    const { begin, requestsOf } = await setUp(1);
    const { limits } = await begin();
    const read = () => limits.read(QUESTIONS_ID);
    expect([await requestsOf(read), await requestsOf(read)]).toEqual([0, 1]);
  });

  it('are kept for a second', async () => {
    const { time, begin, requestsOf } = await setUp(1);
    const [one, other] = [await begin(), await begin()];
    time.now += 999;
    expect(await requestsOf(() => one.limits.read(QUESTIONS_ID))).toBe(0);
    time.now += 1;
    expect(await requestsOf(() => other.limits.read(QUESTIONS_ID))).toBe(1);
  });

  it('are not kept over a count of this instance, begun before or after', async () => {
    const { begin, requestsOf } = await setUp(2);
    const { limits, budget } = await begin();
    await Promise.all([limits.read(CLOCK_ID), budget.consume(1)]);
    expect(await requestsOf(() => limits.read(QUESTIONS_ID))).toBe(1);
    await limits.read(CLOCK_ID);
    await budget.count(1);
    expect(await requestsOf(() => limits.read(QUESTIONS_ID))).toBe(1);
  });

  it('hold the limit where others have counted meanwhile, and find the room that came since', async () => {
    const { time, begin, another } = await setUp(1);
    const { budget } = await begin();
    await another.consume(1);
    expect(await budget.consume(1)).toEqual(exhausted);
    time.now += MINUTE - 1;
    const { budget: next } = await begin();
    time.now += 1;
    await another.consume(1);
    expect(await next.consume(1)).toEqual(consumed);
  });

  it('are each read alone where the other is missing or damaged', async () => {
    const { memory, begin } = await setUp(1);
    memory.collection('limits')?.delete(QUESTIONS_ID);
    expect(await (await begin()).budget.consume(400)).toEqual(consumed);
    memory.put('limits', { _id: QUESTIONS_ID, minute: 1 });
    const { budget, noted } = await begin();
    expect(noted).toEqual([]);
    expect(await budget.bounds()).toMatchObject({ aDay: 60_000 });
    memory.collection('limits')?.delete(CLOCK_ID);
    memory.put('limits', { _id: QUESTIONS_ID, version: 1, toldADay: 10 });
    expect(await (await begin()).budget.bounds()).toMatchObject({ aDay: 8 });
  });

  it('are removed where a client has made them up', async () => {
    const { memory, begin } = await setUp(1);
    for (const _id of [CLOCK_ID, QUESTIONS_ID]) {
      memory.collection('limits')?.delete(_id);
      memory.put('limits', { _id, version: 1, _openid: 'o-liar', toldADay: 9, at: 'never' });
    }
    const { budget, noted } = await begin();
    expect(noted).toEqual([{ clock: 'untold' }]);
    expect(await budget.bounds()).toMatchObject({ aDay: 60_000 });
    expect(memory.collection('limits')?.size).toBe(0);
    expect((await begin()).noted).toEqual([]);
  });
});
