import type * as glassEasel from 'glass-easel';
import { builtInOf } from '../framework/built-ins';
import { elementOf } from '../framework/nodes';
import { topPage } from '../page-stack';
import { isRecord, listOf, numberOf, placeOf, textOf } from '../values';
import { ApiFailure, asyncApis, failingApis } from '../wx/api';
import { glide } from './glide';
import type { MapMarker } from './map-marker';
import { MapTag } from './map-tag';
import { latLngsOf } from './map-view';

/**
 * Implements `wx.createMapContext(id, component)`.
 *
 * @param documented names of all methods; those that the phone does not implement fail
 */
export function createMapContext(
  id: unknown,
  caller: unknown,
  documented: readonly string[],
): Record<string, unknown> {
  /** Finds the map at each call, because the page may create or replace the map later. */
  const map = (): MapTag => {
    const scope = isRecord(caller)
      ? (caller['_$'] as glassEasel.GeneralComponent)
      : topPage()?.caller._$;
    const node = scope?.getShadowRoot()?.querySelector(`#${textOf(id)}`);
    const element = node === undefined || node === null ? null : elementOf(node);
    const tag = element === null ? undefined : builtInOf(element);
    if (!(tag instanceof MapTag)) throw new ApiFailure(`map ${textOf(id)} is not found`);
    return tag;
  };
  const marker = (markerId: unknown): MapMarker => {
    const found = map().marker(numberOf(markerId, NaN));
    if (found === undefined) throw new ApiFailure(`marker ${textOf(markerId)} is not found`);
    return found;
  };
  return {
    ...failingApis(documented),
    ...asyncApis({
      moveAlong: async ({ markerId, path, duration, autoRotate }) => {
        if (autoRotate !== false) throw new ApiFailure('the local phone knows no autoRotate');
        const target = marker(markerId);
        const points = latLngsOf(path);
        const [first] = points;
        if (first === undefined) throw new ApiFailure('parameter error: path should not be empty');
        target.moveTo(first);
        await glide(target, points, numberOf(duration, 0));
      },
      addMarkers: ({ markers, clear }) => {
        if (clear !== true) throw new ApiFailure('the local phone knows clear only');
        map().setMarkers(listOf(markers));
      },
      toScreenLocation: (options) => {
        const place = placeOf(options);
        if (place === null) throw new ApiFailure('parameter error: longitude and latitude');
        return map().view.pointOf(place);
      },
      includePoints: ({ points, padding }) => {
        const sides = Array.isArray(padding) ? padding.map((side) => numberOf(side, 0)) : [];
        map().view.fit(latLngsOf(points), sides);
      },
    }),
  };
}
