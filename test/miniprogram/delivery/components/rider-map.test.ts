import { placesInView } from '../../../../miniprogram/delivery/view/map-view';
import { riderMarker, storeMarker } from '../../../../miniprogram/delivery/view/markers';
import { installWx } from '../../../support/fake-wx';
import { manualTime } from '../../../support/manual-time';
import type { RenderedComponent } from '../../../support/rendered-component';
import { renderComponent } from '../../../support/rendered-component';

const HERE = { longitude: 113.33, latitude: 23.13 };
/** Some 100 m on, and some 250 m. */
const NEAR = { longitude: 113.331, latitude: 23.13 };
const FAR = { longitude: 113.3325, latitude: 23.13 };

/** All of the map. */
const free = { top: 0, right: 0, bottom: 0, left: 0 };

const byHand = { type: 'end', causedBy: 'drag' };

let time = manualTime(0);

beforeEach(() => {
  time = manualTime(0);
  // The component's script runs anew for each test.
  jest.doMock('../../../../miniprogram/platform/timers', () => ({ timers: time.timers }));
});

const standing = (position: typeof HERE) => ({
  position,
  glide: null,
  markers: [riderMarker(position, null, 'go')],
  polyline: [],
});
const gliding = {
  ...standing(NEAR),
  glide: { path: [HERE, NEAR], durationMs: 8000 },
  markers: [riderMarker(HERE, 90, 'go')],
};

function setUp() {
  const map = {
    moveAlong: jest.fn<undefined, [{ readonly path: unknown; readonly duration: number }]>(),
    moveToLocation: jest.fn<undefined, [unknown]>(),
    includePoints: jest.fn<
      undefined,
      [{ readonly points: readonly unknown[]; readonly padding: readonly number[] }]
    >(),
  };
  installWx({ createMapContext: () => map });
  return map;
}

describe('the map of the rider', () => {
  it('opens where he is', () => {
    setUp();
    expect(renderComponent('rider-map', { scene: standing(HERE), free }).data('centre')).toEqual(
      HERE,
    );
  });

  it('lets him glide to his next position', async () => {
    const { moveAlong } = setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    component.call('followScene');
    expect(moveAlong).not.toHaveBeenCalled();
    await component.set({ scene: gliding });
    component.call('followScene');
    expect(moveAlong.mock.calls[0]?.[0]).toMatchObject({ path: [HERE, NEAR], duration: 8000 });
  });

  it('follows him once he has gone far enough, until a person moves the view', async () => {
    const { moveToLocation } = setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    await component.dispatch('.map', 'updated');
    const go = async (position: typeof HERE): Promise<void> => {
      await component.set({ scene: standing(position) });
      component.call('followScene');
    };
    await go(NEAR);
    expect(moveToLocation).not.toHaveBeenCalled();
    await go(FAR);
    await go(NEAR);
    await go(FAR);
    expect(moveToLocation.mock.calls).toEqual([[FAR]]);
    await component.set({ following: false });
    await go(HERE);
    expect(moveToLocation).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the map says nothing for 800 ms', () => time.advance(800)],
    [
      'its region has changed first, whatever the cause is said to be',
      (component: RenderedComponent) => component.dispatch('.map', 'regionchange', byHand),
    ],
  ])('is fitted, and goes on following, where %s', async (_where, happen) => {
    const { includePoints } = setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    await time.advance(799);
    expect(includePoints).not.toHaveBeenCalled();
    await happen(component);
    expect(includePoints).toHaveBeenCalledTimes(1);
    expect(component.data('following')).toBe(true);
    await time.advance(10_000);
    expect(includePoints).toHaveBeenCalledTimes(1);
    // It may have had another size then.
    for (let n = 0; n < 2; n += 1) await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('is not fitted yet while its region begins to change: some clients lose that', async () => {
    const { includePoints } = setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    await component.dispatch('.map', 'regionchange', { type: 'begin', causedBy: 'update' });
    expect(includePoints).not.toHaveBeenCalled();
    await component.dispatch('.map', 'regionchange', { type: 'end', causedBy: 'update' });
    expect(includePoints).toHaveBeenCalledTimes(1);
  });

  it('stays where a person has moved it before it says that it is drawn', async () => {
    const { includePoints } = setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    await time.advance(2000);
    await component.dispatch('.map', 'regionchange', byHand);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
  });

  it('takes what changes within a second after its own move for its own', async () => {
    setUp();
    const component = renderComponent('rider-map', { scene: standing(HERE), free });
    const change = () => component.dispatch('.map', 'regionchange', byHand);
    await component.dispatch('.map', 'updated');
    await time.advance(999);
    await change();
    expect(component.data('following')).toBe(true);
    // It follows him: the second begins anew.
    await component.set({ scene: standing(FAR) });
    component.call('followScene');
    await time.advance(999);
    await change();
    expect(component.data('following')).toBe(true);
    await time.advance(1);
    await change();
    expect(component.data('following')).toBe(false);
  });

  it('stops waiting when it goes', async () => {
    const { includePoints } = setUp();
    renderComponent('rider-map', { scene: standing(HERE), free }).remove();
    await time.advance(800);
    expect(includePoints).not.toHaveBeenCalled();
  });

  it('is fitted when it is first drawn, and again when 回到骑手 asks for it', async () => {
    const { includePoints } = setUp();
    const scene = standing(HERE);
    const component = renderComponent('rider-map', { scene, free });
    expect(component.count('.back')).toBe(0);
    await component.dispatch('.map', 'updated');
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.set({ following: false });
    expect(component.text('.back')).toBe('回到骑手');
    await component.dispatch('.back', 'tap');
    expect(includePoints).toHaveBeenCalledTimes(2);
    expect(component.count('.back')).toBe(0);
    expect(includePoints.mock.calls[0]?.[0].points).toEqual(placesInView(scene));
  });
});

it('fits what there is to see to the part of the map that nothing covers', async () => {
  const { includePoints } = setUp();
  const part = { top: 80, right: 0, bottom: 400, left: 10 };
  const component = renderComponent('rider-map', { scene: standing(HERE), free: part });
  await component.dispatch('.map', 'updated');
  expect(includePoints.mock.calls[0]?.[0].padding).toEqual([128, 64, 440, 74]);
});

it('is not fitted while the sheet covers it', async () => {
  const { includePoints } = setUp();
  const component = renderComponent('rider-map', { scene: standing(HERE), free: null });
  await component.dispatch('.map', 'updated');
  expect(includePoints).not.toHaveBeenCalled();
});

it('a fit shows the way that he was seen to go, his store, and some of the town around him', () => {
  const way = [FAR, NEAR, HERE];
  const polyline = [{ points: way, color: '#1657d999', width: 5, dottedLine: true }];
  const places = placesInView({ ...standing(HERE), polyline });
  expect(places).toEqual(expect.arrayContaining(way));
  const store = storeMarker({ longitude: 113.34, latitude: 23.14 });
  const scene = standing(HERE);
  expect(placesInView({ ...scene, markers: [...scene.markers, store] })).toContain(store);
  const spread = (axis: 'longitude' | 'latitude') =>
    Math.max(...placesInView(standing(HERE)).map((place) => place[axis])) -
    Math.min(...placesInView(standing(HERE)).map((place) => place[axis]));
  // Degrees: more than 400 m.
  expect(spread('longitude')).toBeGreaterThan(0.004);
  expect(spread('latitude')).toBeGreaterThan(0.004);
});
