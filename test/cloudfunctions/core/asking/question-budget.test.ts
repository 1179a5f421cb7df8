import {
  boundsIn,
  createQuestionBudget,
  questionsToday,
  storeQuota,
} from '../../../../cloudfunctions/core/asking/question-budget';
import { at, NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const MINUTE = 60_000;

let limits: ReturnType<typeof memoryDocuments>;
let now: number;

beforeEach(() => {
  limits = memoryDocuments();
  now = NOON;
});

const budget = () => createQuestionBudget(limits, () => now);

describe('the shop’s budget of questions', () => {
  it('is 400 a minute and 60,000 a day until WeChat has told its quota, then 80 % of that', async () => {
    expect(await budget().bounds()).toEqual({ aMinute: 400, aDay: 60_000 });
    await storeQuota(limits, { aDay: 1000, aMinute: null }, now);
    expect(await budget().bounds()).toEqual({ aMinute: 400, aDay: 800 });
    await storeQuota(limits, { aDay: 1000, aMinute: 60 }, now);
    expect(await budget().bounds()).toEqual({ aMinute: 48, aDay: 800 });
    expect(boundsIn({ toldADay: 'odd', toldAMinute: 0 })).toEqual({ aMinute: 400, aDay: 60_000 });
  });

  it('keeps what has been counted when WeChat tells its quota', async () => {
    await budget().consume(7);
    await storeQuota(limits, { aDay: 1000, aMinute: null }, now);
    expect(await questionsToday(limits, now)).toEqual({ asked: 7, most: 800 });
  });

  it('holds over all instances: 20 that take 30 each at once get 400 at most', async () => {
    const instances = Array.from({ length: 20 }, budget);
    await Promise.all(instances.map((one) => one.bounds()));
    const taken = await Promise.all(instances.map((one) => one.consume(30)));
    expect(taken.filter((one) => 'since' in one)).toHaveLength(13);
    expect(limits.held.get('questions')).toMatchObject({ minute: 390, day: 390 });
    now += MINUTE;
    expect(await instances[0]?.consume(30)).toHaveProperty('since');
  });

  it('is counted beyond its bounds by what is asked in any case, which refuses the rest', async () => {
    const one = budget();
    await one.count(450);
    expect(await one.consume(1)).toHaveProperty('exhausted');
    expect(limits.held.get('questions')).toMatchObject({ minute: 450 });
  });

  it('has room again for what was given back, also in the memory of another instance', async () => {
    const [one, other] = [budget(), budget()];
    const taken = await one.consume(400);
    expect(await other.consume(1)).toHaveProperty('exhausted');
    if ('since' in taken) await one.giveBack(400, taken.since);
    expect(await other.consume(1)).toHaveProperty('since');
  });

  it('counts the day from midnight in Beijing, as WeChat does', async () => {
    now = at('23:59');
    await budget().consume(10);
    expect(await questionsToday(limits, now)).toMatchObject({ asked: 10 });
    now += MINUTE;
    expect(await questionsToday(limits, now)).toMatchObject({ asked: 0 });
    await budget().consume(3);
    expect(await questionsToday(limits, now)).toMatchObject({ asked: 3 });
  });

  it('is read once a minute, and costs one operation', async () => {
    const one = budget();
    await one.consume(1);
    await one.consume(1);
    const before = limits.operations();
    for (let n = 0; n < 5; n += 1) await one.consume(1);
    expect(limits.operations() - before).toBe(5);
  });

  it('that cannot be read is counted anew', async () => {
    limits.held.set('questions', { day: 7 } as unknown as { version: number });
    expect(await budget().consume(1)).toHaveProperty('since');
    expect(limits.held.get('questions')).toMatchObject({ day: 1, version: 1 });
  });
});
