import { readFileSync } from 'node:fs';
import { sounds } from '../../../dev/build/sounds';

it('the sounds are those that the script writes, of 16 KB at most together', () => {
  const written = [...sounds()];
  for (const [file, bytes] of written) expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(new Set(written.map(([, bytes]) => bytes.toString('hex'))).size).toBe(4);
  const bytes = written.reduce((sum, [, one]) => sum + one.length, 0);
  expect(bytes).toBeLessThanOrEqual(16 * 1024);
});
