import * as L from 'leaflet';
import type * as glassEasel from 'glass-easel';
import { builtInOf } from '../framework/built-ins';
import { elementOf } from '../framework/nodes';
import { topPage } from '../page-stack';
import { callable, isRecord, listOf, numberOf, pointOf, pointsOf, textOf } from '../values';
import { ApiFailure, asyncApi } from '../wx/api';
import { throwing } from '../wx/unsupported';
import { glide } from './glide';
import { MapTag } from './map-tag';
import { pointFrom, regionOf } from './map-view';

/** `wx.createMapContext(id, component)`. What it does not have fails as an API does. */
export function createMapContext(
  id: unknown,
  caller: unknown,
  documented: readonly string[],
): Record<string, unknown> {
  /** Looked up at each call: the map may come later, or another in its place. */
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
  const leaflet = (): L.Map => map().view.leaflet;
  const marker = (markerId: unknown) => {
    const found = map().marker(numberOf(markerId, NaN));
    if (found === undefined) throw new ApiFailure(`marker ${textOf(markerId)} is not found`);
    return found;
  };
  const context: Record<string, unknown> = {
    moveAlong: asyncApi('moveAlong', async ({ markerId, path, duration, autoRotate }) => {
      const target = marker(markerId);
      const points = pointsOf(path).map(({ latitude, longitude }) => L.latLng(latitude, longitude));
      const [first] = points;
      if (first === undefined) throw new ApiFailure('parameter error: path should not be empty');
      target.moveTo(first);
      const heading = autoRotate === false ? 'keep' : 'along';
      await glide(target, { path: points, durationMs: numberOf(duration, 0), heading });
    }),
    translateMarker: asyncApi('translateMarker', async (options) => {
      const target = marker(options['markerId']);
      const destination = pointOf(options['destination']);
      if (destination === null) throw new ApiFailure('parameter error: destination');
      const here = target.position;
      const path = [here, L.latLng(destination.latitude, destination.longitude)];
      const durationMs = numberOf(options['duration'], 1000);
      const heading = options['autoRotate'] === true ? 'along' : numberOf(options['rotate'], 0);
      // As documented, turning and moving take their time one after the other, unless they are asked to go together.
      const together = heading === 'along' || options['moveWithRotate'] === true;
      const arrived = together
        ? await glide(target, { path, durationMs, heading })
        : (await glide(target, { path: [here], durationMs, heading })) &&
          (await glide(target, { path, durationMs, heading: 'keep' }));
      if (arrived) callable(options['animationEnd'])?.();
    }),
    addMarkers: asyncApi('addMarkers', ({ markers, clear }) => {
      if (clear === true) map().setMarkers(listOf(markers));
      else map().addMarkers(listOf(markers));
    }),
    moveToLocation: asyncApi('moveToLocation', (options) => {
      const place = pointOf(options);
      // Without a place it means the phone's own, which the product does not ask for.
      if (place === null) throw new ApiFailure('show-location is off');
      map().view.moveTo(L.latLng(place.latitude, place.longitude));
    }),
    includePoints: asyncApi('includePoints', ({ points, padding }) => {
      const all = pointsOf(points).map<L.LatLngTuple>(({ latitude, longitude }) => [
        latitude,
        longitude,
      ]);
      const sides = Array.isArray(padding) ? padding.map((side) => numberOf(side, 0)) : [];
      map().view.fit(all, sides);
    }),
    getCenterLocation: asyncApi('getCenterLocation', () => pointFrom(leaflet().getCenter())),
    getRegion: asyncApi('getRegion', () => regionOf(leaflet())),
    getScale: asyncApi('getScale', () => ({ scale: leaflet().getZoom() })),
    toScreenLocation: asyncApi('toScreenLocation', (options) => {
      const place = pointOf(options);
      if (place === null) throw new ApiFailure('parameter error: latitude, longitude');
      const { x, y } = leaflet().latLngToContainerPoint([place.latitude, place.longitude]);
      return { x, y };
    }),
    fromScreenLocation: asyncApi('fromScreenLocation', ({ x, y }) =>
      pointFrom(leaflet().containerPointToLatLng([numberOf(x, 0), numberOf(y, 0)])),
    ),
    getRotate: asyncApi('getRotate', () => ({ rotate: 0 })),
    getSkew: asyncApi('getSkew', () => ({ skew: 0 })),
  };
  for (const name of documented) {
    context[name] ??=
      name === 'on'
        ? throwing('MapContext.on')
        : asyncApi(name, () => {
            throw new ApiFailure('not supported by the local phone');
          });
  }
  return context;
}
