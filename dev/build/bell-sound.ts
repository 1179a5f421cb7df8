import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MINIPROGRAM_FOLDER } from './icons';

/** The bell of 看板 as a WAV file: two soft notes, each a tone with its octave that fades. */

const RATE = 8000;
/** Notes in Hz, and when each begins, in seconds: E5 and A5, a fourth apart. */
const NOTES = [
  { hertz: 659.26, at: 0 },
  { hertz: 880, at: 0.34 },
] as const;
const SECONDS = 0.75;
/** Seconds in which a note swells, and in which it fades to a third. */
const SWELL = 0.012;
const FADE = 0.12;

export const BELL_FILE = path.join(MINIPROGRAM_FOLDER, 'board/sounds/bell.wav');

/** Returns the bytes of the file: 8 kHz, mono, 8 bits, which is enough for two soft notes. */
export function bellSound(): Buffer {
  const samples = Array.from({ length: Math.round(RATE * SECONDS) }, (_, n) => sampleAt(n / RATE));
  const data = Buffer.from(samples.map((sample) => Math.round(128 + sample * 127)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function sampleAt(seconds: number): number {
  return NOTES.reduce((sum, { hertz, at }) => {
    const since = seconds - at;
    if (since < 0) return sum;
    const loudness = Math.min(1, since / SWELL) * Math.exp(-since / FADE);
    const wave =
      Math.sin(2 * Math.PI * hertz * since) + 0.25 * Math.sin(4 * Math.PI * hertz * since);
    return sum + 0.4 * loudness * wave;
  }, 0);
}

// Runs only for `npx tsx dev/build/bell-sound.ts`, not when a test imports this file.
if (require.main === module) {
  mkdirSync(path.dirname(BELL_FILE), { recursive: true });
  writeFileSync(BELL_FILE, bellSound());
}
