import type { DeliveryReport, Position } from '../../miniprogram/contract/delivery';
import type { DeliveryHistory } from '../../miniprogram/contract/delivery/delivery-history';
import { orderTone } from '../../miniprogram/contract/delivery/urgency';
import { orderOf } from '../../miniprogram/delivery/view/delivery-times';
import { type MapScene, mapScene } from '../../miniprogram/delivery/view/map-view';
import { riderPlace } from '../../miniprogram/delivery/view/rider-place';
import { at, historyOf, reportOf } from './delivery-reports';

export const HERE: Position = { longitude: 113.33, latitude: 23.13 };
/** About 102 m to the east, and to the west. */
export const EAST: Position = { longitude: 113.331, latitude: 23.13 };
export const WEST: Position = { longitude: 113.329, latitude: 23.13 };
/** Some 7 km to the east. */
export const FAR: Position = { longitude: 113.4, latitude: 23.13 };

/** Returns a place so many metres east of HERE. */
export function eastOfHere(metres: number): Position {
  return { ...HERE, longitude: HERE.longitude + metres / 102_260 };
}

/** Builds the report of a look-up that showed the rider at a place. */
export function seen(position: Position | null, clock: string, code = 301): DeliveryReport {
  return reportOf(code, at(clock), { position });
}

/** Returns the map that a page shows of the last report, after it has shown all before it. */
export function sceneAfter(...reports: readonly DeliveryReport[]): MapScene | null {
  return reports.reduce<MapScene | null>(
    (shown, report, index) => sceneOf(report, historyOf(...reports.slice(0, index + 1)), shown),
    null,
  );
}

/** Returns the map of a report at a time, by default that of the report. */
export function sceneOf(
  report: DeliveryReport,
  history: DeliveryHistory,
  shown: MapScene | null = null,
  now = report.askedAt,
): MapScene | null {
  const tone = orderTone(orderOf(report, history), now);
  return mapScene(report, history, riderPlace(report, history, now), tone, shown);
}

/** Lists the corners of the drawn way, each once. */
export function wayOf(scene: MapScene | null): readonly Position[] | undefined {
  return scene?.polyline.flatMap(({ points }, index) => points.slice(index === 0 ? 0 : 1));
}
