import * as L from 'leaflet';
import type * as glassEasel from 'glass-easel';
import { builtInOf } from '../framework/built-ins';
import { elementOf } from '../framework/nodes';
import { topPage } from '../page-stack';
import { callable, isRecord, numberOf, pointOf, pointsOf, textOf } from '../values';
import { ApiFailure, asyncApi } from '../wx/api';
import { throwing } from '../wx/unsupported';
import { glide } from './glide';
import { MapTag, pointFrom } from './map-tag';

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
      const turning = autoRotate !== false;
      await glide(target, { path: points, durationMs: numberOf(duration, 0), autoRotate: turning });
    }),
    translateMarker: asyncApi('translateMarker', async (options) => {
      const target = marker(options['markerId']);
      const destination = pointOf(options['destination']);
      if (destination === null) throw new ApiFailure('parameter error: destination');
      const { latitude, longitude } = destination;
      const path = [target.position, L.latLng(latitude, longitude)];
      const rotate = numberOf(options['rotate'], 0);
      if (options['autoRotate'] !== true) target.turn(rotate);
      await glide(target, {
        path,
        durationMs: numberOf(options['duration'], 1000),
        autoRotate: options['autoRotate'] === true,
      });
      callable(options['animationEnd'])?.();
    }),
    moveToLocation: asyncApi('moveToLocation', (options) => {
      const place = pointOf(options);
      // Without a place it means the phone's own, which the product does not ask for.
      if (place === null) throw new ApiFailure('show-location is off');
      const tag = map();
      tag.update(() => {
        tag.leaflet.panTo([place.latitude, place.longitude]);
      });
    }),
    includePoints: asyncApi('includePoints', ({ points, padding }) => {
      const all = pointsOf(points).map<L.LatLngTuple>(({ latitude, longitude }) => [
        latitude,
        longitude,
      ]);
      const sides = Array.isArray(padding) ? padding.map((side) => numberOf(side, 0)) : [];
      map().fit(all, sides);
    }),
    getCenterLocation: asyncApi('getCenterLocation', () => pointFrom(map().leaflet.getCenter())),
    getRegion: asyncApi('getRegion', () => {
      const bounds = map().leaflet.getBounds();
      return {
        southwest: pointFrom(bounds.getSouthWest()),
        northeast: pointFrom(bounds.getNorthEast()),
      };
    }),
    getScale: asyncApi('getScale', () => ({ scale: map().leaflet.getZoom() })),
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
