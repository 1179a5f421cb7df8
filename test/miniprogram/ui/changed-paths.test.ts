import fc from 'fast-check';
import { changedPaths } from '../../../miniprogram/ui/changed-paths';

const point = (longitude: number) => ({ longitude, latitude: 23.131234 });

describe('the paths that setData gets', () => {
  it('names the one number that differs', () => {
    const scene = { markers: [{ id: 1, picture: 'rider', ...point(113.331234) }], lines: [] };
    const moved = { ...scene, markers: [{ ...scene.markers[0], ...point(113.335678) }] };
    expect(changedPaths({ scene }, { scene: moved })).toEqual({
      'scene.markers[0].longitude': 113.335678,
    });
  });

  it('adds to a list what has come to it', () => {
    const way = [1, 2, 3, 4].map(point);
    expect(changedPaths({ way: way.slice(0, 3) }, { way })).toEqual({ 'way[3]': point(4) });
  });

  it('sets a list that has grown shorter as a whole, since paths remove nothing', () => {
    const way = [1, 2, 3].map(point);
    expect(changedPaths({ way }, { way: way.slice(1) })).toEqual({ way: way.slice(1) });
  });

  it('sets whole what has other fields, or was not there', () => {
    expect(changedPaths({ a: { b: 1 }, c: null }, { a: { d: 1 }, c: { e: 2 } })).toEqual({
      a: { d: 1 },
      c: { e: 2 },
    });
  });

  it('sets whole what is shorter so', () => {
    expect(changedPaths({ a: [1, 2, 3] }, { a: [4, 5, 6] })).toEqual({ a: [4, 5, 6] });
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
