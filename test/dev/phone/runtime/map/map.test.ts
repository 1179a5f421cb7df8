import path from 'node:path';
import {
  startBrowserPhone,
  type BrowserPhone,
  type OpenPhone,
} from '../../../../support/browser-phone';

let phone: BrowserPhone;

beforeAll(async () => {
  phone = await startBrowserPhone(path.join(__dirname, '../../fixture'));
});

afterAll(async () => {
  await phone.close();
});

const MARKER = '.phone-marker-place >> nth=0';

async function open(): Promise<OpenPhone> {
  const opened = await phone.open('path=/pages/map/map');
  await opened.page.waitForSelector('.phone-marker-place >> nth=0');
  return opened;
}

async function middleOf({ page }: OpenPhone, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

function centreOf(page: OpenPhone['page']): Promise<Place> {
  return page.evaluate<Place>("wx.createMapContext('map').getCenterLocation()");
}

describe('<map>', () => {
  it('draws its centre in the middle, and the district below', async () => {
    const opened = await open();
    const marker = await middleOf(opened, `${MARKER} >> img`);
    // To the pixel.
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

  it('moves a marker along a path and says when it has arrived', async () => {
    const opened = await open();
    const { page, seen, until } = opened;
    const before = await middleOf(opened, `${MARKER} >> img`);
    await page.click("[id$='--glide']");
    const left = "document.querySelector('.phone-marker-icon').getBoundingClientRect().x";
    await until(`${left} > ${before.x}`);
    expect(await seen()).not.toContain('arrived');
    await until("getApp().seen.includes('arrived')");
    const after = await middleOf(opened, `${MARKER} >> img`);
    // 0.002° of longitude at scale 16.
    expect(after.x - before.x).toBeCloseTo((0.002 / 360) * 256 * 2 ** 16, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
  });

  it('turns a marker the way it goes, or the short way to where it shall look', async () => {
    const { page, wx } = await open();
    const degrees = async (): Promise<number> => {
      const turned = await page.$eval('.phone-marker-icon', (icon) => icon.style.transform);
      return Number(/rotate\((.*)deg\)/.exec(turned)?.[1]);
    };
    const move = (call: string): Promise<unknown> =>
      wx(`wx.createMapContext('map').${call}.then(({ errMsg }) => errMsg)`);
    const east =
      '[{ longitude: 113.33, latitude: 23.13 }, { longitude: 113.331, latitude: 23.13 }]';
    expect(await move(`moveAlong({ markerId: 1, path: ${east}, duration: 50 })`)).toBe(
      'moveAlong:ok',
    );
    expect(await degrees()).toBeCloseTo(90);
    const back = '{ longitude: 113.33, latitude: 23.13 }';
    await move(
      `translateMarker({ markerId: 1, destination: ${back}, autoRotate: false, rotate: 350, duration: 30 })`,
    );
    // From 90 over 0 to 350, not over 180.
    expect(await degrees()).toBeCloseTo(-10);
  });

  it('adds markers beside those that are there, or instead of them', async () => {
    const { page, wx } = await open();
    const count = (): Promise<number> => page.locator('.phone-marker-place').count();
    const add = (id: number, clear: boolean): Promise<unknown> =>
      wx(`wx.createMapContext('map').addMarkers({
        markers: [{ id: ${id}, longitude: 113.33, latitude: 23.13, iconPath: '' }], clear: ${clear},
      }).then(({ errMsg }) => errMsg)`);
    expect(await add(9, false)).toBe('addMarkers:ok');
    expect(await count()).toBe(4);
    await add(9, false);
    expect(await count()).toBe(4);
    await add(9, true);
    expect(await count()).toBe(1);
  });

  it('draws lines in their colours, dotted and bordered', async () => {
    const { page } = await open();
    const lines = await page.$$eval('.leaflet-overlay-pane path', (paths) =>
      paths.map((path) => [
        path.getAttribute('stroke'),
        path.getAttribute('stroke-width'),
        path.getAttribute('stroke-dasharray') !== null,
      ]),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        ['#ff0000', '4', true],
        ['#ffffff', '10', false],
        ['#1657d980', '6', false],
      ]),
    );
  });

  it('tells taps on markers from taps on the map, and opens one callout at a time', async () => {
    const { page, seen } = await open();
    const openCallouts = async (): Promise<string[]> =>
      page.$$eval('.phone-marker-callout', (all) =>
        all.filter((one) => one.checkVisibility()).map(({ textContent }) => textContent),
      );
    await page.click('.phone-marker-place >> nth=1 >> img', { force: true });
    expect(await seen()).toContain('marker 2');
    expect(await seen()).not.toContain('map tap');
    expect(await openCallouts()).toEqual(['店']);
    await page.click('.phone-marker-callout >> text=店');
    expect((await seen()).at(-1)).toBe('callout 2');
    await page.click('.phone-marker-place >> nth=2 >> img', { force: true });
    expect(await openCallouts()).toEqual(['门口']);
    await page.mouse.click(40, 300);
    expect(await seen()).toContain('map tap');
    expect(await openCallouts()).toEqual([]);
  });

  it('lets a marker with a name be read and pressed by keyboard', async () => {
    const { page, seen } = await open();
    await page.getByRole('button', { name: '骑手' }).press('Enter');
    expect((await seen()).at(-1)).toBe('marker 1');
  });

  it('says whether a person or the page moved the view', async () => {
    const { page, seen, until } = await open();
    const regions = async (): Promise<string[]> =>
      (await seen()).filter((word) => word.startsWith('region'));
    const before = (await regions()).length;
    expect(await regions()).not.toContain('region begin gesture');
    await page.mouse.move(200, 300);
    await page.mouse.down();
    await page.mouse.move(120, 300, { steps: 5 });
    await page.mouse.up();
    await until("getApp().seen.includes('region end drag')");
    expect((await regions()).slice(before)).toEqual(['region begin gesture', 'region end drag']);
    const { longitude } = await centreOf(page);
    expect(longitude).toBeGreaterThan(113.3305);
    // What the page does not set stays as the person left it.
    await page.evaluate('getCurrentPages()[0].setData({ scale: 15 })');
    await until("getApp().seen.at(-1) === 'region end update'");
    expect((await centreOf(page)).longitude).toBeCloseTo(longitude, 4);
  });

  it('says where the view is once it has come to rest, and tells the page the scale that a person chose', async () => {
    const { page, until, wx } = await open();
    await page.mouse.move(187, 200);
    await page.mouse.wheel(0, -400);
    await until("getApp().seen.includes('region begin gesture')");
    await until("getApp().seen.includes('region end scale')");
    const { scale, centerLocation, region } = await wx<{
      scale: number;
      centerLocation: Place;
      region: Record<'southwest' | 'northeast', Place>;
    }>('getApp().region');
    expect(scale).toBeGreaterThan(16);
    expect(await wx('getCurrentPages()[0].data.scale')).toBe(scale);
    expect(centerLocation.longitude).toBeCloseTo(113.33, 4);
    expect(region.southwest.latitude).toBeLessThan(centerLocation.latitude);
    expect(region.northeast.longitude).toBeGreaterThan(centerLocation.longitude);
  });

  it('is not moved by what is so already', async () => {
    const { seen, wx, until } = await open();
    const before = await seen();
    await wx('getCurrentPages()[0].setData({ scale: 16 })');
    await wx("wx.createMapContext('map').moveToLocation({ longitude: 113.331, latitude: 23.131 })");
    await until("getApp().seen.at(-1) === 'region end update'");
    expect((await seen()).slice(before.length)).toEqual([
      'region begin update',
      'region end update',
    ]);
  });

  it('fits points into the view, and answers where it is', async () => {
    const { wx, until } = await open();
    const call = (method: string, options = ''): string =>
      `wx.createMapContext('map').${method}({ ${options} }).then((answer) => answer)`;
    await wx(
      call(
        'includePoints',
        'points: [{ longitude: 113.32, latitude: 23.12 }, { longitude: 113.34, latitude: 23.14 }], padding: [20, 20, 20, 20]',
      ),
    );
    await until("getApp().seen.at(-1) === 'region end update'");
    const { southwest, northeast } = await wx<
      Record<'southwest' | 'northeast', { longitude: number; latitude: number }>
    >(call('getRegion'));
    expect(southwest.longitude).toBeLessThan(113.32);
    expect(northeast.longitude).toBeGreaterThan(113.34);
    const centre = await wx<{ longitude: number }>(call('getCenterLocation'));
    expect(centre.longitude).toBeCloseTo(113.33, 4);
  });

  it('fails where it cannot: no such map, no such marker, no such method', async () => {
    const { wx } = await open();
    const fails = (id: string, call: string): Promise<string> =>
      wx(`wx.createMapContext('${id}').${call}.catch(({ errMsg }) => errMsg)`);
    expect(await fails('none', 'getScale()')).toBe('getScale:fail map none is not found');
    expect(
      await fails('map', 'moveAlong({ markerId: 9, path: [{ longitude: 1, latitude: 1 }] })'),
    ).toBe('moveAlong:fail marker 9 is not found');
    expect(await fails('map', 'initMarkerCluster()')).toMatch(/^initMarkerCluster:fail /);
  });
});
