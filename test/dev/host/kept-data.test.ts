import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindOfKept, noteKind } from '../../../dev/host/kept-data';
import { temporaryFolder } from '../../support/temporary-folder';

let folder: string;
let said: string[];

beforeEach(async () => {
  folder = path.join(await temporaryFolder(), 'data');
  said = [];
});

const kindOf = () => kindOfKept(folder, (sentence) => said.push(sentence));

/** Keeps a delivery, beside a note of the kind and shape in this text, or none. */
function kept(note?: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'database.journal'), 'a delivery');
  if (note !== undefined) writeFileSync(path.join(folder, 'world.json'), note);
}

describe('the data that a host keeps', () => {
  it('are none at first, and the same world’s at the next start', async () => {
    expect(await kindOf()).toBeNull();
    noteKind(folder, 'empty');
    expect(await kindOf()).toBe('empty');
    expect(said).toEqual([]);
  });

  it.each([
    ['another number', '{"shape":3,"kind":"demo"}'],
    ['no number', '{"kind":"demo"}'],
    ['no note, since the start was killed', undefined],
  ])('are put aside with %s, and one line says where', async (_what, note) => {
    kept(note);
    expect(await kindOf()).toBeNull();
    expect(existsSync(folder)).toBe(false);
    const [, aside = ''] = /now in (\S+)\. A fresh day begins\.$/.exec(said.join()) ?? [];
    expect(readFileSync(path.join(aside, 'database.journal'), 'utf8')).toBe('a delivery');
    expect(said).toHaveLength(1);
  });

  it.each(['{"shape":', '[]]', '5'])('stay as they are when unreadable: %s', async (note) => {
    kept(note);
    await expect(kindOf()).rejects.toThrow(/world\.json is damaged.*--fresh/);
    expect(readFileSync(path.join(folder, 'world.json'), 'utf8')).toBe(note);
    expect(said).toEqual([]);
  });
});
