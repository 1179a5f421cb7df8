import { mapLook, markersForLook } from '../../../miniprogram/map/map-look';
import { markerLabel } from '../../../miniprogram/map/marker-label';
import { riderMarker } from '../../../miniprogram/map/markers';

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

it('labels without a tone are dark on a dark map', () => {
  const [rider, words] = [riderMarker(HERE, null, 'go'), markerLabel('天河南店', 'right', 16)];
  const [ink, bad, white] = ['#14181f', '#c0271f', '#ffffff'];
  const markers = [
    { ...rider, label: words },
    { ...rider, label: { ...words, color: bad } },
    { ...rider, label: { ...words, color: white, bgColor: bad } },
    rider,
  ];
  const coloursIn = (isDark: boolean, style: typeof STYLE | null) =>
    markersForLook(mapLook(isDark, style, HERE), markers).map(({ label }) => [
      label?.color,
      label?.bgColor,
    ]);
  const toned = [white, bad];
  const none = [undefined, undefined];
  const light = [[ink, '#ffffffe6'], [bad, '#ffffffe6'], toned, none];
  const dark = [['#f1f3f6', '#191d23e6'], ['#ff9089', '#191d23e6'], toned, none];
  expect(coloursIn(false, STYLE)).toEqual(light);
  expect(coloursIn(true, STYLE)).toEqual(dark);
  expect(coloursIn(true, null)).toEqual(dark);
  expect(markersForLook(undefined, markers)).toBe(markers);
});
