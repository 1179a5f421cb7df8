import type { QuotaOwner } from '../../../../cloudfunctions/core/providers/wechat/mini-program-quota';
import { createQuestionBudget } from '../../../../cloudfunctions/core/asking/question-budget';
import { at, NOON, MINUTE, HOUR } from '../../../support/delivery-reports';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import { memoryDocuments } from '../../../support/memory-documents';

const OWN: QuotaOwner = { appId: APP_ID, provider: 'wechat-instant' };
const OF_MALL: QuotaOwner = { appId: MALL.appId, provider: 'wechat-instant' };

let limits: ReturnType<typeof memoryDocuments>;
let now: number;

beforeEach(() => {
  limits = memoryDocuments();
  now = NOON;
});

const budget = () =>
  createQuestionBudget(
    limits,
    () => Promise.resolve(APP_ID),
    () => now,
  );
const times = (count: number, owner = OWN) => Array.from({ length: count }, () => owner);
const consume = (one: ReturnType<typeof budget>, count: number, owner = OWN, isForPerson = true) =>
  one.consume(times(count, owner), isForPerson ? 'person' : 'board');
const tell = (owner: QuotaOwner, limit: number, left: number, aMinute: number | null = null) =>
  budget().storeQuota(owner, { dailyLimit: limit, leftToday: left, perMinute: aMinute });

describe('the shop’s budget of questions', () => {
  it('is 400 a minute and 60,000 a day until WeChat has told its quotas, then their sum', async () => {
    expect(await budget().readBounds()).toEqual({ perMinute: 400, perDay: 60_000 });
    expect((await budget().readUsedShare())()).toBe(0);
    await tell(OWN, 1000, 1000, 60);
    expect(await budget().readBounds()).toEqual({ perMinute: 48, perDay: 800 });
    await tell(OF_MALL, 1000, 1000);
    expect(await budget().readBounds()).toEqual({ perMinute: 400, perDay: 1250 });
    // What others use of a quota takes nothing from the part of another one.
    await tell(OF_MALL, 1000, 10, 600);
    await tell(OWN, 1000, 500, 60);
    expect(await budget().readBounds()).toEqual({ perMinute: 528, perDay: 1250 });
  });

  it('holds over all instances: 20 that take 30 each at once get a lane’s 160 at most', async () => {
    const instances = Array.from({ length: 20 }, budget);
    await Promise.all(instances.map((one) => one.readBounds()));
    const taken = await Promise.all(instances.map((one) => consume(one, 30)));
    expect(taken.filter((one) => 'since' in one)).toHaveLength(5);
    expect(taken.filter((one) => 'waitSeconds' in one)).toHaveLength(15);
    expect(limits.held.get('questions')).toMatchObject({ day: 150 });
    expect((await budget().useOfLane('person')).askedCount).toBe(150);
    // Twenty that have read nothing since the minute has passed all get their part at once.
    now += MINUTE + 4000;
    const again = await Promise.all(instances.map((one) => consume(one, 8)));
    expect(again.filter((one) => 'since' in one)).toHaveLength(20);
    expect(limits.held.get('questions')).toMatchObject({ day: 310 });
    expect((await budget().useOfLane('person')).askedCount).toBe(160);
  });

  it.each([0, 2000, 6000])(
    'has room again for what was given back %d ms later, also in the memory of another instance',
    async (ms) => {
      const [one, other] = [budget(), budget()];
      const taken = await consume(one, 160);
      expect(await consume(other, 1)).toEqual({ waitSeconds: 64 });
      await consume(other, 20, OWN, false);
      now += ms;
      await consume(other, 5, OWN, false);
      if ('since' in taken) await one.giveBack(times(100), taken);
      expect(limits.held.get('questions')).toMatchObject({ day: 85 });
      expect(await consume(other, 100)).toHaveProperty('since');
      expect(await consume(other, 1)).toHaveProperty('waitSeconds');
    },
  );

  it('counts what is asked for a known order in the day, which refuses nothing', async () => {
    const daySince = at('00:00');
    limits.held.set('questions', { day: 60_000, daySince, version: 1 });
    expect(await consume(budget(), 1)).toHaveProperty('exhausted');
    expect(await budget().consume(times(1), 'person', true)).toHaveProperty('since');
    expect(limits.held.get('questions')).toMatchObject({ day: 60_001 });
  });

  it('has nothing for registered orders from 80 % of the day on', async () => {
    const daySince = at('00:00');
    limits.held.set('questions', { day: 47_999, daySince, version: 1 });
    expect(await budget().consume(times(1), 'new')).toHaveProperty('since');
    expect(await budget().consume(times(1), 'new')).toHaveProperty('exhausted');
    expect(await budget().consume(times(1), 'brought')).toHaveProperty('since');
    now = at('23:59') + MINUTE;
    expect(await budget().consume(times(1), 'new')).toHaveProperty('since');
  });

  it('that cannot be read is counted anew', async () => {
    limits.held.set('questions', { day: 7 } as unknown as { version: number });
    expect(await consume(budget(), 1)).toHaveProperty('since');
    expect(limits.held.get('questions')).toMatchObject({ day: 1, version: 1 });
    limits.held.set('questions', { day: '7', daySince: at('00:00'), version: 1 });
    expect((await budget().readUsedShare())()).toBe(0);
  });

  it('has questions wait two seconds when others are faster at each of 30 attempts to count', async () => {
    const one = budget();
    const taken = await consume(one, 2);
    const giveBack = async () => 'since' in taken && one.giveBack(times(1), taken);
    const [reads, writes] = [jest.spyOn(limits, 'read'), jest.spyOn(limits, 'putIf')];
    await giveBack();
    expect([reads.mock.calls.length, writes.mock.calls.length]).toEqual([0, 3]);
    writes.mockResolvedValue(false);
    expect(await consume(one, 1)).toEqual({ waitSeconds: 2 });
    await giveBack();
    expect(writes).toHaveBeenCalledTimes(3 + 30 + (2 + 30));
  });
});

describe('the quota of a mini-program', () => {
  /** Asks until it is refused, 100 at a time within the shop's minute. @returns questions asked */
  async function askAll(owner: QuotaOwner, isForPerson = true, by = 100): Promise<number> {
    for (let asked = 0; ; asked += by, now += MINUTE + 4000) {
      const consumed = await consume(budget(), by, owner, isForPerson);
      expect(consumed).toHaveProperty('since');
      if ('usedUpQuotas' in consumed && consumed.usedUpQuotas.length > 0) return asked;
    }
  }

  it('of a mall is 10,000 a day while WeChat tells none, and 60,000 of the own one', async () => {
    now = at('00:00');
    await consume(budget(), 30);
    expect((await budget().readUsedShare())(OWN)).toBe(30 / 60_000);
    expect(await askAll(OF_MALL, true, 125)).toBe(10_000);
    expect((await budget().readUsedShare())(OF_MALL)).toBe(1);
  });

  it('is 80 % of what is left of the own one, and 45 % of a mall’s, whatever was asked before', async () => {
    await tell(OWN, 2000, 2000);
    await tell(OF_MALL, 2000, 2000);
    expect([await askAll(OWN), await askAll(OF_MALL)]).toEqual([1600, 900]);
  });

  it('is for people’s own look-ups alone once a fifth of the day’s limit is left', async () => {
    await tell(OF_MALL, 2000, 500);
    expect(await askAll(OF_MALL, false)).toBe(100);
    expect(await askAll(OF_MALL, true)).toBe(100);
    const shareOf = await budget().readUsedShare();
    expect([shareOf(OF_MALL), shareOf(OWN) < 0.25, shareOf() < 0.25]).toEqual([1, true, true]);
    expect(await budget().consume([OWN, OF_MALL], 'new')).toHaveProperty('exhausted');
  });

  it('stands beside those of the others, and of the other service', async () => {
    await tell(OF_MALL, 2000, 100);
    const both = [...times(60, OF_MALL), ...times(10)];
    const consumed = await budget().consume(both, 'person');
    expect(consumed).toMatchObject({ usedUpQuotas: [OF_MALL] });
    const asked = { day: 10, [`asked ${APP_ID} wechat-instant`]: 10 };
    expect(limits.held.get('questions')).toMatchObject(asked);
    const other: QuotaOwner = { ...OF_MALL, provider: 'wechat-intracity' };
    const ofBoth = await budget().consume([...times(60, other), OWN], 'person');
    expect(ofBoth).toMatchObject({ usedUpQuotas: [] });
    // What was not counted is not given back.
    if ('since' in consumed) await budget().giveBack(both, consumed);
    expect(limits.held.get('questions')).toMatchObject({ day: 61 });
    expect((await budget().useOfLane('person')).askedCount).toBe(61);
  });

  it('is read by one of all once an hour, and begins anew with WeChat’s day', async () => {
    await consume(budget(), 1, OF_MALL);
    const claims = () => Array.from({ length: 20 }, () => budget().claimDueReadings([OF_MALL]));
    const takeAll = async () => (await Promise.all(claims())).flat();
    expect(await takeAll()).toEqual([OF_MALL]);
    expect(await takeAll()).toEqual([]);
    // The self-check reads the own one.
    expect(await budget().claimDueReadings([OWN])).toEqual([]);
    await tell(OF_MALL, 2000, 0);
    const outdated = budget();
    expect(await consume(outdated, 1, OF_MALL)).toMatchObject({ usedUpQuotas: [OF_MALL] });
    await tell(OF_MALL, 2000, 2000);
    expect(await consume(outdated, 1, OF_MALL)).toMatchObject({ usedUpQuotas: [] });
    now += HOUR;
    expect(await takeAll()).toEqual([OF_MALL]);
    now = at('23:59') + MINUTE;
    expect(await consume(budget(), 1, OF_MALL)).toMatchObject({ usedUpQuotas: [] });
  });
});
