import type * as glassEasel from 'glass-easel';
import { builtInOf } from '../framework/built-ins';
import { elementOf } from '../framework/nodes';
import { topPage } from '../page-stack';
import { isRecord, listOf, numberOf, textOf } from '../values';
import { ApiFailure, asyncApis } from '../wx/api';
import { glide } from './glide';
import type { MapMarker } from './map-marker';
import { MapTag } from './map-tag';
import { latLngsOf } from './map-view';

/** Implements `wx.createMapContext(id, component)`. */
export function createMapContext(id: unknown, caller: unknown): Record<string, unknown> {
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
  return asyncApis({
    // Always without autoRotate.
    moveAlong: ({ markerId, path, duration }) =>
      glide(marker(markerId), latLngsOf(path), numberOf(duration, 0)),
    // Always with clear.
    addMarkers: ({ markers }) => {
      map().setMarkers(listOf(markers));
    },
    getRegion: () => map().view.corners(),
    includePoints: ({ points, padding }) => {
      const sides = Array.isArray(padding) ? padding.map((side) => numberOf(side, 0)) : [];
      map().view.fit(latLngsOf(points), sides);
    },
  });
}
