import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../../../dev/browser/launch-browser';
import { eventually } from '../../../../support/eventually';
import type { RunningHost } from '../../../../support/running-host';
import { freePort, startHost } from '../../../../support/running-host';

jest.setTimeout(120_000);

/** One transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let tiles: Server;
let asked: string[] = [];
let data = '';
let host: RunningHost | null = null;

beforeAll(async () => {
  browser = await launchBrowser();
  tiles = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL);
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await browser.close();
  tiles.closeAllConnections();
  tiles.close();
});

beforeEach(() => {
  asked = [];
  data = mkdtempSync(path.join(os.tmpdir(), 'tiles-'));
});

afterEach(async () => {
  await host?.end('SIGTERM');
  rmSync(data, { recursive: true });
});

/** Opens a delivery that is on its way; where its map's middle is, and the tiles of the map as drawn. */
async function mapWith(options: readonly string[]) {
  host = await startHost(await freePort(), data, options);
  const { deliveries } = await host.state();
  const order = deliveries.find(({ orderId }) => orderId.endsWith('-1288'));
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  await page.goto(
    `${host.address}phone/?person=clerk&path=${encodeURIComponent(`/pages/delivery/delivery?id=${order?.orderId ?? ''}`)}`,
  );
  await page.locator('.phone-marker-icon').first().waitFor();
  await page.locator('wx-map canvas').waitFor();
  return { page, refused };
}

const template = (): string =>
  `http://127.0.0.1:${(tiles.address() as AddressInfo).port}/{z}/{x}/{y}.png`;

/** Where a tile's picture is drawn, by its address. */
const DRAWN = `[...document.querySelectorAll('.leaflet-tile')].map((tile) => [new URL(tile.src).pathname, tile.getBoundingClientRect().left, tile.getBoundingClientRect().top, tile.getBoundingClientRect().width].join()).sort()`;

describe('online tiles', () => {
  it('are asked of nobody unless the host was started with them', async () => {
    const { page, refused } = await mapWith([]);
    expect(await page.locator('.leaflet-tile').count()).toBe(0);
    expect(asked).toEqual([]);
    expect(refused).toEqual([]);
    await page.close();
  });

  it('of WGS-84 are laid where GCJ-02 has their places, half a kilometre off', async () => {
    const drawn: Record<string, string[]> = {};
    for (const system of ['wgs84', 'gcj02']) {
      const { page, refused } = await mapWith(['--tiles', template(), '--tiles-system', system]);
      drawn[system] = await eventually(
        () => page.evaluate<string[]>(DRAWN),
        (found) => found.length >= 4,
      );
      expect(refused).toEqual([]);
      await page.close();
      await host?.end('SIGTERM');
      host = null;
    }
    expect(asked.length).toBeGreaterThan(0);
    const [shifted, plain] = [placed(drawn['wgs84']), placed(drawn['gcj02'])];
    const offsets = [...shifted].flatMap(([tile, there]) => {
      const here = plain.get(tile);
      return here === undefined ? [] : [{ ...there, x: there.x - here.x, y: there.y - here.y }];
    });
    expect(offsets.length).toBeGreaterThan(0);
    for (const { x, y, metresPerPixel } of offsets) {
      // What WGS-84 calls a place is 0.0054° west and 0.0026° north of what GCJ-02 calls it here: its picture moves east and south.
      expect(x * metresPerPixel).toBeGreaterThan(450);
      expect(x * metresPerPixel).toBeLessThan(650);
      expect(y * metresPerPixel).toBeGreaterThan(200);
      expect(y * metresPerPixel).toBeLessThan(400);
    }
  });
});

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly metresPerPixel: number;
}

function placed(drawn: readonly string[] = []): Map<string, Drawn> {
  return new Map(
    drawn.map((line) => {
      const [tile = '', x, y, width] = line.split(',');
      const scale = Number(tile.split('/')[1]);
      const metres = (40_075_017 * Math.cos((23.13 * Math.PI) / 180)) / 2 ** scale;
      return [tile, { x: Number(x), y: Number(y), metresPerPixel: metres / Number(width) }];
    }),
  );
}
