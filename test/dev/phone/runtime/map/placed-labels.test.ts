import type { PlacedText } from '../../../../../dev/phone/runtime/map/map-labels';
import { PlacedLabels } from '../../../../../dev/phone/runtime/map/placed-labels';

/** Where a position lies on a map of the whole world, px. */
const project = ([longitude, latitude]: readonly [number, number], zoom: number) => {
  const size = 256 * 2 ** zoom;
  return { x: (longitude / 360) * size, y: (latitude / 180) * size };
};

it('places names once for levels that are nearly the same, and puts them where they belong at each', () => {
  const own = { text: '示例路', angle: 0, size: 11, ink: 'ink', hasDot: false } as const;
  const place = jest.fn((_zoom: number, at: (position: [number, number]) => PlacedText['at']) => [
    { ...own, at: at([113.3, 23.1]) },
  ]);
  const labels = new PlacedLabels(place);
  for (const zoom of [16.004, 15.996, 16]) {
    const [name] = labels.at(zoom, project);
    const { x, y } = project([113.3, 23.1], zoom);
    expect(name?.at.x).toBeCloseTo(x, 3);
    expect(name?.at.y).toBeCloseTo(y, 3);
  }
  expect(place).toHaveBeenCalledTimes(1);
  labels.at(16.02, project);
  expect(place).toHaveBeenCalledTimes(2);
});
