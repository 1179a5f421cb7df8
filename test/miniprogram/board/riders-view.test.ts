import type { RiderOnMap } from '../../../miniprogram/board/riders';
import { ridersScene } from '../../../miniprogram/board/riders-view';
import type { Marker } from '../../../miniprogram/map/markers';
import { changedPaths } from '../../../miniprogram/ui/changed-paths';
import { riderOnMap as rider, STORE_ON_MAP as STORE } from '../../support/board-rows';

const VIEW_PX = 300;
/** View in which those of `many` stand apart from each other. */
const LARGE_PX = 2000;

const many = (count: number): readonly RiderOnMap[] =>
  Array.from({ length: count }, (_, n) => rider(String(1000 + n), n * 400));
const labels = (scene: ReturnType<typeof ridersScene>): readonly string[] =>
  scene.markers.map(({ label }) => label?.content ?? '');

/** Markers of which something changes, by number. */
const changedOf = (before: readonly Marker[], next: readonly Marker[]): readonly string[] => {
  const paths = Object.keys(changedPaths({ markers: before }, { markers: next }));
  return [...new Set(paths.map((path) => /^markers\[\d+\]/.exec(path)?.[0] ?? path))];
};

describe('the map of all riders', () => {
  it('has each with the end of its order id, filled where somebody has to do something', () => {
    const urgent = rider('1265', 500, { tone: 'bad', isUrgent: true });
    const scene = ridersScene([rider('1288', 900), urgent], [STORE], null, VIEW_PX);
    expect(labels(scene)).toEqual(['天河南店', '1288', '! 1265']);
    const [, calm, filled] = scene.markers;
    expect(filled?.label?.bgColor).toBe('#c0271f');
    expect(filled?.zIndex).toBeGreaterThan(calm?.zIndex ?? 0);
    expect(scene.ordersAt.get(filled?.id ?? 0)).toEqual(['A-1265']);
  });

  it('shows who waits at the store, whose position is old, and which is selected', () => {
    const riders = [
      rider('1', 0, { isAtStore: true }),
      rider('2', 500, { isOld: true }),
      rider('3', 900, { tone: 'back', isUrgent: true }),
    ];
    const { markers } = ridersScene(riders, [], 'A-3', VIEW_PX);
    const pictures = markers.map(({ iconPath }) => iconPath.split('/').pop());
    expect(pictures).toEqual(['rider-waits.png', 'rider-old.png', 'rider-back-still.png']);
    expect(markers[2]?.width).toBeGreaterThan(markers[1]?.width ?? 0);
  });

  it('joins those who would cover each other, but not the selected one', () => {
    const crowd = [...many(12), rider('2001', 410), rider('2002', 420), rider('2003', 430)];
    const scene = ridersScene(crowd, [], 'A-2003', VIEW_PX);
    const joined = [...scene.ordersAt.values()].filter((orderIds) => orderIds.length > 1);
    expect(joined.flat()).toEqual(expect.arrayContaining(['A-2001', 'A-2002']));
    expect([...scene.ordersAt.values()]).toContainEqual(['A-2003']);
    expect([...scene.ordersAt.values()].flat()).toHaveLength(crowd.length);
    expect(labels(scene).some((text) => text.endsWith(' 单'))).toBe(true);
  });

  it('joins few riders, too, where their labels would cover each other', () => {
    const atStore = [rider('1', 0), rider('2', 10)];
    expect(labels(ridersScene(atStore, [], null, VIEW_PX))).toEqual(['2 单']);
    expect(labels(ridersScene(atStore, [], 'A-2', VIEW_PX))).toEqual(['1', '2']);
    const beside = [rider('1', 10), rider('2', 60), rider('3', 900)];
    expect(labels(ridersScene(beside, [STORE], null, VIEW_PX))).toEqual(['天河南店', '2 单', '3']);
  });

  it('shows those in one marker by who is to be handled first, whatever stands before him', () => {
    const calm = rider('1', 0);
    const returns = rider('2', 5, { tone: 'back', isUrgent: true });
    const stuck = rider('3', 10, { tone: 'bad', isUrgent: true });
    const [marker] = ridersScene([calm, returns, stuck], [], null, VIEW_PX).markers;
    expect(marker).toMatchObject({
      iconPath: '/map/images/rider-bad-still.png',
      label: { content: '3 单', bgColor: '#c0271f', color: '#ffffff' },
    });
  });

  it('joins those who are close on a map that shows a far store, too', () => {
    const { place } = STORE;
    const far = { name: '云汇店', place: { ...place, latitude: place.latitude + 0.03 } };
    const { ordersAt } = ridersScene([rider('1', 0), rider('2', 60)], [far], null, VIEW_PX);
    expect([...ordersAt.values()]).toEqual([['A-1', 'A-2']]);
  });

  it('changes the markers of those only who move, come or go', () => {
    const sparse = many(11);
    const scene = (riders: readonly RiderOnMap[], fronts: readonly string[] = []) =>
      ridersScene(riders, [STORE], null, LARGE_PX, [], fronts);
    const before = scene(sparse);
    const without = (orderId: string) => sparse.filter((one) => one.orderId !== orderId);
    const moved = rider('1000', 150);
    const next = scene([moved, ...sparse.slice(1)], before.fronts);
    expect(changedOf(before.markers, next.markers)).toEqual(['markers[1]']);

    const comes = rider('0900', 90);
    const one = scene([comes, ...without('A-1001')], before.fronts);
    expect(changedOf(before.markers, one.markers)).toEqual(['markers[2]']);
    expect(one.ordersAt.get(one.markers[2]?.id ?? 0)).toEqual(['A-0900']);

    const fewer = scene(without('A-1000'), before.fronts);
    expect(changedOf(before.markers, fewer.markers)).toEqual(['markers[1]']);
    expect(fewer.markers[1]).toMatchObject({ width: 1, ariaLabel: '' });
    expect(fewer.markers[1]).not.toHaveProperty('label');
    expect(fewer.ordersAt.has(fewer.markers[1]?.id ?? 0)).toBe(false);
  });

  it('takes free places again, and makes all anew where most are free', () => {
    const scene = (riders: readonly RiderOnMap[], fronts: readonly string[] = []) =>
      ridersScene(riders, [], null, LARGE_PX, [], fronts);
    const all = many(8);
    const fewer = scene(all.slice(3), scene(all).fronts);
    expect(fewer.fronts.filter((front) => front === '')).toHaveLength(3);
    const again = scene([...all.slice(3), rider('0900', 90)], fewer.fronts);
    expect(again.fronts).toHaveLength(8);
    expect(again.fronts[0]).toBe('A-0900');
    const few = scene(all.slice(5), fewer.fronts);
    expect(few.fronts).toHaveLength(3);
    expect(changedOf(fewer.markers, few.markers)).toEqual(['markers']);
  });

  it('draws those that were spread out one by one', () => {
    const near = [rider('1', 0), rider('2', 5), rider('3', 10)];
    const crowd = [...many(12), ...near];
    const apart = near.map(({ orderId }) => orderId);
    const { ordersAt } = ridersScene(crowd, [], null, VIEW_PX, apart);
    for (const orderId of apart) expect([...ordersAt.values()]).toContainEqual([orderId]);
  });
});
