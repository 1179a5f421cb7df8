import type { OpenPhone } from '../../../../support/browser-phone';
import { byId, drag, fixturePhone, middleOf } from '../../../../support/fixture-phone';

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

/** What the page was told of its map's view last. */
interface View {
  readonly scale: number;
  readonly centerLocation: Place;
  readonly region: Record<'southwest' | 'northeast', Place>;
}

function viewIn({ wx }: OpenPhone): Promise<View> {
  return wx<View>('getApp().region');
}

/** Calls a method of the map; how it ended. */
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

  it('moves a marker along a path at an even speed, and says when it has arrived', async () => {
    const opened = await open();
    const { page, seen, until, wx } = opened;
    const before = await middleOf(opened, MARKER);
    const left = async (): Promise<number> => (await middleOf(opened, MARKER)).x - before.x;
    const degrees = (): Promise<number> =>
      page.$eval('.phone-marker-icon', ({ style }) => parseFloat(style.transform.slice(7)));
    await page.clock.install();
    // It moves by the test's hand only; an hour ahead is later than any busy machine makes it.
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const path = [place(113.33, 23.13), place(113.332, 23.13)];
    // 0.002° of longitude at scale 16, px.
    const way = (0.002 / 360) * 256 * 2 ** 16;
    const move = (options: object): Promise<unknown> =>
      wx(
        `wx.createMapContext('map').moveAlong({
          markerId: 1, duration: 1000, ...${JSON.stringify(options)}, success: () => getApp().seen.push('arrived'),
        }), 0`,
      );
    await move({ path });
    await page.clock.runFor(500);
    expect(Math.abs((await left()) - way / 2)).toBeLessThan(way / 20);
    expect(await degrees()).toBeCloseTo(90);
    expect(await seen()).not.toContain('arrived');
    await page.clock.runFor(1000);
    await until("getApp().seen.includes('arrived')");
    expect(await left()).toBeCloseTo(way, 0);
    await move({ path: path.reverse(), autoRotate: false });
    await page.clock.runFor(1500);
    expect(await left()).toBeCloseTo(0, 0);
    expect(await degrees()).toBeCloseTo(90);
  });

  it('adds markers beside those that are there, or instead of them', async () => {
    const opened = await open();
    const count = (): Promise<number> => opened.page.locator('.phone-marker-place').count();
    const add = (clear: boolean): Promise<unknown> =>
      call(opened, 'addMarkers', { markers: [{ id: 9, ...place(113.33, 23.13) }], clear });
    expect(await add(false)).toBe('addMarkers:ok');
    expect(await count()).toBe(3);
    await add(false);
    expect(await count()).toBe(3);
    await add(true);
    expect(await count()).toBe(1);
  });

  it('draws lines and circles in their colours', async () => {
    const { page } = await open();
    const shapes = await page.$$eval('.leaflet-overlay-pane path', (paths) =>
      paths.map((path) => [
        path.getAttribute('stroke'),
        path.getAttribute('stroke-width'),
        path.getAttribute('stroke-dasharray') !== null,
        path.getAttribute('fill'),
      ]),
    );
    expect(shapes).toEqual([
      ['#ff0000', '4', true, 'none'],
      ['#1657d980', '6', false, 'none'],
      ['#00ff00', '1', false, '#00ff0033'],
    ]);
  });

  it('tells taps on markers from taps on the map; one with a name can be pressed by keyboard', async () => {
    const { page, seen } = await open();
    await page.click('.phone-marker-place >> nth=1 >> img', { force: true });
    expect((await seen()).at(-1)).toBe('marker 2');
    await page.getByRole('button', { name: '骑手' }).press('Enter');
    expect((await seen()).at(-1)).toBe('marker 1');
    await page.mouse.click(40, 300);
    expect((await seen()).filter((word) => !word.startsWith('region'))).toEqual([
      'app onLaunch',
      'app onShow',
      'marker 2',
      'marker 1',
      'map tap',
    ]);
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
    const { longitude } = (await viewIn(opened)).centerLocation;
    expect(longitude).toBeGreaterThan(113.3305);
    // What the page does not set stays as the person left it.
    await page.evaluate('getCurrentPages()[0].setData({ scale: 15 })');
    await until("getApp().seen.at(-1) === 'region end update'");
    expect((await viewIn(opened)).centerLocation.longitude).toBeCloseTo(longitude, 4);
  });

  it('says where the view is once it has come to rest', async () => {
    const opened = await open();
    const { page, until } = opened;
    await page.mouse.move(187, 200);
    await page.mouse.wheel(0, -400);
    await until("getApp().seen.includes('region end scale')");
    const { scale, centerLocation, region } = await viewIn(opened);
    expect(scale).toBeGreaterThan(16);
    expect(centerLocation.longitude).toBeCloseTo(113.33, 4);
    expect(region.southwest.latitude).toBeLessThan(centerLocation.latitude);
    expect(region.northeast.longitude).toBeGreaterThan(centerLocation.longitude);
  });

  it('is not moved by what is so already', async () => {
    const opened = await open();
    const { seen, wx, until } = opened;
    const before = await seen();
    await wx('getCurrentPages()[0].setData({ scale: 16 })');
    await call(opened, 'moveToLocation', place(113.331, 23.131));
    await until("getApp().seen.at(-1) === 'region end update'");
    expect((await seen()).slice(before.length)).toEqual([
      'region begin update',
      'region end update',
    ]);
  });

  const corners = [place(113.32, 23.12), place(113.34, 23.14)];
  it.each([
    [
      'its context',
      (opened: OpenPhone) =>
        call(opened, 'includePoints', { points: corners, padding: [20, 20, 20, 20] }),
    ],
    [
      'include-points',
      ({ wx }: OpenPhone) =>
        wx(`getCurrentPages()[0].setData({ points: ${JSON.stringify(corners)} })`),
    ],
  ])('fits points into the view, asked by %s', async (_, ask) => {
    const opened = await open();
    await ask(opened);
    await opened.until("getApp().seen.at(-1) === 'region end update'");
    const { centerLocation, region } = await viewIn(opened);
    expect(region.southwest.longitude).toBeLessThan(113.32);
    expect(region.northeast.longitude).toBeGreaterThan(113.34);
    expect(centerLocation.longitude).toBeCloseTo(113.33, 4);
  });

  it.each([
    ['no such map', 'none', 'includePoints', {}, 'includePoints:fail map none is not found'],
    [
      'no such marker',
      'map',
      'moveAlong',
      { markerId: 9, path: [place(1, 1)] },
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
    await wx("getCurrentPages()[0].setData({ markers: [{ id: 1, label: { content: '店' } }] })");
    expect(await wx('__phone.errors')).toEqual([
      expect.stringContaining("does not draw a marker's label"),
    ]);
  });
});
