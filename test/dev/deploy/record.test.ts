import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRecord, refuseLostKey, withKey, writeRecord } from '../../../dev/deploy/record';
import { temporaryFolder } from '../../support/temporary-folder';

const [OLD, NEW] = ['a1'.repeat(32), 'b2'.repeat(32)];
const NEVER = { marks: {} };

const deployed = withKey({ SETTINGS_KEY: OLD }, NEVER);

describe('the record of what was deployed', () => {
  it('is read as it was written; what cannot be read counts as nothing', async () => {
    const file = path.join(await temporaryFolder(), 'deploy/prod-1.json');
    expect(readRecord(file)).toEqual(NEVER);
    writeRecord(file, { marks: { 'function shop': 'a' } });
    expect(readRecord(file)).toEqual({ marks: { 'function shop': 'a' } });
    writeFileSync(file, '{ "marks": 1 }');
    expect(readRecord(file)).toEqual(NEVER);
  });

  it('tells nobody the key that the shop’s secrets are closed with', () => {
    expect(JSON.stringify(deployed)).not.toContain(OLD);
    expect(withKey({}, deployed)).toEqual(deployed);
  });
});

describe('the key that the shop’s secrets are closed with', () => {
  it.each([
    ['the same key', { SETTINGS_KEY: OLD }, deployed],
    ['none', {}, deployed],
    [
      'a new one with the old one beside it',
      { SETTINGS_KEY: NEW, SETTINGS_KEY_PREVIOUS: OLD },
      deployed,
    ],
    ['any the first time', { SETTINGS_KEY: NEW }, NEVER],
  ])('may be %s', (_name, environment, record) => {
    expect(() => {
      refuseLostKey(environment, record);
    }).not.toThrow();
  });
});
