import { join } from 'node:path';
import type { IntracityKeys } from '../../../dev/sandbox/intracity-keys';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { temporaryFolder } from '../../support/temporary-folder';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const DAY = 24 * 60 * 60_000;

let journalFile: string;
let keys: IntracityKeys;
let askedAtOnce: IntracityKeys;

beforeAll(async () => {
  journalFile = join(await temporaryFolder(), 'sandbox.journal');
  const { intracityKeys } = createSandbox({ now: () => NOON, journalFile });
  [keys, askedAtOnce] = await Promise.all([intracityKeys(), intracityKeys()]);
});

describe('the keys of 同城配送', () => {
  it('are the same after a restart, and others in another sandbox', async () => {
    const again = createSandbox({ now: () => NOON + DAY, journalFile });
    expect(await again.intracityKeys()).toEqual(keys);
    const other = await createSandbox({ now: () => NOON }).intracityKeys();
    expect(other.privateKey).not.toBe(keys.privateKey);
  });

  it('are made once, even when two ask at the same time', () => {
    expect(askedAtOnce).toBe(keys);
  });
});
