import { mapLook } from '../../../miniprogram/map/map-look';

const HERE = { longitude: 113.33, latitude: 23.13 };
const STYLE = { key: 'KEY-OF-THE-SHOP', style: 3 };

describe('the look of the map', () => {
  it('is WeChat’s own in the light theme, with or without a dark style', () => {
    const light = { name: 'light', subkey: '', layerStyle: 1, polygons: [], centre: HERE };
    expect(mapLook(false, null, HERE)).toEqual(light);
    expect(mapLook(false, STYLE, HERE)).toEqual(light);
  });

  it('is veiled in the dark theme without a style, as far as anybody rides', () => {
    const { name, subkey, polygons } = mapLook(true, null, HERE);
    expect([name, subkey]).toEqual(['veiled', '']);
    const [veil] = polygons as readonly [{ points: readonly (typeof HERE)[]; fillColor: string }];
    // 64 % of --bg in the dark theme.
    expect(veil.fillColor).toBe('#0e1115a3');
    expect(Math.max(...veil.points.map(({ longitude }) => longitude)) - HERE.longitude).toBe(0.5);
    expect(veil.points).toHaveLength(4);
  });
});
