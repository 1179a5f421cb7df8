import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * The map's marker icons. WeChat's `<map>` takes bitmaps only, so the few there are get drawn here, from circles and one arrow, at three pixels a
 * point, and committed under miniprogram/images. `npx tsx dev/build/marker-icons.ts` draws them again.
 */
const POINTS = 48;
const PIXELS = POINTS * 3;
/** Each pixel is looked at in this many places a side: smooth edges. */
const SAMPLES = 4;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The light tones of miniprogram/styles/tokens.wxss: the map stays light in dark mode too. */
const TONES: Readonly<Record<'go' | 'back', Colour>> = {
  go: [0x16, 0x57, 0xd9, 1],
  back: [0x6a, 0x3c, 0xbc, 1],
};
const WHITE: Colour = [255, 255, 255, 1];
const NOTHING: Colour = [0, 0, 0, 0];

/** Every icon by its file name, as PNG. */
export function markerIcons(): ReadonlyMap<string, Buffer> {
  const icons = new Map<string, Buffer>();
  for (const [name, tone] of Object.entries(TONES)) {
    icons.set(
      `rider-${name}.png`,
      drawn((x, y) => rider(tone, x, y, inArrow)),
    );
    icons.set(
      `rider-${name}-still.png`,
      drawn((x, y) => rider(tone, x, y, inDot)),
    );
  }
  return icons;
}

/** A disc with a white rim and a halo, and a white sign in it. In points from the middle, y down. */
function rider(
  tone: Colour,
  x: number,
  y: number,
  inSign: (x: number, y: number) => boolean,
): Colour {
  const distance = Math.hypot(x, y);
  if (distance <= 12) return inSign(x, y) ? WHITE : tone;
  if (distance <= 15) return WHITE;
  if (distance <= 23) return [tone[0], tone[1], tone[2], 0.22];
  return NOTHING;
}

/** Points up: north, until `rotate` turns it. */
function inArrow(x: number, y: number): boolean {
  const isBelowTip = y >= -7 + Math.abs(x) * 2.1;
  const isAboveNotch = y <= 6 - Math.max(0, 2.4 - Math.abs(x) * 0.45);
  return isBelowTip && isAboveNotch;
}

function inDot(x: number, y: number): boolean {
  return Math.hypot(x, y) <= 4.5;
}

function drawn(colourAt: (x: number, y: number) => Colour): Buffer {
  const rows: Buffer[] = [];
  for (let row = 0; row < PIXELS; row++) {
    const line = [0]; // PNG: this line is not filtered.
    for (let column = 0; column < PIXELS; column++) line.push(...pixel(column, row, colourAt));
    rows.push(Buffer.from(line));
  }
  return png(Buffer.concat(rows));
}

function pixel(
  column: number,
  row: number,
  colourAt: (x: number, y: number) => Colour,
): readonly number[] {
  const sum = [0, 0, 0, 0] as [number, number, number, number];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = column + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const [red, green, blue, alpha] = colourAt(
      (x * POINTS) / PIXELS - POINTS / 2,
      (y * POINTS) / PIXELS - POINTS / 2,
    );
    sum[0] += red * alpha;
    sum[1] += green * alpha;
    sum[2] += blue * alpha;
    sum[3] += alpha;
  }
  const [red, green, blue, alpha] = sum;
  if (alpha === 0) return [0, 0, 0, 0];
  const opacity = (alpha / (SAMPLES * SAMPLES)) * 255;
  return [red / alpha, green / alpha, blue / alpha, opacity].map(Math.round);
}

/** The few chunks that a PNG needs (RFC 2083): 8 bits a channel, red green blue alpha. */
function png(lines: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(PIXELS, 0);
  header.writeUInt32BE(PIXELS, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]) === 'marker-icons.ts') {
  for (const [name, bytes] of markerIcons()) {
    writeFileSync(path.join('miniprogram', 'images', name), bytes);
  }
}
