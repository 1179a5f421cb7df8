import { writeFileSync } from 'node:fs';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { Fields } from '../../../../cloudfunctions/core/storage/documents';
import { changeKeptShop } from '../../../support/change-kept-shop';
import { textOf } from '../../../support/repository';
import { KEPT_FILE, keptLines, readKeptFile } from '../../../support/kept-file';
import {
  type KeptShop,
  type Reading,
  documentsIn,
  openKeptShop,
  readingsOf,
  recordKeptShop,
} from '../../../support/kept-shop';

/*
 * Documents as 0.9.0 has written them. `RECORD=1` writes them anew, which only a release before
 * 0.9.0 is published may do: from then on what fails here is mended in the product.
 */

const all = async (kept: KeptShop): Promise<readonly Reading[]> => {
  const readings: Reading[] = [];
  for await (const reading of readingsOf(kept)) readings.push(reading);
  return readings;
};

beforeAll(async () => {
  if (process.env['RECORD'] !== '1') return;
  const kept = await recordKeptShop();
  writeFileSync(KEPT_FILE, keptLines(kept, await all(kept)));
});

describe('documents as 0.9.0 has written them', () => {
  it('are there of every collection', () => {
    const { kept } = readKeptFile();
    const named = new Set(kept.documents.map(({ in: name }) => name));
    expect([...named].sort()).toEqual(Object.keys(COLLECTIONS).sort());
  });

  it('are read as 0.9.0 has read them', async () => {
    const { kept, readings } = readKeptFile();
    // Answers may have grown by a field since.
    expect(await all(kept)).toMatchObject(readings);
  });

  it('are readable, all of them, as 自检 says', async () => {
    const { kept } = readKeptFile();
    const { lines } = await openKeptShop(kept).shop('o-owner', 'self-check', {});
    expect(lines.filter(({ check }) => check === 'records')).toMatchObject([
      { finding: 'records-readable' },
    ]);
  });

  it('keep what a newer release has added, but for what docs/upgrade.md names', async () => {
    const { kept } = readKeptFile();
    const planted = kept.documents.map((one) => ({ ...one, fields: withAdded(one.fields) }));
    const world = openKeptShop({ ...kept, documents: planted });
    await changeKeptShop(world, kept);
    const left = new Map(documentsIn(world).map((one) => [`${one.in} ${one._id}`, one.fields]));
    const lost = new Set<string>();
    const changed = new Set<string>();
    for (const { in: name, _id, fields } of planted) {
      const now = left.get(`${name} ${_id}`);
      if (now === undefined) continue;
      if (JSON.stringify(now) !== JSON.stringify(fields)) changed.add(name);
      const before = addedIn(fields, name);
      const after = addedIn(now, name);
      for (const path of new Set(before))
        if (countOf(before, path) > countOf(after, path)) lost.add(path);
    }
    expect(Object.keys(COLLECTIONS).filter((name) => !changed.has(name))).toEqual(UNCHANGED);
    expect([...lost].sort()).toEqual(LOST);
    for (const file of ['docs/upgrade.md', 'docs/upgrade.zh-CN.md']) {
      const named = [...textOf(file).matchAll(/`((?:accounts|deliveries)\.[^`]+)`/g)];
      expect([file, named.map(({ 1: path }) => path).sort()]).toEqual([file, LOST]);
    }
  });
});

/** Lines of 操作记录 are never changed once their act is over. */
const UNCHANGED = ['audit'];
/** Levels that are written anew as a whole: docs/upgrade.md says when. */
const LOST = [
  'accounts.bindings[]',
  'accounts.certificates[]',
  'deliveries.attempts[]',
  'deliveries.attempts[].answer',
  'deliveries.attempts[].answer.arrival',
  'deliveries.attempts[].answer.handover',
  'deliveries.attempts[].answer.position',
  'deliveries.attempts[].answer.receiverPosition',
  'deliveries.attempts[].answer.rider',
  'deliveries.attempts[].history',
  'deliveries.knownMissing[]',
  'deliveries.known[]',
  'deliveries.known[].position',
];

const ADDED = 'addedLater';
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const countOf = (paths: readonly string[], path: string) =>
  paths.filter((one) => one === path).length;

/** Adds a field at every level. */
function withAdded<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withAdded) as Value;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, withAdded(one)]);
  return { ...Object.fromEntries(entries), [ADDED]: 'kept' } as Value;
}

/** Lists the paths of the levels at which the field is. */
function addedIn(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => addedIn(one, `${at}[]`));
  if (!isObject(value)) return [];
  const below = Object.entries(value).flatMap(([name, one]) => addedIn(one, `${at}.${name}`));
  return ADDED in value ? [at, ...below] : below;
}
