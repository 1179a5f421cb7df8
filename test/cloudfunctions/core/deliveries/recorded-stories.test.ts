import { recordedReport } from '../../../../cloudfunctions/core/deliveries/recorded-stories';
import { deliveryReport } from '../../../../miniprogram/contract/delivery';
import { RECORDED_ORDER_IDS } from '../../../../miniprogram/contract/shop';

/** Story of 同城配送, which no list names. */
const INTRACITY = 'DEMO-1004';
const ALL_IDS = [...RECORDED_ORDER_IDS, INTRACITY];
const CYCLE = 20 * 60;
const start = CYCLE * 1000 * 1_495_000;

/** Lists the statuses of a story in the order of its cycle. */
function statusesOf(orderId: string): readonly unknown[] {
  const statuses: unknown[] = [];
  for (let second = 0; second < CYCLE; second += 1) {
    const status = recordedReport(orderId, start + second * 1000)?.status.name;
    if (statuses.at(-1) !== status) statuses.push(status);
  }
  return statuses;
}

describe('the recorded stories', () => {
  it('show a delivery, an exception and a return', () => {
    expect(ALL_IDS.map(statusesOf)).toEqual([
      ['waiting', 'assigned', 'at-store', 'picked-up', 'delivering', 'delivered'],
      ['waiting', 'assigned', 'cancelled-by-courier'],
      ['assigned', 'at-store', 'delivering', 'returning-unreachable', 'returned'],
      ['assigned', 'at-store', 'delivering', 'delivered'],
    ]);
  });

  it('are reports that the phone reads, at every second, of riders whom nobody can call', () => {
    const wrong = ALL_IDS.flatMap((orderId) =>
      Array.from({ length: CYCLE }, (_, second) => {
        const report = recordedReport(orderId, start + second * 1000);
        return deliveryReport.is(report) && report.rider?.callable !== true ? [] : [second];
      }).flat(),
    );
    expect(wrong).toEqual([]);
  });

  it('move the rider along and count down while delivering', () => {
    const at = (second: number) => recordedReport('DEMO-1001', start + second * 1000);
    expect(at(300)).toMatchObject({
      position: { longitude: 113.3245, latitude: 23.1066 },
      arrival: { remainingSeconds: 600, expectedAt: start + 900_000 },
    });
    // Half of a leg is the point between its ends.
    expect(at(375)?.position).toEqual({ longitude: 113.32535, latitude: 23.10785 });
    expect(at(899)?.arrival?.remainingSeconds).toBe(1);
    expect(at(600)?.position).toEqual({ longitude: 113.3308, latitude: 23.1094 });
    expect(at(299)).toMatchObject({ position: null, arrival: null });
    expect(at(900)).toMatchObject({ position: null, arrival: null, nextAskInSeconds: null });
  });

  it('have one of 同城配送: a made-up 取货码 until the pick-up, no rider on the map', () => {
    const told = (second: number) => {
      const { handover, position, receiverPosition, provider, arrival } =
        recordedReport(INTRACITY, start + second * 1000) ?? {};
      return { handover, position, receiverPosition, provider, arrival };
    };
    const known = { provider: 'wechat-intracity', position: null, arrival: null };
    const waiting = {
      ...{ ...known, receiverPosition: { longitude: 113.336, latitude: 23.115 } },
      handover: { code: '2580', serial: '7' },
    };
    expect([told(0), told(479)]).toEqual([waiting, waiting]);
    const arrival = { remainingSeconds: 600, expectedAt: start + 1_080_000 };
    expect(told(480)).toEqual({ ...waiting, handover: undefined, arrival });
    expect(told(1080)).toEqual(known);
    for (const orderId of RECORDED_ORDER_IDS)
      expect(recordedReport(orderId, start + 100_000)).not.toHaveProperty('handover');
  });

  it('are these and no other', () => {
    for (const orderId of ['DEMO-1005', '', '__proto__'])
      expect(recordedReport(orderId, start)).toBeNull();
  });
});
