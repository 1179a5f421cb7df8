import { type LngLat, district } from '../../../dev/district/district';
import { metresBetween, nearestOn } from '../../../dev/district/route';
import { type OrderEvent, type SandboxOrder, afterEvent } from '../../../dev/sandbox/order';
import {
  type RiderPosition,
  publishedJourney,
  REFRESH_MS,
  riderPosition,
} from '../../../dev/sandbox/rider-journey';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MINUTE = 60_000;
const DOOR = district.places.find(({ name }) => name === '鹿鸣山庄')?.position ?? [0, 0];

/** Builds an order to 鹿鸣山庄 with statuses at minutes after noon. */
function orderWith(moves: Readonly<Record<number, number>>, pace = 1): SandboxOrder {
  const of = { orderId: '20261124-1288', shopId: 'demo-shop' };
  const events: OrderEvent[] = [
    {
      ...of,
      type: 'placed',
      at: NOON,
      appId: 'wx1',
      shopNo: null,
      courierId: 'SFTC',
      waybillId: 'SF1',
      destination: '鹿鸣山庄',
      door: [DOOR[0], DOOR[1]],
      pace,
    },
    { ...of, type: 'rider-assigned', at: NOON, rider: 0 },
    ...Object.entries(moves).map(([status, minutes]): OrderEvent => {
      return { ...of, type: 'moved', at: NOON + minutes * MINUTE, status: Number(status) };
    }),
  ];
  const order = events.reduce<SandboxOrder | undefined>(afterEvent, undefined);
  if (order === undefined) throw new Error('The order was never placed.');
  return order;
}

/** Returns its rider's position at a minute after noon. */
function placeOf(order: SandboxOrder, minutes: number): RiderPosition | null {
  return riderPosition(order, NOON + minutes * MINUTE);
}

function metres(a: RiderPosition | null, b: RiderPosition | LngLat | null): number {
  return metresBetween(pointOf(a), pointOf(b));
}

function pointOf(place: RiderPosition | LngLat | null): LngLat {
  if (place === null) throw new Error('Nobody is under way.');
  return 'longitude' in place ? [place.longitude, place.latitude] : place;
}

const STORE = district.store.position;
/** Rider at the store after 10 minutes, and on the way to the door after 15. */
const WAY = { 102: 0, 201: 10, 202: 15, 301: 15 };
const delivering = orderWith(WAY);

describe('a rider', () => {
  it('is nowhere before there is one, and after a call-off', () => {
    expect(placeOf(orderWith({}), 0)).toBeNull();
    expect(placeOf(orderWith({ 102: 1, 502: 2 }), 3)).toBeNull();
  });

  it('comes to the store, and waits there', () => {
    const coming = orderWith({ 102: 0 });
    expect(metres(placeOf(coming, 0), STORE)).toBeGreaterThan(100);
    expect(metres(placeOf(coming, 30), STORE)).toBeLessThan(30);
    expect(metres(placeOf(orderWith({ 102: 0, 201: 10 }), 17), STORE)).toBeLessThan(30);
  });

  it('drives from the store to the door along streets, at 4 to 6 m/s', () => {
    let before = placeOf(delivering, 15);
    expect(metres(before, STORE)).toBeLessThan(30);
    for (let seconds = 5; seconds <= 900; seconds += 5) {
      const here = placeOf(delivering, 15 + seconds / 60);
      const driven = metres(here, before);
      expect(driven).toBeLessThanOrEqual(5 * 6 + 0.3);
      const apart = district.roads.map(({ path }) => metres(here, nearestOn(path, pointOf(here))));
      expect(Math.min(...apart)).toBeLessThan(1);
      before = here;
    }
    expect(metres(before, DOOR)).toBeLessThan(150);
  });

  it('turns around where it is when the order is cancelled, and brings the goods back to the store', () => {
    const back = orderWith({ ...WAY, 303: 17 });
    expect(metres(placeOf(back, 17), placeOf(delivering, 17))).toBeLessThan(1);
    expect(metres(placeOf(back, 50), STORE)).toBeLessThan(30);
  });

  it.each([304, 305])(
    'has been at the door before it comes back with %i, however soon',
    (status) => {
      const back = orderWith({ ...WAY, [status]: 15 });
      expect(metres(placeOf(back, 15), placeOf(delivering, 60))).toBeLessThan(1);
      expect(metres(placeOf(back, 50), STORE)).toBeLessThan(30);
    },
  );
});

describe('what a courier publishes of it', () => {
  it('changes every 10 s', () => {
    const at = (ms: number): unknown =>
      publishedJourney(delivering, NOON + 17 * MINUTE + ms)?.position;

    expect(at(REFRESH_MS - 1)).toEqual(at(0));
    expect(at(REFRESH_MS)).not.toEqual(at(0));
  });

  /** Returns the estimated arrival in s since 1970, as of a minute after noon. */
  const arrivalOf = (order: SandboxOrder, minutes: number): number => {
    const now = NOON + minutes * MINUTE;
    return now / 1000 + (publishedJourney(order, now)?.remainingSeconds ?? NaN);
  };

  it('counts the seconds down to the door, and is right within a minute', () => {
    const arrivals = [15, 17, 19, 21].map((minutes) => arrivalOf(delivering, minutes));
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThan(60);
    expect(publishedJourney(delivering, NOON + 60 * MINUTE)?.remainingSeconds).toBe(0);
  });

  it('slips when the rider is slower than the courier reckons', () => {
    const slow = orderWith(WAY, 0.5);
    expect(arrivalOf(slow, 21)).toBeGreaterThan(arrivalOf(slow, 15) + 120);
  });
});
