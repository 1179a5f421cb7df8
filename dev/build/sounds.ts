import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MINIPROGRAM_FOLDER } from './icons';

const RATE = 8000;
/** Seconds in which a note swells, and in which it fades to a third. */
const SWELL = 0.012;
const FADE = { bell: 0.12, answer: 0.08 };
/** Number of these times after which a note has faded away. */
const FADED_AFTER = 3.4;

/** Sound of notes: of each its tone in Hz, and when it begins, in seconds. */
interface Sound {
  readonly fade: number;
  readonly notes: readonly (readonly [hertz: number, at: number])[];
}

/**
 * Sounds by file. The bell: E5 and A5, a fourth apart. Answers to a scan are short: one high note,
 * one low note, and three that rise.
 */
const SOUNDS: Readonly<Record<string, Sound>> = {
  'board/sounds/bell.wav': {
    fade: FADE.bell,
    notes: [
      [659.26, 0],
      [880, 0.34],
    ],
  },
  'delivery/sounds/found.wav': { fade: FADE.answer, notes: [[1046.5, 0]] },
  'delivery/sounds/not-found.wav': { fade: FADE.answer, notes: [[311.13, 0]] },
  'delivery/sounds/to-handle.wav': {
    fade: FADE.answer,
    notes: [
      [622.25, 0],
      [739.99, 0.13],
      [932.33, 0.26],
    ],
  },
};

/** Returns the bytes of each file, by path: 8 kHz, mono, 8 bits, which is enough for soft notes. */
export function sounds(): ReadonlyMap<string, Buffer> {
  const files = Object.entries(SOUNDS).map(
    ([file, sound]) => [path.join(MINIPROGRAM_FOLDER, file), wave(sound)] as const,
  );
  return new Map(files);
}

function wave(sound: Sound): Buffer {
  const seconds = (sound.notes.at(-1)?.[1] ?? 0) + FADED_AFTER * sound.fade;
  const samples = Array.from({ length: Math.round(RATE * seconds) }, (_, n) =>
    sampleAt(sound, n / RATE),
  );
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

function sampleAt({ fade, notes }: Sound, seconds: number): number {
  return notes.reduce((sum, [hertz, at]) => {
    const since = seconds - at;
    if (since < 0) return sum;
    const loudness = Math.min(1, since / SWELL) * Math.exp(-since / fade);
    const tone =
      Math.sin(2 * Math.PI * hertz * since) + 0.25 * Math.sin(4 * Math.PI * hertz * since);
    return sum + 0.4 * loudness * tone;
  }, 0);
}

// Runs only for `npx tsx dev/build/sounds.ts`, not when a test imports this file.
if (require.main === module) {
  for (const [file, bytes] of sounds()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
