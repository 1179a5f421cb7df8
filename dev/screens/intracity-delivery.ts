import type { DeliveryAnswer } from '../../miniprogram/contract/cloud-api';
import type { DeliveryReport } from '../../miniprogram/contract/delivery';
import { emptyHistory, observe } from '../../miniprogram/contract/delivery-history';
import type { StatusName } from '../../miniprogram/contract/delivery-status';
import { statusOf } from '../../miniprogram/contract/delivery-status';
import { FIRST_STORE } from '../sandbox/account';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Interval of the look-ups, ms. */
const LOOKED_UP_EVERY = 30 * SECOND;
/** Minutes that a delivery of the story takes. */
const PROMISED_MINUTES = 38;

/** Statuses of the delivery, with the minutes from its beginning to theirs. */
const STORY: readonly (readonly [StatusName, number])[] = [
  ['waiting', 0],
  ['assigned', 2.4],
  ['rider-withdrew', 5.2],
  ['assigned', 6.7],
  ['at-store', 12.3],
  // Told only: by the next look-up the rider has left.
  ['picked-up', 16.1],
  ['delivering', 16.1],
  ['exception', 27.4],
];
/** Statuses that begin at a time which the company tells. */
const TOLD: readonly StatusName[] = ['waiting', 'assigned', 'picked-up', 'delivering'];

const [storeLongitude, storeLatitude] = FIRST_STORE.position;

/**
 * Builds the answer for a delivery of 同城配送, so many minutes after it began. `now` in ms since
 * 1970.
 */
export function intracityDelivery(orderId: string, minutes: number, now: number): DeliveryAnswer {
  const beganAt = now - minutes * MINUTE;
  const reportAt = (askedAt: number): DeliveryReport => {
    const passed = STORY.filter(([, began]) => beganAt + began * MINUTE <= askedAt);
    const [name = 'waiting'] = passed[passed.length - 1] ?? [];
    const hasRider = name !== 'waiting' && name !== 'rider-withdrew';
    const isFirst = passed.length < 3;
    return {
      orderId,
      provider: 'wechat-intracity',
      status: statusOf(name),
      waybillId: '26112612350000871',
      rider: hasRider
        ? { name: isFirst ? '孙师傅' : '李师傅', phone: '138****4410', callable: true }
        : null,
      position: null,
      arrival:
        hasRider && name !== 'exception'
          ? { remainingSeconds: 0, expectedAt: beganAt + PROMISED_MINUTES * MINUTE }
          : null,
      company: 'DADA',
      routeMetres: 2310,
      receiverPosition: { longitude: storeLongitude + 0.011, latitude: storeLatitude + 0.011 },
      ...(name === 'assigned' || name === 'at-store'
        ? { handover: { code: '4827', serial: '16' } }
        : {}),
      askedAt,
      nextAskInSeconds: 30,
      storePosition: { longitude: storeLongitude, latitude: storeLatitude },
      storeName: FIRST_STORE.name,
    };
  };
  let history = emptyHistory();
  for (let askedAt = beganAt; askedAt <= now; askedAt += LOOKED_UP_EVERY) {
    const told = STORY.map(([status, began]) => ({ status, at: beganAt + began * MINUTE })).filter(
      ({ status, at }) => TOLD.includes(status) && at <= askedAt,
    );
    history = observe(history, { ...reportAt(askedAt), told });
  }
  return { ...reportAt(now), history };
}
