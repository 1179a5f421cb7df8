import { riderMarker } from '../../../miniprogram/components/rider-map/rider-marker';
import { placesInView } from '../../../miniprogram/components/rider-map/places-in-view';
import { installWx } from '../../support/fake-wx';
import { renderComponent } from '../../support/rendered-component';

const HERE = { longitude: 113.33, latitude: 23.13 };
const NEAR = { longitude: 113.331, latitude: 23.13 };
const scene = {
  position: HERE,
  from: null,
  glideMs: 0,
  heading: null,
  tone: 'go',
  trail: [],
} as const;

interface MoveAlong {
  readonly path: unknown;
  readonly duration: number;
  readonly success: () => void;
  readonly fail: () => void;
}

function setUp() {
  const moveAlong = jest.fn<undefined, [MoveAlong]>();
  const includePoints = jest.fn<undefined, [{ readonly points: readonly unknown[] }]>();
  installWx({ createMapContext: () => ({ moveAlong, includePoints }) });
  return { moveAlong, includePoints };
}

describe('the rider on the map', () => {
  it('stands at first, and glides with the next position', async () => {
    const { moveAlong } = setUp();
    const map = renderComponent('rider-map', { scene });
    expect(moveAlong).not.toHaveBeenCalled();
    await map.set({ scene: { ...scene, position: NEAR, from: HERE, glideMs: 8000, heading: 90 } });
    expect(moveAlong.mock.calls[0]?.[0]).toMatchObject({ path: [HERE, NEAR], duration: 8000 });
  });

  it('is on his way until the map says that he has arrived', async () => {
    const { moveAlong } = setUp();
    const map = renderComponent('rider-map', { scene });
    const move = { ...scene, position: NEAR, from: HERE, glideMs: 8000, trail: [HERE] };
    await map.set({ scene: move });
    expect(map.data('isThere')).toBe(false);
    moveAlong.mock.calls[0]?.[0].success();
    await map.set({});
    expect(map.data('isThere')).toBe(true);
  });

  it('is simply there on a map that has not shown him where he comes from', () => {
    const { moveAlong } = setUp();
    renderComponent('rider-map', {
      scene: { ...scene, position: NEAR, from: HERE, glideMs: 8000, heading: 90 },
    });
    expect(moveAlong).not.toHaveBeenCalled();
  });

  it('is put where he is when the map cannot move him', async () => {
    const { moveAlong } = setUp();
    const map = renderComponent('rider-map', { scene });
    await map.set({ scene: { ...scene, position: NEAR, from: HERE, glideMs: 8000 } });
    expect(map.data('markers')).toMatchObject([HERE]);
    moveAlong.mock.calls[0]?.[0].fail();
    await map.set({});
    expect(map.data('markers')).toMatchObject([NEAR]);
  });

  it('is followed until a person moves the view; 回到骑手 brings it back', async () => {
    const { includePoints } = setUp();
    const map = renderComponent('rider-map', { scene });
    expect(map.count('.back')).toBe(0);
    await map.set({ following: false });
    expect(map.text('.back')).toBe('回到骑手');
    await map.dispatch('.map', 'updated');
    await map.dispatch('.map', 'updated');
    // Fitted when it is first drawn, and not again before it is asked for.
    expect(includePoints).toHaveBeenCalledTimes(1);
    await map.dispatch('.back', 'tap');
    expect(includePoints).toHaveBeenCalledTimes(2);
    expect(map.count('.back')).toBe(0);
    expect(includePoints.mock.calls[0]?.[0].points).toEqual(placesInView(scene));
  });
});

it('a fit shows the way that he was seen to go, and some of the town around him', () => {
  const places = placesInView({ ...scene, trail: [NEAR] });
  expect(places[0]).toEqual(NEAR);
  const spread = (axis: 'longitude' | 'latitude') =>
    Math.max(...places.map((place) => place[axis])) -
    Math.min(...places.map((place) => place[axis]));
  // Degrees: more than 400 m.
  expect(spread('longitude')).toBeGreaterThan(0.004);
  expect(spread('latitude')).toBeGreaterThan(0.004);
});

describe('the rider’s marker', () => {
  it('is an arrow the way he goes, a dot until he has moved', () => {
    expect(riderMarker({ ...scene, heading: 91.6 }, HERE)).toMatchObject({
      ...HERE,
      iconPath: '/images/rider-go.png',
      rotate: 92,
    });
    expect(riderMarker(scene, HERE).iconPath).toBe('/images/rider-go-still.png');
    expect(riderMarker({ ...scene, tone: 'back' }, HERE).iconPath).toBe(
      '/images/rider-back-still.png',
    );
  });
});
