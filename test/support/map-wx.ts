import type { Position } from '../../miniprogram/contract/delivery';
import type { MapScene } from '../../miniprogram/delivery/view/map-view';
import { riderMarker, storeMarker } from '../../miniprogram/map/markers';
import { installWx, storageInMemory } from './fake-wx';

/** Scene of a rider who stands at a place. */
export function standing(position: Position): MapScene {
  return {
    focus: 'rider',
    position,
    tone: 'go',
    isWaiting: false,
    glide: null,
    markers: [riderMarker(position, null, 'go')],
    polyline: [],
  };
}

/** Scene of a store that waits for a rider. */
export function waiting(position: Position): MapScene {
  return {
    ...standing(position),
    focus: 'store',
    isWaiting: true,
    markers: [storeMarker(position, '', 'right')],
  };
}

interface Corners {
  readonly southwest: Position;
  readonly northeast: Position;
}

/** What the map shows: some 10 km across and down. */
const CORNERS: Corners = {
  southwest: { longitude: 113.28, latitude: 23.1 },
  northeast: { longitude: 113.38, latitude: 23.2 },
};

type Theme = 'light' | 'dark';

/** Installs a `wx` with a map context whose calls are recorded, a theme and storage. */
export function installMap(theme: Theme = 'light') {
  const map = {
    moveAlong: jest.fn<undefined, [{ readonly path: unknown; readonly duration: number }]>(),
    includePoints: jest.fn<
      undefined,
      [{ readonly points: readonly unknown[]; readonly padding: readonly number[] }]
    >(),
    getRegion: jest.fn<undefined, [{ readonly success: (corners: Corners) => void }]>(
      ({ success }) => {
        success(CORNERS);
        return undefined;
      },
    ),
  };
  let listener: (change: { readonly theme: Theme }) => void = () => undefined;
  const storage = storageInMemory();
  installWx({
    ...storage,
    createMapContext: () => map,
    getAppBaseInfo: () => ({ theme }),
    getWindowInfo: () => ({ windowWidth: 1280, windowHeight: 800 }),
    onThemeChange: (heard: typeof listener) => {
      listener = heard;
    },
    offThemeChange: () => {
      listener = () => undefined;
    },
  });
  return {
    ...map,
    storage,
    change: (next: Theme) => {
      listener({ theme: next });
    },
  };
}
