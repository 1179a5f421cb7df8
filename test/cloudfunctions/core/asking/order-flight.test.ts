import {
  giveBackLease,
  renewLease,
  takeLease,
} from '../../../../cloudfunctions/core/asking/order-flight';
import {
  type AskResult,
  type DeliveryRecord,
  NO_RECORD,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import {
  type Answers,
  rememberAnswers,
} from '../../../../cloudfunctions/core/records/remember-answers';
import { found } from '../../../support/asked';
import { fakeCall } from '../../../support/calls';
import { NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';

const answers = (before: DeliveryRecord, asked: readonly AskResult[], at = NOON): Answers => {
  return { orderId: 'A', before, asked, at, leaseEnds: [], isLookUp: true };
};

/** Remembers an answer, and takes the lease. */
async function leasing() {
  const documents = memoryDocuments();
  await rememberAnswers(documents, answers(NO_RECORD, [found('1', 301)]));
  const lease = { until: NOON + 6000 };
  const first = recordOf(await documents.read('A'));
  const leased = await takeLease(documents, 'A', first, lease.until, NOON);
  if (leased === null) throw new Error('It was not taken.');
  return { documents, lease, leased, leaseNow: () => documents.held.get('A')?.['leaseUntil'] };
}

describe('a lease', () => {
  it('gives back its own lease, and nobody else’s', async () => {
    const { documents, leased, lease, leaseNow } = await leasing();
    const read = recordOf(await documents.read('A'));
    expect(read).toEqual(leased);
    await rememberAnswers(documents, answers(read, [found('1', 301, NOON + 1)]));
    expect(leaseNow()).toBe(NOON + 6000);
    const own = answers(leased, [found('1', 302, NOON + 2)]);
    await rememberAnswers(documents, { ...own, leaseEnds: [leased.leaseUntil, lease.until] });
    expect(documents.held.get('A')).toMatchObject({
      leaseUntil: 0,
      attempts: [{ status: 'delivered' }],
    });
    documents.held.set('A', { ...documents.held.get('A'), version: 9, leaseUntil: NOON + 6001 });
    await giveBackLease(documents, 'A', lease);
    expect(leaseNow()).toBe(NOON + 6001);
    await giveBackLease(documents, 'A', { until: NOON + 6001 });
    expect(leaseNow()).toBe(0);
  });

  it('lets a renewed lease stand, whoever writes beside its holder, and gives it back', async () => {
    const { documents, leased, lease, leaseNow } = await leasing();
    const call = fakeCall({ timeLeftMs: 9000 });
    await renewLease(documents, 'A', lease, NOON + 400, call);
    expect(lease.until).toBe(NOON + 6000);
    await renewLease(documents, 'A', lease, NOON + 4000, call);
    expect(leaseNow()).toBe(NOON + 10_000);
    // A reveal has read the record before the renewal.
    await rememberAnswers(documents, answers(leased, [found('1', 301, NOON + 1)]));
    expect(leaseNow()).toBe(NOON + 10_000);
    const own = answers(leased, [found('1', 301, NOON + 2)]);
    await rememberAnswers(documents, { ...own, leaseEnds: [leased.leaseUntil, lease.until] });
    expect(leaseNow()).toBe(0);
    await renewLease(documents, 'A', lease, NOON + 8000, call);
    expect(leaseNow()).toBe(0);
  });
});
