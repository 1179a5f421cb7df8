import type { DeliveryAnswer } from '../../miniprogram/contract/cloud-api';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import { emptyHistory, observe } from '../../miniprogram/contract/delivery-history';
import type { StatusName } from '../../miniprogram/contract/delivery-status';
import { statusOf } from '../../miniprogram/contract/delivery-status';
import { positionAlong, route } from '../district/route';
import { FIRST_STORE, SECOND_STORE } from '../sandbox/account';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Interval of the look-ups, ms. */
const LOOKED_UP_EVERY = 20 * SECOND;

/** Statuses of the delivery, with the minutes since each began. */
const STORY: readonly (readonly [StatusName, number])[] = [
  ['waiting', 39],
  ['assigned', 37],
  ['at-store', 30],
  ['picked-up', 22],
  ['delivering', 21.5],
];
const PROMISED_MINUTES_AGO = 3.2;
const METRES_A_MINUTE = 40;

/**
 * Builds the answer for a delivery that should have arrived three minutes ago, and whose rider is
 * still on the road. `now` in ms since 1970.
 */
export function lateDelivery(orderId: string, now: number): DeliveryAnswer {
  const way = route(FIRST_STORE.position, SECOND_STORE.position);
  const reportAt = (askedAt: number): DeliveryReport => {
    const minutesAgo = (now - askedAt) / MINUTE;
    const [name = 'waiting'] = STORY.filter(([, began]) => began >= minutesAgo).pop() ?? [];
    const isUnderWay = name === 'delivering';
    const position = positionAlong(way, (21.5 - minutesAgo) * METRES_A_MINUTE);
    return {
      orderId,
      status: statusOf(name),
      waybillId: 'SF74440000921',
      rider: name === 'waiting' ? null : { name: '王师傅', phone: '136****7730', callable: true },
      position: isUnderWay ? position : null,
      arrival: isUnderWay
        ? { remainingSeconds: 0, expectedAt: now - PROMISED_MINUTES_AGO * MINUTE }
        : null,
      askedAt,
      nextAskInSeconds: 12,
      company: 'SFTC',
      storePosition: { longitude: FIRST_STORE.position[0], latitude: FIRST_STORE.position[1] },
    };
  };
  let history = emptyHistory();
  for (let ago = 40 * MINUTE; ago >= 0; ago -= LOOKED_UP_EVERY) {
    history = observe(history, reportAt(now - ago));
  }
  return { ...reportAt(now), history };
}
