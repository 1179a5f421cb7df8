import type { TrailPoint } from '../../../../miniprogram/contract/delivery/delivery-history';
import {
  gapEnds,
  hasWay,
  isStep,
  wayLine,
  wayLines,
} from '../../../../miniprogram/delivery/view/way-view';

/** Point of a trail, so many seconds after the first one, and as many steps to the east. */
function seen(seconds: number, step = seconds): TrailPoint {
  const position = { longitude: 113 + step / 1000, latitude: 23 };
  return { position, seenAt: seconds * 1000, seenUntil: seconds * 1000 };
}

/** Trail of points that are 12 s apart. */
const trail = (count: number) => Array.from({ length: count }, (_, index) => seen(index * 12));
const places = (points: readonly TrailPoint[]) => points.map(({ position }) => position);
const drawn = (points: readonly TrailPoint[]) =>
  wayLines(points, 'go').map((line) => line.points.map(({ longitude }) => longitude));

describe('the way', () => {
  it('begins with three seen positions', () => {
    expect([0, 1, 2, 3].map((count) => hasWay(trail(count)))).toEqual([false, false, false, true]);
  });

  it('joins positions that were seen 60 s apart, and none that were longer', () => {
    expect(isStep(seen(0), seen(60))).toBe(true);
    expect(isStep(seen(0), seen(60.001))).toBe(false);
  });

  it('reckons a step from when the rider was last seen at its begin, however long he stood', () => {
    expect(isStep({ ...seen(0), seenUntil: 600_000 }, seen(612))).toBe(true);
  });

  it('goes through all positions, without a gap between its lines', () => {
    const points = trail(20);
    const lines = wayLines(points, 'go');
    const joined = lines.flatMap((line, index) => line.points.slice(index === 0 ? 0 : 1));
    expect(joined).toEqual(places(points));
    for (const [index, line] of lines.slice(1).entries()) {
      expect(line.points[0]).toEqual(lines[index]?.points.at(-1));
    }
  });

  it('draws nothing across a longer gap', () => {
    expect(drawn([seen(0), seen(12), seen(100), seen(112), seen(124)])).toEqual([
      [113, 113.012],
      [113.1, 113.112, 113.124],
    ]);
    expect(drawn([seen(0), seen(100), seen(200)])).toEqual([]);
    expect(drawn([])).toEqual([]);
  });

  it('fades from .95 to .3 towards the past', () => {
    const opacities = wayLines(trail(60), 'go').map(
      ({ color }) => Math.round((parseInt(color.slice(7), 16) / 255) * 100) / 100,
    );
    expect(opacities.at(-1)).toBe(0.95);
    expect(opacities[0]).toBe(0.3);
    expect([...opacities].sort((one, other) => one - other)).toEqual(opacities);
  });

  it('bears the tone of where he goes, and a halo that fades with it', () => {
    expect(wayLine(places(trail(2)), 'go')).toMatchObject({ color: '#1657d9f2', width: 4 });
    expect(wayLine([], 'back').color).toBe('#6a3cbcf2');
    expect(wayLine([], 'done', 99)).toMatchObject({ color: '#08703d4d', borderColor: '#ffffff33' });
  });

  it('grows at its end alone, so that an answer has little to set', () => {
    const [before, after] = [wayLines(trail(9), 'go'), wayLines(trail(10), 'go')];
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(after.at(-1)?.points).toEqual([...(before.at(-1)?.points ?? []), seen(9 * 12).position]);
  });

  it('has a dot at both ends of each gap, but none where the marker stands', () => {
    const points = [seen(0), seen(12), seen(100), seen(200), seen(212), seen(300)];
    expect(gapEnds(points)).toEqual([1, 2, 3, 4]);
    expect(gapEnds(trail(5))).toEqual([]);
    expect(gapEnds([])).toEqual([]);
  });
});
