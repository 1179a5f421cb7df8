import { district } from '../../../dev/district/district';
import { distanceBetween, nearestOnPath, toPlan } from '../../../dev/district/plane';
import { afterEvent } from '../../../dev/sandbox/order';
import type { OrderEvent, SandboxOrder } from '../../../dev/sandbox/order';
import { publishedJourney, REFRESH_MS, riderPosition } from '../../../dev/sandbox/rider-journey';
import type { RiderPosition } from '../../../dev/sandbox/rider-journey';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DOOR = district.places.find(({ name }) => name === '鹿鸣山庄')?.position ?? [0, 0];

/** An order to 鹿鸣山庄 whose statuses changed so many minutes after noon. */
function orderWith(moves: readonly (readonly [number, number])[], pace = 1): SandboxOrder {
  const orderId = '20261124-1288';
  const shopId = 'demo-shop';
  const events: OrderEvent[] = [
    {
      type: 'placed',
      at: NOON,
      orderId,
      shopId,
      shopNo: null,
      courierId: 'SFTC',
      waybillId: 'SF1',
      destination: '鹿鸣山庄',
      door: [DOOR[0], DOOR[1]],
      pace,
    },
    { type: 'rider-assigned', at: NOON, orderId, shopId, rider: 0 },
    ...moves.map(([status, minutes]): OrderEvent => {
      return { type: 'moved', at: NOON + minutes * MINUTE, orderId, shopId, status };
    }),
  ];
  const order = events.reduce<SandboxOrder | undefined>(afterEvent, undefined);
  if (order === undefined) throw new Error('The order was never placed.');
  return order;
}

function metres(
  a: RiderPosition | null,
  b: RiderPosition | readonly [number, number] | null,
): number {
  const point = (p: RiderPosition | readonly [number, number] | null): [number, number] => {
    if (p === null) throw new Error('Nobody is under way.');
    return 'longitude' in p ? [p.longitude, p.latitude] : [p[0], p[1]];
  };
  return distanceBetween(toPlan(point(a)), toPlan(point(b)));
}

const ROADS = district.roads.map(({ path }) => path.map(toPlan));
const STORE = district.store.position;
const delivering = orderWith([
  [102, 0],
  [201, 10],
  [202, 15],
  [301, 15],
]);

describe('a rider', () => {
  it('is nowhere before there is one, and after a call-off', () => {
    expect(riderPosition(orderWith([]), NOON)).toBeNull();
    expect(
      riderPosition(
        orderWith([
          [102, 1],
          [502, 2],
        ]),
        NOON + 3 * MINUTE,
      ),
    ).toBeNull();
  });

  it('comes to the store, and waits there', () => {
    const coming = orderWith([[102, 0]]);
    const distances = [0, 1, 2, 30].map((minutes) =>
      metres(riderPosition(coming, NOON + minutes * MINUTE), STORE),
    );

    expect(distances[0]).toBeGreaterThan(100);
    expect(distances[3]).toBeLessThan(30);
    const atStore = orderWith([
      [102, 0],
      [201, 10],
    ]);
    expect(metres(riderPosition(atStore, NOON + 17 * MINUTE), STORE)).toBeLessThan(30);
  });

  it('drives from the store to the door along streets, at 4 to 6 m/s with stops', () => {
    let before = riderPosition(delivering, NOON + 15 * MINUTE);
    expect(metres(before, STORE)).toBeLessThan(30);
    let stops = 0;
    for (let seconds = 5; seconds <= 900; seconds += 5) {
      const here = riderPosition(delivering, NOON + 15 * MINUTE + seconds * SECOND);
      const driven = metres(here, before);
      expect(driven).toBeLessThanOrEqual(5 * 6 + 0.3);
      if (driven < 0.1) stops += 1;
      const point = toPlan([here?.longitude ?? 0, here?.latitude ?? 0]);
      expect(ROADS.some((road) => nearestOnPath(point, road).distance < 1)).toBe(true);
      before = here;
    }
    expect(stops).toBeGreaterThan(0);
    expect(metres(before, DOOR)).toBeLessThan(150);
  });

  it('waits at the door', () => {
    const at = (minutes: number): RiderPosition | null =>
      riderPosition(delivering, NOON + minutes * MINUTE);

    expect(at(40)).toEqual(at(60));
  });

  const turnedAt = (status: number, minutes: number): SandboxOrder =>
    orderWith([
      [102, 0],
      [201, 10],
      [202, 15],
      [301, 15],
      [status, minutes],
    ]);

  it('turns around where it is when the order is cancelled, and brings the goods back to the store', () => {
    const back = turnedAt(303, 17);
    const turned = riderPosition(back, NOON + 17 * MINUTE);

    expect(metres(turned, riderPosition(delivering, NOON + 17 * MINUTE))).toBeLessThan(1);
    expect(metres(riderPosition(back, NOON + 50 * MINUTE), STORE)).toBeLessThan(30);
  });

  it.each([304, 305])(
    'has been at the door before it comes back with %i, however soon',
    (status) => {
      const back = turnedAt(status, 15);
      const atDoor = riderPosition(delivering, NOON + 60 * MINUTE);

      expect(metres(riderPosition(back, NOON + 15 * MINUTE), atDoor)).toBeLessThan(1);
      expect(metres(riderPosition(back, NOON + 50 * MINUTE), STORE)).toBeLessThan(30);
    },
  );

  it('is where it is whoever asks, and however often', () => {
    const again = orderWith([
      [102, 0],
      [201, 10],
      [202, 15],
      [301, 15],
    ]);

    expect(riderPosition(again, NOON + 19 * MINUTE)).toEqual(
      riderPosition(delivering, NOON + 19 * MINUTE),
    );
  });
});

describe('what a courier publishes of it', () => {
  it('changes every 10 s', () => {
    const at = (ms: number): unknown =>
      publishedJourney(delivering, NOON + 17 * MINUTE + ms)?.position;

    expect(at(REFRESH_MS - 1)).toEqual(at(0));
    expect(at(REFRESH_MS)).not.toEqual(at(0));
  });

  it('is nothing but while delivering', () => {
    expect(publishedJourney(orderWith([[102, 0]]), NOON + MINUTE)).toBeNull();
    expect(
      publishedJourney(
        orderWith([
          [102, 0],
          [201, 1],
        ]),
        NOON + 2 * MINUTE,
      ),
    ).toBeNull();
    expect(
      publishedJourney(
        orderWith([
          [102, 0],
          [201, 1],
          [202, 2],
        ]),
        NOON + 3 * MINUTE,
      ),
    ).toBeNull();
    expect(
      publishedJourney(
        orderWith([
          [102, 0],
          [201, 1],
          [202, 2],
          [301, 2],
          [302, 9],
        ]),
        NOON + 9 * MINUTE,
      ),
    ).toBeNull();
  });

  it('counts the seconds down to the door, and is right within a minute', () => {
    const arrival = (minutes: number): number => {
      const now = NOON + minutes * MINUTE;
      return now / SECOND + (publishedJourney(delivering, now)?.remainingSeconds ?? NaN);
    };
    const arrivals = [15, 17, 19, 21].map(arrival);

    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThan(60);
    expect(publishedJourney(delivering, NOON + 60 * MINUTE)?.remainingSeconds).toBe(0);
  });

  it('slips when the rider is slower than the courier reckons', () => {
    const slow = orderWith(
      [
        [102, 0],
        [201, 10],
        [202, 15],
        [301, 15],
      ],
      0.5,
    );
    const arrival = (minutes: number): number => {
      const now = NOON + minutes * MINUTE;
      return now / SECOND + (publishedJourney(slow, now)?.remainingSeconds ?? NaN);
    };

    expect(arrival(21)).toBeGreaterThan(arrival(15) + 120);
  });

  it('gives no time of arrival while the goods come back', () => {
    const back = orderWith([
      [102, 0],
      [201, 10],
      [202, 15],
      [301, 15],
      [305, 20],
    ]);

    expect(publishedJourney(back, NOON + 21 * MINUTE)).toMatchObject({ remainingSeconds: null });
  });
});
