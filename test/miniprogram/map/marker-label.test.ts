import type { Position } from '../../../miniprogram/contract/delivery';
import { labelSide, markerLabel } from '../../../miniprogram/map/marker-label';
import { placeFrom } from '../../support/scripted-ride';

const STORE: Position = { longitude: 113.33, latitude: 23.13 };

describe('the label of a marker', () => {
  it('stands clear of the picture, on each side', () => {
    const at = (side: Parameters<typeof markerLabel>[1]) => {
      const { anchorX, anchorY } = markerLabel('天河南店', side, 16);
      return [anchorX, anchorY];
    };
    // Four characters of 13 px and 3.5 px at each end: 59 px wide, 24 high, 2 px from the picture.
    expect(at('right')).toEqual([18, -12]);
    expect(at('left')).toEqual([-77, -12]);
    expect(at('above')).toEqual([-29, -42]);
    expect(at('below')).toEqual([-29, 18]);
  });

  it('cuts a name that would leave the view', () => {
    const name = (text: string) => markerLabel(text, 'right', 16).content;
    expect(name('天河路旗舰店（正门）')).toBe('天河路旗舰店（正门）');
    expect(name('天河路旗舰店（正门旁）')).toBe('天河路旗舰店（正门…');
    expect(name('Corner Shop 24')).toBe('Corner Shop 24');
  });
});

describe('the side of the store’s label', () => {
  const around = (...places: readonly Position[]) => [STORE, ...places];
  const side = (rider: Position) => labelSide(STORE, rider, around(rider));

  it('is towards the middle of the view, where there is room', () => {
    expect(side(placeFrom(STORE, 1000))).toBe('right');
    expect(side(placeFrom(STORE, -1000))).toBe('left');
    expect(labelSide(STORE, null, [STORE])).toBe('right');
  });

  it('gives way to a rider who is near, up or down', () => {
    const [north, south] = [placeFrom(STORE, 40, 20), placeFrom(STORE, 40, -20)];
    const far = placeFrom(STORE, 500, 500);
    expect(labelSide(STORE, north, around(north, far))).toBe('below');
    expect(labelSide(STORE, south, around(south, far))).toBe('above');
  });

  it('takes for near what the view shows near: farther, the more it shows', () => {
    const rider = placeFrom(STORE, 300, 10);
    expect(labelSide(STORE, rider, around(rider))).toBe('right');
    expect(labelSide(STORE, rider, around(rider, placeFrom(STORE, 2000)))).toBe('below');
  });
});
