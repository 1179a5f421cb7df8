import { recordFields, withAnswers } from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import { found } from '../../../support/asked';
import { ORDER_ID, startInstance } from '../../../support/cloud-instances';
import { NOON, report, MINUTE, DAY } from '../../../support/delivery-reports';
import { surroundingsOf } from '../../../support/instance-surroundings';

describe('what is told while somebody else asks', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    [DAY - MINUTE, '陈师傅'],
    // Stored by an instance whose clock is ahead of this one's.
    [-90_000, '陈师傅'],
    [DAY, undefined],
  ])('%d ms after the end names the rider: %j', async (afterMs, name) => {
    const surroundings = surroundingsOf(['o-clerk'], { statusAt: () => 302 });
    const { time, deliveries } = surroundings;
    const delivery = { ...report({ code: 302 }), orderId: ORDER_ID };
    const ended = { delivery, contact: null, askedAt: NOON - afterMs };
    const target = { ...found('account ', 302), storeIds: ['one'], actorStoreIds: ['one'] };
    const record = withAnswers(recordOf(null), [{ ...target, found: ended }], NOON);
    const lease = { leaseUntil: NOON + 5900, version: 1 };
    deliveries.held.set(ORDER_ID, { ...recordFields(ORDER_ID, record, NOON), ...lease });

    const pace = { databaseMs: 1, upstreamMs: 1, lastStep: null };
    const looking = startInstance(surroundings, pace).lookUp('o-clerk');
    await time.advance(5000);
    const { isBeingAsked, delivery: told, attempt } = await looking;
    expect([isBeingAsked, told.rider?.name]).toEqual([true, name]);
    expect(JSON.stringify(attempt).includes('陈师傅')).toBe(name !== undefined);
  });
});
