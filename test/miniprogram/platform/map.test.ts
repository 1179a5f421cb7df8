import { glideMarker, isByHand } from '../../../miniprogram/platform/map';
import { installWx } from '../../support/fake-wx';

const from = { longitude: 113.33, latitude: 23.13 };
const to = { longitude: 113.34, latitude: 23.13 };

interface MoveAlong {
  readonly path: unknown;
  readonly duration: number;
  readonly success: () => void;
  readonly fail: () => void;
}

function glide(moveAlong: (option: MoveAlong) => void) {
  installWx({ createMapContext: () => ({ moveAlong }) });
  return glideMarker('map', {}, { markerId: 1, from, to, durationMs: 8000 });
}

it('a marker glides along its way in the given time', async () => {
  const moveAlong = jest.fn((option: MoveAlong) => {
    option.success();
  });
  await expect(glide(moveAlong)).resolves.toEqual({ arrived: true });
  expect(moveAlong.mock.calls[0]?.[0]).toMatchObject({ path: [from, to], duration: 8000 });
});

it('a map that cannot says so', async () => {
  await expect(
    glide((option) => {
      option.fail();
    }),
  ).resolves.toEqual({ arrived: false });
});

it.each([
  [{ causedBy: 'gesture' }, true],
  [{ causedBy: 'drag' }, true],
  [{ detail: { causedBy: 'scale' } }, true],
  [{ causedBy: 'update' }, false],
  [{ detail: {} }, false],
])('%j was by hand: %s', (change, expected) => {
  expect(isByHand(change)).toBe(expected);
});
