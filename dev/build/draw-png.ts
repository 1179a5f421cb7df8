import { crc32, deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export const NOTHING: Colour = [0, 0, 0, 0];

const PIXELS_A_POINT = 3;
/** Each pixel is looked at in this many places a side: smooth edges. */
const SAMPLES = 4;

/**
 * A square picture at three pixels a point, as PNG.
 *
 * @param points its width and height
 * @param colourAt the colour at a place, in points from the middle, y down
 */
export function drawPng(points: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const pixels = points * PIXELS_A_POINT;
  const rows: Buffer[] = [];
  for (let row = 0; row < pixels; row++) {
    const line = [0]; // PNG: this line is not filtered.
    for (let column = 0; column < pixels; column++) {
      line.push(...pixel(column, row, points, colourAt));
    }
    rows.push(Buffer.from(line));
  }
  return png(pixels, Buffer.concat(rows));
}

function pixel(
  column: number,
  row: number,
  points: number,
  colourAt: (x: number, y: number) => Colour,
): readonly number[] {
  const sum = [0, 0, 0, 0] as [number, number, number, number];
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = column + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const [red, green, blue, alpha] = colourAt(
      x / PIXELS_A_POINT - points / 2,
      y / PIXELS_A_POINT - points / 2,
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
function png(pixels: number, lines: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
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
