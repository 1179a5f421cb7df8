import { readFileSync } from 'node:fs';
import { BELL_FILE, bellSound } from '../../../dev/build/bell-sound';

it('the bell is the sound that the script writes, of 15 KB at most', () => {
  const sound = bellSound();
  expect(readFileSync(BELL_FILE).equals(sound)).toBe(true);
  expect(sound.length).toBeLessThanOrEqual(15 * 1024);
});
