// More than 300 lines: one map with its context, in which each of its movements has its case.
import type { MapScene } from '../../../../miniprogram/delivery/view/map-view';
import { placesInView } from '../../../../miniprogram/delivery/view/map-view';
import { riderMarker } from '../../../../miniprogram/delivery/view/markers';
import { wayLine } from '../../../../miniprogram/delivery/view/way-view';
import { manualTime } from '../../../support/manual-time';
import { installMap, standing, waiting } from '../../../support/map-wx';
import type { RenderedComponent } from '../../../support/rendered-component';
import { renderComponent } from '../../../support/rendered-component';

const HERE = { longitude: 113.33, latitude: 23.13 };
/** Some 100 m on, and some 250 m. */
const NEAR = { longitude: 113.331, latitude: 23.13 };
const FAR = { longitude: 113.3325, latitude: 23.13 };

const byHand = { type: 'end', causedBy: 'drag' };
const byPage = { type: 'end', causedBy: 'update' };

let time = manualTime(0);

beforeEach(() => {
  time = manualTime(0);
  // The component's script runs anew for each test.
  jest.doMock('../../../../miniprogram/platform/timers', () => ({ timers: time.timers }));
});

const gliding: MapScene = {
  ...standing(NEAR),
  glide: { path: [HERE, NEAR], durationMs: 8000, isDrawn: true },
  markers: [riderMarker(HERE, 90, 'go')],
  polyline: [wayLine([FAR, HERE], 'go')],
};
const FREE = { top: 88, right: 0, bottom: 400, left: 0 };

const mapOf = (scene: MapScene, free: typeof FREE | null = FREE) =>
  renderComponent('rider-map', { scene, free });

describe('the map of a delivery', () => {
  it('opens where its subject is, and says what is missing', async () => {
    installMap();
    const component = mapOf(waiting(HERE));
    expect(component.data('looks')).toMatchObject([{ centre: HERE }]);
    await component.set({ note: '配送公司未提供位置' });
    expect(component.text('.note')).toBe('配送公司未提供位置');
    await component.set({ free: { ...FREE, isLow: true } });
    expect(component.count('.note')).toBe(0);
  });

  it('lets him glide to his next position', async () => {
    const { moveAlong } = installMap();
    const component = mapOf(standing(HERE));
    component.call('followScene');
    expect(moveAlong).not.toHaveBeenCalled();
    await component.set({ scene: gliding });
    component.call('followScene');
    expect(moveAlong.mock.calls[0]?.[0]).toMatchObject({ path: [HERE, NEAR], duration: 8000 });
  });

  it('draws the way behind him, second by second, until he is there', async () => {
    installMap();
    const component = mapOf(standing(HERE));
    const ends = () =>
      (component.data('scene') as MapScene).polyline.map(
        ({ points }) => points.at(-1)?.longitude ?? 0,
      );
    await component.set({ scene: gliding });
    component.call('followScene');
    expect(ends()).toEqual([113.33]);
    await time.advance(4000);
    expect(ends()).toEqual([113.33, expect.closeTo(113.3305, 6)]);
    await time.advance(10_000);
    expect(ends()).toEqual([113.33, expect.closeTo(113.331, 6)]);
    // The next scene has the whole way of its own.
    await component.set({ scene: standing(NEAR) });
    component.call('followScene');
    await time.advance(5000);
    expect(ends()).toEqual([]);
  });

  it('follows him once he has gone far enough, until a person moves the view', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
    const go = async (position: typeof HERE): Promise<void> => {
      await component.set({ scene: standing(position) });
      component.call('followScene');
    };
    await go(NEAR);
    expect(includePoints).toHaveBeenCalledTimes(1);
    await go(FAR);
    await go(NEAR);
    await go(FAR);
    expect(includePoints).toHaveBeenCalledTimes(2);
    await component.set({ following: false });
    await go(HERE);
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('follows from the store to the rider, however near he is', async () => {
    const { includePoints } = installMap();
    const component = mapOf(waiting(HERE));
    await component.dispatch('.map', 'updated');
    await component.set({ scene: standing(NEAR) });
    component.call('followScene');
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('is fitted to what pill and sheet leave, and anew when that changes', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    await component.set({ free: { ...FREE, bottom: 420 } });
    // The map is not drawn yet.
    expect(includePoints).not.toHaveBeenCalled();
    await component.dispatch('.map', 'updated');
    expect(includePoints.mock.calls[0]?.[0].padding).toEqual([136, 64, 460, 64]);
    await component.set({ free: { ...FREE, bottom: 420 } });
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.set({ free: { ...FREE, bottom: 120 } });
    expect(includePoints).toHaveBeenCalledTimes(2);
    expect(includePoints.mock.calls[1]?.[0].padding).toEqual([136, 64, 160, 64]);
  });

  it('is not fitted while the sheet covers it, and anew when it is uncovered', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE), null);
    await component.dispatch('.map', 'updated');
    await time.advance(800);
    expect(includePoints).not.toHaveBeenCalled();
    await component.set({ free: FREE });
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.set({ free: null });
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.set({ free: FREE });
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('is not fitted to anything after a person has moved it, until 回到骑手', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    await component.dispatch('.map', 'updated');
    await time.advance(2000);
    await component.dispatch('.map', 'regionchange', byHand);
    await component.set({ free: { ...FREE, bottom: 120 } });
    expect(includePoints).toHaveBeenCalledTimes(1);
    await component.dispatch('.back', 'tap');
    expect(includePoints).toHaveBeenCalledTimes(2);
    expect(includePoints.mock.calls[1]?.[0].padding).toEqual([136, 64, 160, 64]);
  });

  it.each([
    ['the map says nothing for 800 ms', () => time.advance(800)],
    [
      'its region has changed first, whatever the cause is said to be',
      (component: RenderedComponent) => component.dispatch('.map', 'regionchange', byHand),
    ],
  ])('is fitted, and goes on following, where %s', async (_where, happen) => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
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
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    await component.dispatch('.map', 'regionchange', { type: 'begin', causedBy: 'update' });
    expect(includePoints).not.toHaveBeenCalled();
    await component.dispatch('.map', 'regionchange', byPage);
    expect(includePoints).toHaveBeenCalledTimes(1);
  });

  it('is fitted again at the end of a move in which it was to be fitted: some clients lose that', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    const change = (type: string) =>
      component.dispatch('.map', 'regionchange', { type, causedBy: 'update' });
    await component.dispatch('.map', 'updated');
    await change('begin');
    await component.set({ free: { ...FREE, bottom: 300 } });
    expect(includePoints).toHaveBeenCalledTimes(2);
    await change('end');
    expect(includePoints).toHaveBeenCalledTimes(3);
    expect(includePoints.mock.calls[2]).toEqual(includePoints.mock.calls[1]);
    // Then it stays as it is.
    for (const type of ['begin', 'end']) await change(type);
    expect(includePoints).toHaveBeenCalledTimes(3);
  });

  it('stays where a person has moved it before it says that it is drawn', async () => {
    const { includePoints } = installMap();
    const component = mapOf(standing(HERE));
    await time.advance(2000);
    await component.dispatch('.map', 'regionchange', byHand);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
  });

  it('takes what changes within a second after its own move for its own', async () => {
    installMap();
    const component = mapOf(standing(HERE));
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
    const { includePoints } = installMap();
    mapOf(standing(HERE)).remove();
    await time.advance(800);
    expect(includePoints).not.toHaveBeenCalled();
  });

  it.each([
    ['rider', '回到骑手'],
    ['store', '回到门店'],
    ['end', '回到最后位置'],
  ] as const)(
    'is fitted when it is first drawn, and again by its button (%s: %s)',
    async (about, word) => {
      const { includePoints } = installMap();
      const scene: MapScene = { ...standing(HERE), about };
      const component = mapOf(scene);
      expect(component.count('.back')).toBe(0);
      await component.dispatch('.map', 'updated');
      await component.dispatch('.map', 'updated');
      expect(includePoints).toHaveBeenCalledTimes(1);
      await component.set({ following: false });
      expect(component.text('.back')).toBe(word);
      await component.dispatch('.back', 'tap');
      expect(includePoints).toHaveBeenCalledTimes(2);
      expect(component.count('.back')).toBe(0);
      const bare = placesInView(scene).map(({ longitude, latitude }) => ({ longitude, latitude }));
      expect(includePoints.mock.calls[0]?.[0].points).toEqual(bare);
    },
  );
});

const nameOfLook = (component: RenderedComponent) =>
  (component.data('looks') as readonly { readonly name: string }[]).map(({ name }) => name);

describe('the pulse around a store that waits', () => {
  async function drawn(scene: MapScene) {
    const map = installMap();
    const component = mapOf(scene);
    await component.dispatch('.map', 'updated');
    await component.dispatch('.map', 'regionchange', byPage);
    return { ...map, component };
  }

  it('is where the map shows the store, and hides while the map moves', async () => {
    const { component, toScreenLocation } = await drawn(waiting(HERE));
    expect(component.data('pulse')).toEqual({ x: 187, y: 230 });
    expect(component.count('.pulse__ring')).toBe(3);
    await component.dispatch('.map', 'regionchange', { type: 'begin', causedBy: 'gesture' });
    expect(component.count('.pulse')).toBe(0);
    await component.dispatch('.map', 'regionchange', byHand);
    expect(toScreenLocation).toHaveBeenCalledTimes(2);
    expect(component.count('.pulse__ring')).toBe(3);
  });

  it('does not come back by an answer that comes late', async () => {
    const { component, toScreenLocation } = await drawn(waiting(HERE));
    await component.dispatch('.map', 'regionchange', byHand);
    await component.dispatch('.map', 'regionchange', { type: 'begin', causedBy: 'gesture' });
    toScreenLocation.mock.calls.at(-1)?.[0].success({ x: 1, y: 1 });
    expect(component.count('.pulse')).toBe(0);
  });

  it('stops when a rider accepts', async () => {
    const { component } = await drawn(waiting(HERE));
    await component.set({ scene: { ...waiting(HERE), isWaiting: false } });
    component.call('followScene');
    expect(component.count('.pulse')).toBe(0);
  });

  it('is not there around a rider', async () => {
    const { component, toScreenLocation } = await drawn(standing(HERE));
    expect(component.count('.pulse')).toBe(0);
    expect(toScreenLocation).not.toHaveBeenCalled();
  });
});

describe('the look of the map', () => {
  const STYLE = { key: 'KEY', style: 3 };

  it('is that of the theme, and a new map is fitted when the theme changes', async () => {
    const { change, includePoints } = installMap();
    const component = mapOf(standing(HERE));
    expect(nameOfLook(component)).toEqual(['light']);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
    change('dark');
    expect(nameOfLook(component)).toEqual(['veiled']);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(2);
    // It hears of no theme any more when it is gone.
    component.remove();
    change('light');
    expect(nameOfLook(component)).toEqual(['veiled']);
  });

  it('has the dark style that the phone remembers of the shop', () => {
    const { storage } = installMap('dark');
    storage.setStorageSync('dark-map', STYLE);
    const component = mapOf(standing(HERE));
    expect(component.data('looks')).toMatchObject([{ name: 'dark', subkey: 'KEY' }]);
  });
});
