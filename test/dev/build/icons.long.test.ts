import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as UPNG from 'upng-js';
import { drawIcon, ICONS, MINIPROGRAM_FOLDER, readPng } from '../../../dev/build/icons';

/** Tolerance of a channel, of 255, since a palette has few colours for edges. */
const ROUNDING = 20;

test('there is no other picture in the mini-program', () => {
  const present = readdirSync(MINIPROGRAM_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.extname(name) === '.png')
    .map((name) => name.split(path.sep).join('/'));
  expect(present.sort()).toEqual(ICONS.map(({ file }) => file).sort());
});

test.each(ICONS)('$file is $drawing in $colour, in the size that WeChat takes', (icon) => {
  const png = readFileSync(path.join(MINIPROGRAM_FOLDER, icon.file));
  const [committed, drawn] = [readPng(png), drawIcon(icon)];
  expect([committed.width, committed.height]).toEqual(
    icon.file.startsWith('images/tabs/') ? [81, 81] : [drawn.width, drawn.height],
  );
  expect(png.length).toBeLessThan(40 * 1024);
  const wanted = channelsOf(drawn);
  const differences = channelsOf(committed).map((is, at) => Math.abs(is - (wanted[at] ?? NaN)));
  expect(differences.filter((difference) => !(difference <= ROUNDING))).toEqual([]);
});

/** Returns red, green, blue and alpha of each pixel, weighted by its visibility. */
function channelsOf(image: UPNG.Image): number[] {
  return UPNG.toRGBA8(image).flatMap((frame) => {
    const channels = new Uint8Array(frame);
    return Array.from(channels, (value, at) => {
      const alpha = channels[at - (at % 4) + 3] ?? NaN;
      return at % 4 === 3 ? value : (value * alpha) / 255;
    });
  });
}
