import { type Position, distanceMetres } from '../../../../../miniprogram/contract/delivery';
import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone, middleOf } from '../../../../support/fixture-phone';
import { apart } from '../../../../support/shown-map';

const phone = fixturePhone();

const MARKER = '.phone-marker-place >> nth=0 >> img';

async function open(): Promise<OpenPhone> {
  const opened = await phone().open('path=/pages/map/map');
  await opened.page.waitForSelector(MARKER);
  return opened;
}

function set({ wx }: OpenPhone, data: object): Promise<unknown> {
  return wx(`getCurrentPages()[0].setData(${JSON.stringify(data)})`);
}

const place = (longitude: number, latitude: number) => ({ longitude, latitude });
const MIDDLE = { x: 187.5, y: 200 };

describe('<map>', () => {
  it('draws its centre in the middle, where it says that it is, and the district below', async () => {
    const opened = await open();
    expect(apart(await middleOf(opened, MARKER), MIDDLE)).toBeLessThan(1);
    const middle = await opened.wx<Position>(
      `wx.createMapContext('map').getRegion().then(({ southwest, northeast }) => ({
        longitude: (southwest.longitude + northeast.longitude) / 2,
        latitude: (southwest.latitude + northeast.latitude) / 2,
      }))`,
    );
    expect(distanceMetres(middle, place(113.33, 23.13))).toBeLessThan(1);
    const colours = await opened.page.evaluate<number>(`(() => {
      const canvas = document.querySelector('.phone-map-canvas canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    })()`);
    expect(colours).toBeGreaterThan(20);
    expect(opened.errors).toEqual([]);
  });

  it('draws lines in their colours, above their borders', async () => {
    const opened = await open();
    const points = [place(113.33, 23.13), place(113.332, 23.132)];
    const line = { points, color: '#1657d9f2', width: 4, borderColor: '#ffffffb3', borderWidth: 2 };
    const dotted = { points, color: '#ff0000', width: 3, dottedLine: true };
    await set(opened, { polyline: [line, dotted] });
    const strokes = await opened.page.$$eval('.leaflet-overlay-pane path', (paths) =>
      paths.map((path) => [
        path.getAttribute('stroke'),
        path.getAttribute('stroke-width'),
        path.hasAttribute('stroke-dasharray'),
      ]),
    );
    expect(strokes).toEqual([
      ['#ffffffb3', '8', false],
      ['#1657d9f2', '4', false],
      ['#ff0000', '3', true],
    ]);
  });

  it('draws the name beside a marker, and a marker of a higher level on top', async () => {
    const opened = await open();
    const { page } = opened;
    const label = { content: '天河南店', anchorX: 18, anchorY: -11, fontSize: 13, padding: 3 };
    const picture = { width: 20, height: 20, anchor: { x: 0.5, y: 0.5 } };
    const markers = [
      { id: 1, ...place(113.33, 23.1301), ...picture, zIndex: 3 },
      { id: 2, ...place(113.33, 23.13), ...picture, zIndex: 2, label },
    ];
    await set(opened, { markers });
    const box = await page.getByText('天河南店').boundingBox();
    const corner = { x: box?.x ?? NaN, y: box?.y ?? NaN };
    expect(apart(corner, { x: MIDDLE.x + 18, y: MIDDLE.y - 11 })).toBeLessThan(2);
    const levels = await page.$$eval('.phone-marker-place', (places) =>
      places.map((one) => Number(getComputedStyle(one).zIndex)),
    );
    // Without a level the one farther south would be on top.
    expect(levels[0]).toBeGreaterThan(levels[1] ?? NaN);
  });

  it('tells taps on a marker apart from those on the map, also through an area that dims it', async () => {
    const opened = await open();
    const { page, seen } = opened;
    const points = [place(113, 23), place(114, 23), place(114, 24), place(113, 24)];
    await set(opened, { polygons: [{ points, fillColor: '#0e111566' }] });
    await page.locator('.leaflet-areas-pane path[fill="#0e111566"]').waitFor();
    await page.getByRole('img', { name: '骑手' }).click();
    expect((await seen()).at(-1)).toBe('marker 1');
    await page.mouse.click(40, 300);
    expect((await seen()).filter((word) => word.endsWith('tap'))).toEqual(['map tap']);
  });

  it('says who moved the view and how, and nothing of a move to where it is', async () => {
    const opened = await open();
    const { page, seen, until } = opened;
    const regions = async (): Promise<string[]> =>
      (await seen()).filter((word) => word.startsWith('region'));
    const before = (await regions()).length;
    expect(await regions()).not.toContain('region begin gesture');
    await set(opened, { scale: 16 });
    await drag(opened, byId('map'), [-80, 0]);
    await until("getApp().seen.at(-1) === 'region end drag'");
    const { x } = await middleOf(opened, MARKER);
    expect(x).toBeLessThan(MIDDLE.x - 40);
    // Keeps what the person set: half the distance at half the size.
    await set(opened, { scale: 15 });
    await until("getApp().seen.at(-1) === 'region end update'");
    const now = (await middleOf(opened, MARKER)).x;
    expect(Math.abs(now - MIDDLE.x - (x - MIDDLE.x) / 2)).toBeLessThan(1);
    await page.mouse.move(MIDDLE.x, MIDDLE.y);
    await page.mouse.wheel(0, -400);
    await until("getApp().seen.at(-1) === 'region end scale'");
    expect((await regions()).slice(before)).toEqual([
      ...['region begin gesture', 'region end drag'],
      ...['region begin update', 'region end update'],
      ...['region begin gesture', 'region end scale'],
    ]);
  });
});
