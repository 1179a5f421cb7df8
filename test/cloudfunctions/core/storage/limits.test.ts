import { createQuestionBudget } from '../../../../cloudfunctions/core/deliveries/question-budget';
import { openDatabaseClock } from '../../../../cloudfunctions/core/storage/database-clock';
import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import { openLimits } from '../../../../cloudfunctions/core/storage/limits';
import { fakeCall } from '../../../support/calls';
import { NOON } from '../../../support/delivery-reports';
import { memoryDatabase } from '../../../support/memory-database';

/** A shop whose 400 questions of this minute are used up but for `left`, as another one knows. */
async function setUp(left: number) {
  const time = { now: NOON };
  const memory = memoryDatabase(new Map(), () => time.now);
  const documents = createDocuments(memory.database, 'limits', () => undefined);
  const another = createQuestionBudget(documents, () => time.now);
  await another.consume(400 - left);
  const begin = async () => {
    const limits = openLimits(documents, () => time.now);
    await openDatabaseClock(limits, { wall: () => time.now, monotonic: () => time.now }).ready(
      fakeCall(),
    );
    return createQuestionBudget(limits, () => time.now);
  };
  // The clock's document exists from its first reader on.
  await begin();
  return { time, memory, begin, another };
}

const exhausted = { exhausted: expect.anything() as unknown };
const consumed = { since: expect.anything() as unknown };

describe('the clock and the counted questions', () => {
  it('come by one request, so that the first question costs its count only', async () => {
    const { memory, begin } = await setUp(1);
    const before = memory.operations();
    const budget = await begin();
    expect(memory.operations()).toBe(before + 2);
    expect(await budget.consume(1)).toEqual(consumed);
    expect(memory.operations()).toBe(before + 3);
  });

  it('hold the limit where others have counted meanwhile', async () => {
    const { begin, another } = await setUp(1);
    const budget = await begin();
    await another.consume(1);
    expect(await budget.consume(1)).toEqual(exhausted);
  });

  it('are read anew after a second, and by the second reader', async () => {
    const { time, memory, begin } = await setUp(5);
    const [first, second] = [await begin(), await begin()];
    time.now += 1000;
    const before = memory.operations();
    await first.bounds();
    expect(memory.operations()).toBe(before + 1);
    time.now -= 1;
    await second.bounds();
    expect(memory.operations()).toBe(before + 1);
    time.now += 60_000;
    await second.bounds();
    expect(memory.operations()).toBe(before + 2);
  });

  it('are each read alone where the other is missing or damaged', async () => {
    const { memory, begin } = await setUp(1);
    memory.collection('limits')?.delete('questions');
    expect(await (await begin()).consume(400)).toEqual(consumed);
    memory.put('limits', { _id: 'questions', minute: 1 });
    const damaged = await begin();
    await expect(damaged.bounds()).rejects.toMatchObject({ code: 'unreadable-document' });
    memory.collection('limits')?.delete('clock');
    memory.put('limits', { _id: 'questions', version: 1, toldADay: 10 });
    expect(await (await begin()).bounds()).toMatchObject({ aDay: 8 });
  });
});
