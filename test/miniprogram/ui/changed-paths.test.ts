import fc from 'fast-check';
import { changedPaths } from '../../../miniprogram/ui/changed-paths';

const point = (longitude: number) => ({ longitude, latitude: 23.131234 });
const WAY = [1, 2, 3, 4].map(point);

describe('the paths that setData gets', () => {
  it.each([
    [
      'the one number that differs',
      { scene: { markers: [{ id: 1, ...point(113.331234) }], lines: [] } },
      { scene: { markers: [{ id: 1, ...point(113.335678) }], lines: [] } },
      { 'scene.markers[0].longitude': 113.335678 },
    ],
    ['what has come to a list', { way: WAY.slice(0, 3) }, { way: WAY }, { 'way[3]': point(4) }],
    ['a shorter list as a whole', { way: WAY }, { way: WAY.slice(1) }, { way: WAY.slice(1) }],
    ['whole what has other fields', { a: { b: 1 } }, { a: { d: 1 } }, { a: { d: 1 } }],
    ['whole what was not there', { c: null }, { c: { e: 2 } }, { c: { e: 2 } }],
    ['whole what is shorter so', { a: [1, 2, 3] }, { a: [4, 5, 6] }, { a: [4, 5, 6] }],
  ])('name %s', (_what, before, changed, paths) => {
    expect(changedPaths(before, changed)).toEqual(paths);
  });

  it('shares no object with what it is given, since setData changes it in place', () => {
    const scene = { position: point(1) };
    const paths = changedPaths({ scene: null }, { scene });
    expect(paths['scene']).toEqual(scene);
    expect(paths['scene']).not.toBe(scene);
    expect((paths['scene'] as typeof scene).position).not.toBe(scene.position);
  });

  it('brings any data to what they should be, and never costs more than the whole', () => {
    const data = fc.object({
      key: fc.constantFrom('a', 'b', 'c'),
      values: [fc.integer(), fc.constantFrom('x', 'y'), fc.constant(null)],
      maxDepth: 4,
    });
    fc.assert(
      fc.property(data, data, (before, after) => {
        const paths = changedPaths(before, after);
        expect(applied({ ...before }, paths)).toEqual({ ...before, ...after });
        expect(JSON.stringify(paths).length).toBeLessThanOrEqual(JSON.stringify(after).length);
      }),
      { numRuns: 500 },
    );
  });
});

/** Applies paths as setData does. */
function applied(data: object, paths: Readonly<Record<string, unknown>>): unknown {
  const copy = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  for (const [path, value] of Object.entries(paths)) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop() ?? '';
    let place = copy;
    for (const step of steps) place = place[step] as Record<string, unknown>;
    place[last] = value;
  }
  return copy;
}
