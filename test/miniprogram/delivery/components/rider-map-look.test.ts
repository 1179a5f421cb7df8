import type { MapScene } from '../../../../miniprogram/delivery/view/map-view';
import { manualTime } from '../../../support/manual-time';
import { installMap, standing, waiting } from '../../../support/map-wx';
import type { RenderedComponent } from '../../../support/rendered-component';
import { renderComponent } from '../../../support/rendered-component';

const HERE = { longitude: 113.33, latitude: 23.13 };

const FREE = { top: 88, right: 0, bottom: 400, left: 0 };

const byHand = { type: 'end', causedBy: 'drag' };
const byPage = { type: 'end', causedBy: 'update' };

let time = manualTime(0);

beforeEach(() => {
  time = manualTime(0);
  // The component's script runs anew for each test.
  jest.doMock('../../../../miniprogram/platform/timers', () => ({ timers: time.timers }));
});

const nameOfLook = (component: RenderedComponent) =>
  (component.data('looks') as readonly { readonly name: string }[]).map(({ name }) => name);

describe('the pulse around a store that waits', () => {
  async function drawn(scene: MapScene) {
    const map = installMap();
    const component = renderComponent('rider-map', { scene, free: FREE });
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
    toScreenLocation.mockImplementation(({ success }) => {
      success({ x: 20, y: 40 });
      return undefined;
    });
    await component.dispatch('.map', 'regionchange', byHand);
    expect(component.data('pulse')).toEqual({ x: 20, y: 40 });
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
    const component = renderComponent('rider-map', { scene: standing(HERE), free: FREE });
    expect(nameOfLook(component)).toEqual(['light']);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(1);
    change('dark');
    expect(nameOfLook(component)).toEqual(['veiled']);
    await component.dispatch('.map', 'updated');
    expect(includePoints).toHaveBeenCalledTimes(2);
  });

  it('has the dark style that the phone remembers of the shop', () => {
    const { storage } = installMap('dark');
    storage.setStorageSync('dark-map', STYLE);
    const component = renderComponent('rider-map', { scene: standing(HERE), free: FREE });
    expect(component.data('looks')).toMatchObject([
      { name: 'dark', subkey: 'KEY', layerStyle: 3, polygons: [] },
    ]);
  });

  it('hears of no theme any more when it is gone', async () => {
    const { change } = installMap();
    const component = renderComponent('rider-map', { scene: standing(HERE), free: FREE });
    component.remove();
    change('dark');
    expect(nameOfLook(component)).toEqual(['light']);
    await time.advance(800);
  });
});
