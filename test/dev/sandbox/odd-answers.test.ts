import type { FaultName } from '../../../dev/faults/fault-table';
import type { Answer, ServedSandbox } from '../../support/served-sandbox';
import { serveSandbox } from '../../support/served-sandbox';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

let now: number;
let served: ServedSandbox;
let orderId: string;

beforeEach(async () => {
  now = NOON;
  served = await serveSandbox({ now: () => now });
  ({ orderId } = served.sandbox.place({ courierId: 'SFTC' }));
  for (const status of [102, 201, 202, 301]) served.sandbox.move(orderId, status);
  now += 60_000;
});
afterEach(() => served.stop());

function answerUnder(name: FaultName): Promise<Answer> {
  served.sandbox.faults.set(name);
  return served.getOrder(orderId);
}

describe('odd answers on the wire', () => {
  it('print every number as text, null and "" for nobody, and fields that nobody knows', async () => {
    const { json } = await answerUnder('odd-types');
    expect(Object.values(json).filter((value) => typeof value === 'number')).toEqual([]);
    expect(json).toMatchObject({ resultcode: '0', order_status: '301', rider_name: null });
    expect(json).toHaveProperty('agent_info');
  });

  it('print zeros and nothing but the status', async () => {
    const { json } = await answerUnder('no-values');
    expect(json).toMatchObject({
      order_status: 301,
      waybill_id: '',
      rider_lng: 0,
      rider_lat: 0,
      reach_time: 0,
    });
  });

  it('print a waybill of 26 digits as a number, and coordinates with more than 15 digits', async () => {
    const { text } = await answerUnder('long-digits');
    expect(text).toMatch(/"waybill_id":\d{26},/);
    expect(text).toMatch(/"rider_lng":\d+\.\d{16,}/);
    expect(text).toMatch(/"rider_lat":\d+\.\d{16,}/);
  });

  it('refuse, and carry a rider all the same', async () => {
    const rider = served.sandbox.deliveries()[0]?.riderName;
    const { json } = await answerUnder('courier-refused-with-rider');
    expect(json).toMatchObject({ resultcode: 9002, order_status: 301, rider_name: rider });
  });

  it('refuse without a rider as the courier does', async () => {
    const { json } = await answerUnder('courier-order-not-found');
    expect(json).toMatchObject({ resultcode: 2005, order_status: 0, rider_name: '' });
    expect(json).not.toHaveProperty('errcode');
  });
});
