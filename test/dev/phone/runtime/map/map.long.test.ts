import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone, middleOf } from '../../../../support/fixture-phone';
import type { Spot } from '../../../../support/shown-map';
import { apart } from '../../../../support/shown-map';

const phone = fixturePhone();

const MARKER = '.phone-marker-place >> nth=0 >> img';

async function open(): Promise<OpenPhone> {
  const opened = await phone().open('path=/pages/map/map');
  await opened.page.waitForSelector(MARKER);
  return opened;
}

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** Returns the distance of two markers, 0.002° apart, in px, which shows the scale. */
async function spanIn(opened: OpenPhone): Promise<number> {
  const { x } = await middleOf(opened, '.phone-marker-place >> nth=1 >> img');
  return x - (await middleOf(opened, MARKER)).x;
}

/** Calls a method of the map. @returns its result */
function call({ wx }: OpenPhone, method: string, options: object, id = 'map'): Promise<unknown> {
  return wx(
    `wx.createMapContext('${id}').${method}(${JSON.stringify(options)})
      .catch((failure) => failure).then(({ errMsg }) => errMsg)`,
  );
}

const place = (longitude: number, latitude: number): Place => ({ longitude, latitude });

describe('<map>', () => {
  it('draws its centre in the middle, and the district below', async () => {
    const opened = await open();
    const marker = await middleOf(opened, MARKER);
    expect(Math.abs(marker.x - 187.5)).toBeLessThan(1);
    expect(Math.abs(marker.y - 200)).toBeLessThan(1);
    const colours = await opened.page.evaluate<number>(`(() => {
      const canvas = document.querySelector('.phone-map-canvas canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) seen.add(data[at] + ',' + data[at + 1] + ',' + data[at + 2]);
      return seen.size;
    })()`);
    expect(colours).toBeGreaterThan(20);
    expect(opened.errors).toEqual([]);
  });

  it('moves a marker along a path at an even speed, and says when it has arrived', async () => {
    const opened = await open();
    const { page, seen, until, wx } = opened;
    const before = await middleOf(opened, MARKER);
    const left = async (): Promise<number> => (await middleOf(opened, MARKER)).x - before.x;
    const degrees = (): Promise<number> =>
      page.$eval('.phone-marker-icon', ({ style }) => parseFloat(style.transform.slice(7)));
    await page.clock.install();
    // The test controls time, from an hour ahead of any busy machine.
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const path = [place(113.33, 23.13), place(113.332, 23.13)];
    // 0.002° of longitude at scale 16, px.
    const way = (0.002 / 360) * 256 * 2 ** 16;
    await wx(
      `wx.createMapContext('map').moveAlong({
        markerId: 1, duration: 1000, autoRotate: false, path: ${JSON.stringify(path)}, success: () => getApp().seen.push('arrived'),
      }), 0`,
    );
    await page.clock.runFor(500);
    expect(Math.abs((await left()) - way / 2)).toBeLessThan(way / 20);
    expect(await degrees()).toBe(30);
    expect(await seen()).not.toContain('arrived');
    await page.clock.runFor(1000);
    await until("getApp().seen.includes('arrived')");
    expect(await left()).toBeCloseTo(way, 0);
  });

  it('puts markers in the place of those that are there', async () => {
    const opened = await open();
    const options = { markers: [{ id: 9, ...place(113.33, 23.13) }], clear: true };
    expect(await call(opened, 'addMarkers', options)).toBe('addMarkers:ok');
    expect(await opened.page.locator('.phone-marker-place').count()).toBe(1);
  });

  it('draws lines in their colours', async () => {
    const { page } = await open();
    const shapes = await page.$$eval('.leaflet-overlay-pane path', (paths) =>
      paths.map((path) => [
        path.getAttribute('stroke'),
        path.getAttribute('stroke-width'),
        path.getAttribute('stroke-dasharray') !== null,
      ]),
    );
    expect(shapes).toEqual([
      ['#ff0000', '4', true],
      ['#1657d980', '6', false],
    ]);
  });

  it('draws a border below its line', async () => {
    const { page, wx } = await open();
    const points = [place(113.33, 23.13), place(113.332, 23.132)];
    const line = { points, color: '#1657d9f2', width: 4, borderColor: '#ffffffb3', borderWidth: 2 };
    await wx(`getCurrentPages()[0].setData({ polyline: [${JSON.stringify(line)}] })`);
    const strokes = await page.$$eval('.leaflet-overlay-pane path', (paths) =>
      paths.map((path) => [path.getAttribute('stroke'), path.getAttribute('stroke-width')]),
    );
    expect(strokes).toEqual([
      ['#ffffffb3', '8'],
      ['#1657d9f2', '4'],
    ]);
  });

  it('draws the name beside a marker, and a marker of a higher level on top', async () => {
    const opened = await open();
    const { page, wx } = opened;
    const label = { content: '天河南店', anchorX: 18, anchorY: -11, fontSize: 13, padding: 3 };
    const picture = { width: 20, height: 20, anchor: { x: 0.5, y: 0.5 } };
    const markers = [
      { id: 1, ...place(113.33, 23.1301), ...picture, zIndex: 3 },
      { id: 2, ...place(113.33, 23.13), ...picture, zIndex: 2, label },
    ];
    await wx(`getCurrentPages()[0].setData({ markers: ${JSON.stringify(markers)} })`);
    const box = await page.getByText('天河南店').boundingBox();
    expect(Math.abs((box?.x ?? NaN) - 187.5 - 18)).toBeLessThanOrEqual(1);
    expect(Math.abs((box?.y ?? NaN) - 200 + 11)).toBeLessThanOrEqual(1);
    const levels = await page.$$eval('.phone-marker-place', (places) =>
      places.map((one) => Number(getComputedStyle(one).zIndex)),
    );
    // Without a level the one farther south would be on top.
    expect(levels[0]).toBeGreaterThan(levels[1] ?? NaN);
  });

  it('is dark with a key, and dimmed by an area that takes no touches and lies under markers', async () => {
    const opened = await open();
    const { page, wx, seen } = opened;
    const ground = (): Promise<number> =>
      page.evaluate(`(() => {
        const canvas = document.querySelector('.phone-map-canvas canvas');
        return canvas.getContext('2d').getImageData(canvas.width / 2, 10, 1, 1).data[0];
      })()`);
    expect(await ground()).toBeGreaterThan(200);
    await wx("getCurrentPages()[0].setData({ subkey: 'K' })");
    expect(await ground()).toBeLessThan(60);
    const points = [place(113, 23), place(114, 23), place(114, 24), place(113, 24)];
    const area = { points, fillColor: '#0e111566' };
    await wx(`getCurrentPages()[0].setData({ polygons: [${JSON.stringify(area)}] })`);
    const drawn = page.locator('.leaflet-areas-pane path');
    expect(await drawn.getAttribute('fill')).toBe('#0e111566');
    await page.mouse.click(40, 300);
    expect((await seen()).at(-1)).toBe('map tap');
  });

  it('tells where it shows a place', async () => {
    const { wx } = await open();
    const point = await wx<Spot>(
      `wx.createMapContext('map').toScreenLocation(${JSON.stringify(place(113.33, 23.13))})
        .then(({ x, y }) => ({ x, y }))`,
    );
    expect(apart(point, { x: 187.5, y: 200 })).toBeLessThan(1);
  });

  it('takes no tap on a marker for one on the map', async () => {
    const { page, seen } = await open();
    await page.getByRole('img', { name: '骑手' }).click();
    expect(await seen()).not.toContain('map tap');
    await page.mouse.click(40, 300);
    expect((await seen()).at(-1)).toBe('map tap');
  });

  it('says whether a person or the page moved the view', async () => {
    const opened = await open();
    const { page, seen, until } = opened;
    const regions = async (): Promise<string[]> =>
      (await seen()).filter((word) => word.startsWith('region'));
    const before = (await regions()).length;
    expect(await regions()).not.toContain('region begin gesture');
    await drag(opened, byId('map'), [-80, 0]);
    await until("getApp().seen.includes('region end drag')");
    expect((await regions()).slice(before)).toEqual(['region begin gesture', 'region end drag']);
    const { x } = await middleOf(opened, MARKER);
    expect(x).toBeLessThan(187.5 - 40);
    // Keeps what the person set: half the distance at half the size.
    await page.evaluate('getCurrentPages()[0].setData({ scale: 15 })');
    await until("getApp().seen.at(-1) === 'region end update'");
    const now = (await middleOf(opened, MARKER)).x;
    expect(Math.abs(now - 187.5 - (x - 187.5) / 2)).toBeLessThan(1);
  });

  it('grows under the wheel, and says so', async () => {
    const opened = await open();
    const before = await spanIn(opened);
    await opened.page.mouse.move(187, 200);
    await opened.page.mouse.wheel(0, -400);
    await opened.until("getApp().seen.includes('region end scale')");
    expect(await spanIn(opened)).toBeGreaterThan(before);
    // Keeps the point under the pointer, to a pixel of the former scale.
    expect(Math.abs((await middleOf(opened, MARKER)).x - 187.5)).toBeLessThan(8);
  });

  it('is not moved by what is so already', async () => {
    const opened = await open();
    const { seen, wx, until } = opened;
    const before = await seen();
    await wx('getCurrentPages()[0].setData({ scale: 16 })');
    await wx('getCurrentPages()[0].setData({ scale: 15 })');
    await until("getApp().seen.at(-1) === 'region end update'");
    expect((await seen()).slice(before.length)).toEqual([
      'region begin update',
      'region end update',
    ]);
  });

  it('fits points into the view, with room around them', async () => {
    const opened = await open();
    const points = [place(113.32, 23.12), place(113.34, 23.14)];
    await call(opened, 'includePoints', { points, padding: [20, 20, 20, 20] });
    await opened.until("getApp().seen.at(-1) === 'region end update'");
    // Points ten times as far apart as the markers.
    expect(await spanIn(opened)).toBeLessThan((375 - 40) / 10 + 0.5);
    expect(await spanIn(opened)).toBeGreaterThan((375 - 40) / 12);
    expect(Math.abs((await middleOf(opened, MARKER)).x - 187.5)).toBeLessThan(1);
  });

  it.each([
    ['no such map', 'none', 'includePoints', {}, 'includePoints:fail map none is not found'],
    [
      'no such marker',
      'map',
      'moveAlong',
      { markerId: 9, path: [place(1, 1)], autoRotate: false },
      'moveAlong:fail marker 9 is not found',
    ],
    [
      'no such method',
      'map',
      'initMarkerCluster',
      {},
      'initMarkerCluster:fail not supported by the local phone',
    ],
  ])('fails where there is %s', async (_, id, method, options, failure) => {
    expect(await call(await open(), method, options, id)).toBe(failure);
  });

  it('says what of a marker it does not draw', async () => {
    const { wx } = await open();
    await wx("getCurrentPages()[0].setData({ markers: [{ id: 1, callout: { content: '店' } }] })");
    expect(await wx('__phone.errors')).toEqual([
      expect.stringContaining("does not draw a marker's callout"),
    ]);
  });
});
