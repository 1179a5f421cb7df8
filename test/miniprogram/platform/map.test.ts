import {
  askMapCorners,
  fitMapTo,
  glideMarker,
  isEndOfChange,
  isByHand,
} from '../../../miniprogram/platform/map';
import { installWx } from '../../support/fake-wx';

const marker = { id: 1, longitude: 113.33, latitude: 23.13, iconPath: 'a', width: 1, height: 1 };
const store = { ...marker, id: 2, longitude: 113.32 };
const from = { longitude: marker.longitude, latitude: marker.latitude };
const to = { longitude: 113.34, latitude: 23.13 };
const anyFunction: unknown = expect.any(Function);

interface MoveAlong {
  readonly path: unknown;
  readonly duration: number;
  readonly precision: unknown;
  readonly fail: () => void;
}

function glide(moveAlong: (option: MoveAlong) => void) {
  const addMarkers = jest.fn();
  installWx({ createMapContext: () => ({ moveAlong, addMarkers }) });
  glideMarker('map', {}, { markers: [marker, store], path: [from, to], durationMs: 8000 });
  return addMarkers;
}

it('a marker glides from where it stands, in the given time', () => {
  const moveAlong = jest.fn<undefined, [MoveAlong]>();
  expect(glide(moveAlong)).not.toHaveBeenCalled();
  expect(moveAlong.mock.calls[0]?.[0]).toMatchObject({
    path: [from, to],
    duration: 8000,
    // WeChat's page has it as 必填, in metres.
    precision: expect.any(Number) as unknown,
  });
});

it('a marker that the map cannot move is put where it should be, and the others stay', () => {
  const addMarkers = glide((option) => {
    option.fail();
  });
  const expected = { markers: [{ ...marker, ...to }, store], clear: true, fail: anyFunction };
  expect(addMarkers).toHaveBeenCalledWith(expected);
});

it('a fit gets places, and nothing else of the markers that stand there', () => {
  const includePoints = jest.fn();
  installWx({ createMapContext: () => ({ includePoints }) });
  fitMapTo('map', {}, [marker, to], [1, 2, 3, 4]);
  // Without `fail`, a page that is left while it fits its map would fail where nobody listens.
  const expected = { points: [from, to], padding: [1, 2, 3, 4], fail: anyFunction };
  expect(includePoints).toHaveBeenCalledWith(expected);
});

it('tells the corners of what a map shows, unless the client cannot', () => {
  const found = jest.fn();
  const corners = { southwest: from, northeast: to };
  const getRegion = jest.fn<undefined, [{ success: (told: typeof corners) => void }]>();
  installWx({ createMapContext: () => ({ getRegion }) });
  askMapCorners('map', {}, found);
  expect(found).not.toHaveBeenCalled();
  getRegion.mock.calls[0]?.[0].success(corners);
  expect(found).toHaveBeenCalledWith(from, to);
});

it.each([
  [{ type: 'end', causedBy: 'gesture' }, true, true],
  [{ type: 'begin', causedBy: 'drag' }, true, false],
  [{ type: 'regionchange', detail: { type: 'end', causedBy: 'scale' } }, true, true],
  [{ type: 'regionchange', causedBy: 'update', detail: { type: 'begin' } }, false, false],
  [{ detail: {} }, false, false],
])('%j was by hand: %s, and has ended: %s', (change, byHand, ended) => {
  expect([isByHand(change), isEndOfChange(change)]).toEqual([byHand, ended]);
});
