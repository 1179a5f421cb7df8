import type { DeliveryReport, Position } from '../../miniprogram/contract/delivery';
import { reportOf } from './delivery-reports';

/** A delivery whose every answer a test writes, on the cloud's own clock. */
export interface ScriptedRide {
  /** What `POST /functions/getOrder` answers now. */
  readonly answer: () => { readonly result: object };
  /** From the next question on the rider is here, some seconds later than at the one before. */
  readonly then: (secondsLater: number, change: RideChange) => void;
}

export interface RideChange {
  readonly status?: number;
  readonly position?: Position | null;
  readonly riderName?: string;
}

/** Longer than a test: what asks is the test's own press of 刷新. */
const NEXT_ASK_SECONDS = 600;

export function scriptedRide(begin: Position): ScriptedRide {
  let time = Date.parse('2026-11-24T12:00:00+08:00');
  let now = { status: 301, position: begin as Position | null, riderName: '陈师傅' };
  return {
    then: (secondsLater, change) => {
      time += secondsLater * 1000;
      now = { ...now, ...change };
    },
    answer: () => {
      const { status, position, riderName } = now;
      const open = reportOf(status, time);
      const data: DeliveryReport = {
        ...open,
        position,
        rider: { name: riderName, phone: '100****0001', callable: !open.status.isFinal },
        nextAskInSeconds: open.status.isFinal ? null : NEXT_ASK_SECONDS,
      };
      return { result: { ok: true, serverTime: time, data } };
    },
  };
}

/** A place so many metres east and north of another, near enough within a town. */
export function placeFrom({ longitude, latitude }: Position, east: number, north = 0): Position {
  const metresPerDegree = 111_195;
  const perLongitude = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return {
    longitude: longitude + east / perLongitude,
    latitude: latitude + north / metresPerDegree,
  };
}
