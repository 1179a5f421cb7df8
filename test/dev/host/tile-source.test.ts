import { originOf, tileSourceFrom } from '../../../dev/host/tile-source';

const OSM = 'https://tile.openstreetmap.org/{z}/{x}/{y}.png';

describe('a source of tiles', () => {
  it('is an address with scale, column and row, laid by a system that is known', () => {
    expect(tileSourceFrom(OSM, 'wgs84')).toEqual({ template: OSM, system: 'wgs84' });
    expect(() => tileSourceFrom(OSM, 'bd09')).toThrow('wgs84 or gcj02');
    for (const wrong of [
      '',
      OSM.replace('{y}', ''),
      'tile.example/{z}/{x}/{y}',
      'https://{z}{x}{y}',
    ])
      expect(() => tileSourceFrom(wrong, 'wgs84')).toThrow('--tiles takes');
  });

  it('names where pages may take pictures from', () => {
    expect(originOf({ template: OSM, system: 'wgs84' })).toBe('https://tile.openstreetmap.org');
    expect(
      originOf({ template: 'http://{s}.example:81/{z}/{x}/{y}?lang={z}', system: 'gcj02' }),
    ).toBe('http://*.example:81');
  });
});
