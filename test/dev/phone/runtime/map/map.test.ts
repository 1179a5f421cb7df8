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

  it('tells taps on markers from taps on the map, and opens a callout', async () => {
    const { page, seen } = await open();
    await page.click('.phone-marker-place >> nth=1 >> img', { force: true });
    expect(await seen()).toContain('marker 2');
    expect(await seen()).not.toContain('map tap');
    expect(await page.isVisible('.phone-marker-callout')).toBe(true);
    await page.mouse.click(40, 300);
    expect(await seen()).toContain('map tap');
    expect(await page.isVisible('.phone-marker-callout')).toBe(false);
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
    await page.evaluate('getCurrentPages()[0].setData({ scale: 15 })');
    await until("getApp().seen.at(-1) === 'region end update'");
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
