import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { markerIcons } from '../../../dev/build/marker-icons';

const FOLDER = path.join(__dirname, '../../../miniprogram/images');

it('the icons in the mini-program are the ones that are drawn here', () => {
  const drawn = markerIcons();
  const present = readdirSync(FOLDER).filter((name) => name.endsWith('.png'));
  expect(present.sort()).toEqual([...drawn.keys()].sort());
});

it.each([...markerIcons()])('%s is a PNG of 144 pixels a side, as committed', (name, bytes) => {
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([144, 144]);
  expect(readFileSync(path.join(FOLDER, name)).equals(bytes)).toBe(true);
});
