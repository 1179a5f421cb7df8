import type { FaultName } from '../../../dev/faults/fault-table';
import { type ServedSandbox, serveSandbox } from '../../support/served-sandbox';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

let served: ServedSandbox;
let orderId: string;

beforeEach(async () => {
  let now = NOON;
  served = await serveSandbox({ now: () => now });
  ({ orderId } = served.sandbox.placeOrder({ courierId: 'SFTC' }));
  for (const status of [102, 201, 202, 301]) served.sandbox.move(orderId, status);
  now += 60_000;
});
afterEach(() => served.stop());

describe('odd answers on the wire', () => {
  it.each<[string, FaultName, RegExp]>([
    ['numbers as text, and fields that nobody knows', 'odd-types', /"agent_info"/],
    ['null and "" for nobody', 'odd-types', /"rider_name":null,"rider_phone":""/],
    ['no number but as text', 'odd-types', /^(?!.*":\d).*"order_status":"301"/],
    ['no waybill', 'no-values', /"order_status":301,"waybill_id":""/],
    ['zeros', 'no-values', /"rider_lng":0,"rider_lat":0,"reach_time":0/],
    ['a waybill of 26 digits as a number', 'long-digits', /"waybill_id":\d{26},/],
    ['more than 15 digits of longitude', 'long-digits', /"rider_lng":\d+\.\d{16,}/],
    ['more than 15 digits of latitude', 'long-digits', /"rider_lat":\d+\.\d{16,}/],
    ['a refusal, with a rider', 'courier-refused-with-rider', /"resultcode":9002,.*"[陈王]师傅"/],
    ['a refusal, with no rider', 'courier-order-not-found', /"rider_name":"",.*"resultcode":2005,/],
    ['no code of WeChat’s', 'courier-order-not-found', /^(?!.*errcode)/],
  ])('print %s (%s)', async (_what, name, printed) => {
    served.sandbox.faults.set(name);
    expect((await served.getOrder(orderId)).text).toMatch(printed);
  });
});
