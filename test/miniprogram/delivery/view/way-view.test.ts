import type { TrailPoint } from '../../../../miniprogram/contract/delivery/delivery-history';
import { wayLine, wayLines } from '../../../../miniprogram/delivery/view/way-view';
import type { Position } from '../../../../miniprogram/contract/delivery';
import { type MapScene, glideLine } from '../../../../miniprogram/delivery/view/map-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';
import {
  EAST,
  eastOfHere,
  FAR,
  HERE,
  sceneAfter,
  sceneOf,
  seen,
  wayOf,
  WEST,
} from '../../../support/map-scenes';

/** Point of a trail, so many seconds after the first one, and as many steps to the east. */
function pointAt(seconds: number, step = seconds): TrailPoint {
  const position = { longitude: 113 + step / 1000, latitude: 23 };
  return { position, seenAt: seconds * 1000, seenUntil: seconds * 1000 };
}

const trail = (count: number) => Array.from({ length: count }, (_, index) => pointAt(index * 12));
const places = (points: readonly TrailPoint[]) => points.map(({ position }) => position);

describe('the way', () => {
  it('joins positions that were seen 60 s apart, and none that were longer', () => {
    const joined = (...points: readonly TrailPoint[]) => wayLines(points, 'go').length;
    expect([joined(pointAt(0), pointAt(60)), joined(pointAt(0), pointAt(60.001))]).toEqual([1, 0]);
    // From when the rider was last seen at its begin, however long he stood.
    expect(joined({ ...pointAt(0), seenUntil: 600_000 }, pointAt(612))).toBe(1);
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
});

/** From HERE at 12:00:00. */
function sceneOfMove(to: Position, clock: string): MapScene | null {
  return sceneAfter(seen(HERE, '12:00:00'), seen(to, clock));
}

describe('the rider’s marker', () => {
  it('glides from where he stood, for as long as it took, and looks where he goes', () => {
    expect(sceneOfMove(EAST, '12:00:08')).toMatchObject({
      position: EAST,
      glide: { path: [HERE, EAST], durationMs: 8000 },
      markers: [{ ...HERE, rotate: 90, iconPath: '/map/images/rider-go.png' }],
    });
    // Twelve seconds at most.
    expect(sceneOfMove(EAST, '12:05:00')?.glide?.durationMs).toBe(12_000);
  });

  it.each([
    ['7 km', FAR, '12:00:10', true],
    // 102.26 m: 34 m a second are the fastest that a rider goes.
    ['102 m within three seconds', EAST, '12:00:03', true],
    ['102 m within four', EAST, '12:00:04', false],
    ['in the view around him', eastOfHere(245), '12:06:00', false],
    ['out of that view', eastOfHere(255), '12:06:00', true],
  ])('jumps where a glide would be too far or too fast: %s', (_way, to, clock, jumps) => {
    const scene = sceneOfMove(to, clock);
    expect(scene?.glide === null).toBe(jumps);
    expect(scene).toMatchObject({ position: to, markers: [jumps ? to : HERE] });
  });

  it('takes the time between two positions, not between two asks', () => {
    const asks = ['12:00:00', '12:00:04', '12:00:08'].map((clock) => seen(HERE, clock));
    expect(sceneAfter(...asks, seen(EAST, '12:00:10'))?.glide?.durationMs).toBe(10_000);
  });

  it('comes from nowhere when his position was lost in between', () => {
    const reports = [seen(HERE, '12:00:00'), seen(null, '12:00:12'), seen(EAST, '12:00:24')];
    const markers = [{ ...EAST, rotate: 90 }];
    expect(sceneAfter(...reports)).toMatchObject({ glide: null, markers });
  });

  it('does not come from where another rider was', () => {
    const rider = (name: string) => ({ rider: { name, phone: null, callable: false } });
    const before = reportOf(301, at('12:00:00'), { position: HERE, ...rider('陈师傅') });
    const report = reportOf(301, at('12:00:12'), { position: EAST, ...rider('王师傅') });
    expect(sceneAfter(before, report)).toMatchObject({
      glide: null,
      markers: [{ ...EAST, iconPath: '/map/images/rider-go-still.png' }],
      polyline: [],
    });
  });

  it('simply is where the phone remembers him, which he came to some time ago', () => {
    const reports = [seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const remembered = sceneOf(seen(EAST, '12:00:12'), historyOf(...reports), null);
    expect(remembered).toMatchObject({ glide: null, markers: [EAST] });
    // Nor does he set out once more when the first answer says the same.
    const same = seen(EAST, '12:00:15');
    expect(sceneOf(same, historyOf(...reports, same), remembered)).toEqual(remembered);
  });

  it('goes the way that other phones of the store saw him go since this one asked', () => {
    const corner = { ...EAST, latitude: EAST.latitude + 0.0005 };
    const first = seen(HERE, '12:00:12');
    const then = seen(EAST, '12:00:18');
    const last = seen(corner, '12:00:24');
    const shown = sceneAfter(first);
    const scene = sceneOf(last, historyOf(first, then, last), shown);
    const expected = { glide: { path: [HERE, EAST, corner], durationMs: 12_000 }, markers: [HERE] };
    expect(scene).toMatchObject(expected);
    expect(wayOf(scene)).toEqual([]);
  });

  it('keeps its scene while the marker glides, and brings the way up to it once it is there', () => {
    const moving = [seen(WEST, '11:59:48'), seen(HERE, '12:00:00'), seen(EAST, '12:00:12')];
    const moved = sceneAfter(...moving);
    expect(wayOf(moved)).toEqual([WEST, HERE]);
    expect(sceneAfter(...moving, seen(EAST, '12:00:20'))).toEqual(moved);
    const there = sceneAfter(...moving, seen(EAST, '12:00:24'));
    expect(there).toMatchObject({ glide: null, markers: [EAST] });
    expect(wayOf(there)).toEqual([WEST, HERE, EAST]);
    expect(sceneAfter(...moving, seen(EAST, '12:00:24'), seen(EAST, '12:00:36'))).toEqual(there);
  });

  it('lets a line follow the marker, up to where it is', () => {
    const rode = [seen(WEST, '11:59:48'), seen(HERE, '12:00:00'), seen(EAST, '12:00:10')];
    const scene = sceneAfter(...rode);
    const endAt = (passedMs: number) =>
      scene === null ? null : glideLine(scene, passedMs)?.points.at(-1)?.longitude;
    expect(endAt(0)).toBeCloseTo(113.33, 6);
    expect(endAt(5000)).toBeCloseTo(113.3305, 6);
    expect(endAt(10_000)).toBeCloseTo(113.331, 6);
    expect(endAt(11_000)).toBeCloseTo(113.331, 6);
  });

  it.each([
    ['two positions make no way', ['12:00:00', '12:00:12']],
    ['he was not seen for more than a minute', ['11:59:48', '12:00:00', '12:01:01']],
  ])('lets no line follow where %s', (_why, clocks) => {
    const reports = clocks.map((clock, index) => seen(eastOfHere(index * 50), clock));
    const scene = sceneAfter(...reports);
    expect(scene?.glide).not.toBeNull();
    expect(scene && glideLine(scene, 5000)).toBeNull();
  });
});
