import { type MapScene, placesInView } from '../../../../miniprogram/delivery/view/map-view';
import { riderMarker } from '../../../../miniprogram/map/markers';
import type { Point } from '../../../../miniprogram/map/shown-region';
import { wayLine } from '../../../../miniprogram/delivery/view/way-view';
import { manualTime } from '../../../support/manual-time';
import { installMap, standing, waiting } from '../../../support/map-wx';
import { renderComponent } from '../../../support/rendered-component';

const HERE = { longitude: 113.33, latitude: 23.13 };
/** Some 100 m on, and some 250 m. */
const NEAR = { longitude: 113.331, latitude: 23.13 };
const FAR = { longitude: 113.3325, latitude: 23.13 };

const byHand = { type: 'end', causedBy: 'drag' };
const byPage = { type: 'end', causedBy: 'update' };
const begun = { type: 'begin', causedBy: 'update' };

let time = manualTime(0);

beforeEach(() => {
  time = manualTime(0);
  // The component's script runs anew for each test.
  jest.doMock('../../../../miniprogram/platform/device', () => ({
    ...jest.requireActual<object>('../../../../miniprogram/platform/device'),
    timers: time.timers,
  }));
});

const gliding: MapScene = {
  ...standing(NEAR),
  glide: { path: [HERE, NEAR], durationMs: 8000, isDrawn: true },
  markers: [riderMarker(HERE, 90, 'go')],
  polyline: [wayLine([FAR, HERE], 'go')],
};
const FREE = { top: 88, right: 0, bottom: 400, left: 0 };

/** Shows the map, of which WeChat has not yet said that it is drawn. */
function mapOf(scene: MapScene, free: typeof FREE | null = FREE) {
  const map = installMap();
  const component = renderComponent('rider-map', { scene, free });
  const moved = (cause: object) => component.dispatch('.map', 'regionchange', cause);
  const follow = async (next: MapScene): Promise<void> => {
    await component.set({ scene: next });
    component.call('followScene');
  };
  return { ...map, component, moved, follow, draw: () => component.dispatch('.map', 'updated') };
}

describe('the map of a delivery', () => {
  it('opens where its subject is, and says what is missing', async () => {
    const { component } = mapOf(waiting(HERE));
    expect(component.data('looks')).toMatchObject([{ centre: HERE }]);
    await component.set({ note: '配送公司未提供位置' });
    expect(component.text('.map-note')).toBe('配送公司未提供位置');
    await component.set({ free: { ...FREE, isLow: true } });
    expect(component.count('.map-note')).toBe(0);
  });

  it('draws the way behind him, second by second, until he is there', async () => {
    const { component, follow } = mapOf(standing(HERE));
    const ends = () =>
      (component.data('scene') as MapScene).polyline.map(
        ({ points }) => points.at(-1)?.longitude ?? 0,
      );
    await follow(gliding);
    expect(ends()).toEqual([113.33]);
    await time.advance(4000);
    expect(ends()).toEqual([113.33, expect.closeTo(113.3305, 6)]);
    await time.advance(10_000);
    expect(ends()).toEqual([113.33, expect.closeTo(113.331, 6)]);
    // The next scene has the whole way of its own.
    await follow(standing(NEAR));
    await time.advance(5000);
    expect(ends()).toEqual([]);
  });

  it('follows him once he has gone far enough, until a person moves the view', async () => {
    const { component, includePoints, draw, follow } = mapOf(standing(HERE));
    await draw();
    expect(includePoints).toHaveBeenCalledTimes(1);
    await follow(standing(NEAR));
    expect(includePoints).toHaveBeenCalledTimes(1);
    for (const place of [FAR, NEAR, FAR]) await follow(standing(place));
    expect(includePoints).toHaveBeenCalledTimes(2);
    // However near, the store is another subject.
    await follow(waiting(FAR));
    expect(includePoints).toHaveBeenCalledTimes(3);
    await component.set({ isFollowing: false });
    await follow(standing(HERE));
    expect(includePoints).toHaveBeenCalledTimes(3);
  });

  it('is fitted to what pill and sheet leave, and anew when that changes', async () => {
    const { component, includePoints, draw } = mapOf(standing(HERE));
    await component.set({ free: { ...FREE, bottom: 420 } });
    // The map is not drawn yet.
    expect(includePoints).not.toHaveBeenCalled();
    await draw();
    expect(includePoints.mock.calls[0]?.[0].padding).toEqual([136, 64, 460, 64]);
    await component.set({ free: { ...FREE, bottom: 420 } });
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.set({ free: { ...FREE, bottom: 120 } });
    expect(includePoints).toHaveBeenCalledTimes(2);
    expect(includePoints.mock.calls[1]?.[0].padding).toEqual([136, 64, 160, 64]);
  });

  it.each([
    ['the map says nothing for 800 ms', () => time.advance(800)],
    [
      'its region has changed first, whatever the cause is said to be',
      ({ moved }: ReturnType<typeof mapOf>) => moved(byHand),
    ],
  ])('is fitted, and goes on following, where %s', async (_where, happen) => {
    const shown = mapOf(standing(HERE));
    const { component, includePoints, draw } = shown;
    await time.advance(799);
    expect(includePoints).not.toHaveBeenCalled();
    await happen(shown);
    await time.advance(10_000);
    expect(includePoints).toHaveBeenCalledTimes(1);
    expect(component.data('isFollowing')).toBe(true);
    // It may have had another size then.
    for (let n = 0; n < 2; n += 1) await draw();
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('is fitted again at the end of a move in which it was to be fitted: some clients lose that', async () => {
    const { component, includePoints, draw, moved } = mapOf(standing(HERE));
    await moved(begun);
    expect(includePoints).not.toHaveBeenCalled();
    await draw();
    await moved(begun);
    await component.set({ free: { ...FREE, bottom: 300 } });
    expect(includePoints).toHaveBeenCalledTimes(2);
    await moved(byPage);
    expect(includePoints).toHaveBeenCalledTimes(3);
    expect(includePoints.mock.calls[2]).toEqual(includePoints.mock.calls[1]);
    // Then it stays as it is.
    for (const cause of [begun, byPage]) await moved(cause);
    expect(includePoints).toHaveBeenCalledTimes(3);
  });

  it('takes what changes within a second after its own move for its own', async () => {
    const { component, draw, moved, follow } = mapOf(standing(HERE));
    await draw();
    await time.advance(999);
    await moved(byHand);
    expect(component.data('isFollowing')).toBe(true);
    // It follows him: the second begins anew.
    await follow(standing(FAR));
    await time.advance(999);
    await moved(byHand);
    expect(component.data('isFollowing')).toBe(true);
    await time.advance(1);
    await moved(byHand);
    expect(component.data('isFollowing')).toBe(false);
  });

  it('stops waiting when it goes', async () => {
    const { component, includePoints } = mapOf(standing(HERE));
    component.remove();
    await time.advance(800);
    expect(includePoints).not.toHaveBeenCalled();
  });

  it.each([
    ['rider', '回到骑手'],
    ['store', '回到门店'],
    ['end', '回到最后位置'],
  ] as const)(
    'is fitted when it is first drawn, and by its button (%s: %s)',
    async (focus, word) => {
      const scene: MapScene = { ...standing(HERE), focus };
      const { component, includePoints, draw } = mapOf(scene);
      expect(component.count('.back')).toBe(0);
      for (let n = 0; n < 2; n += 1) await draw();
      expect(includePoints).toHaveBeenCalledTimes(1);
      await component.set({ isFollowing: false });
      expect(component.text('.back')).toBe(word);
      await component.dispatch('.back', 'tap');
      expect(includePoints).toHaveBeenCalledTimes(2);
      expect(component.count('.back')).toBe(0);
      const bare = placesInView(scene).map(({ longitude, latitude }) => ({ longitude, latitude }));
      const fitted = includePoints.mock.calls[0]?.[0].points ?? [];
      expect(fitted.slice(0, bare.length)).toEqual(bare);
      // On a computer's window, 800 px high, scale 16 shows more than 500 m.
      const latitudes = fitted.slice(bare.length).map((place) => (place as typeof HERE).latitude);
      expect((latitudes[1] ?? 0) - (latitudes[0] ?? 0)).toBeGreaterThan(0.004);
    },
  );
});

describe('the pulse around a store that waits', () => {
  async function drawn(scene: MapScene) {
    const shown = mapOf(scene);
    await shown.draw();
    await shown.moved(byPage);
    return shown;
  }

  it('is where the map shows the store, and hides while the map moves', async () => {
    const { component, getRegion, moved } = await drawn(waiting(HERE));
    const { x, y } = component.data('pulse') as Point;
    expect([Math.round(x), Math.round(y)]).toEqual([50, 70]);
    expect(component.count('.pulse__ring')).toBe(3);
    await moved({ type: 'begin', causedBy: 'gesture' });
    expect(component.count('.pulse')).toBe(0);
    await moved(byHand);
    expect(getRegion).toHaveBeenCalledTimes(2);
    expect(component.count('.pulse__ring')).toBe(3);
  });

  it('does not come back by an answer that comes late', async () => {
    const { component, getRegion, moved } = await drawn(waiting(HERE));
    await moved(byHand);
    await moved({ type: 'begin', causedBy: 'gesture' });
    getRegion.mock.calls.at(-1)?.[0].success({ southwest: HERE, northeast: HERE });
    expect(component.count('.pulse')).toBe(0);
  });

  it('stops when a rider accepts, and is not there around one', async () => {
    const { component, follow } = await drawn(waiting(HERE));
    await follow({ ...waiting(HERE), isWaiting: false });
    expect(component.count('.pulse')).toBe(0);
    const { component: other, getRegion } = await drawn(standing(HERE));
    expect(other.count('.pulse')).toBe(0);
    expect(getRegion).not.toHaveBeenCalled();
  });
});

it('the look of the map is that of the theme, and a new map is fitted when the theme changes', async () => {
  const { component, change, includePoints, draw } = mapOf(standing(HERE));
  const looks = () => (component.data('looks') as readonly { readonly name: string }[])[0]?.name;
  expect(looks()).toBe('light');
  await draw();
  expect(includePoints).toHaveBeenCalledTimes(1);
  change('dark');
  expect(looks()).toBe('veiled');
  await draw();
  expect(includePoints).toHaveBeenCalledTimes(2);
  // It hears of no theme any more when it is gone.
  component.remove();
  change('light');
  expect(looks()).toBe('veiled');
});
