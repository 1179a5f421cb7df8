import type { DeliveryReport, Position } from '../../miniprogram/contract/delivery';
import { reportOf } from './delivery-reports';

export interface RideChange extends Partial<Pick<DeliveryReport, 'storePosition' | 'storeName'>> {
  readonly status?: number;
  readonly position?: Position | null;
  readonly riderName?: string;
}

/** Wait beyond a test, which presses 刷新 itself. */
const NEXT_ASK_SECONDS = 600;

export function scriptedRide(begin: Position) {
  let time = Date.parse('2026-11-24T12:00:00+08:00');
  let now: RideChange & Required<Pick<RideChange, 'status' | 'position' | 'riderName'>> = {
    status: 301,
    position: begin,
    riderName: '陈师傅',
  };
  return {
    /** Moves the rider in the next answers, some seconds later. */
    then: (secondsLater: number, change: RideChange) => {
      time += secondsLater * 1000;
      now = { ...now, ...change };
    },
    /** Current answer of `POST /functions/getOrder`. */
    answer: () => {
      const { status, position, riderName, ...store } = now;
      const open = reportOf(status, time);
      const data: DeliveryReport = {
        ...open,
        ...store,
        position,
        rider: { name: riderName, phone: '100****0001', callable: !open.status.isFinal },
        nextAskInSeconds: open.status.isFinal ? null : NEXT_ASK_SECONDS,
      };
      return { result: { ok: true, serverTime: time, data } };
    },
  };
}

/** Returns a position so many metres east and north, precise enough in a town. */
export function placeFrom({ longitude, latitude }: Position, east: number, north = 0): Position {
  const metresPerDegree = 111_195;
  const perLongitude = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return {
    longitude: longitude + east / perLongitude,
    latitude: latitude + north / metresPerDegree,
  };
}
