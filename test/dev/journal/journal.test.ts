import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { appendToJournal, readJournal } from '../../../dev/journal/journal';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a journal', () => {
  let file: string;

  beforeEach(async () => {
    file = join(await temporaryFolder(), 'deep', 'journal.jsonl');
  });

  it('cuts off a last line that a kill tore, even inside a character, and goes on cleanly', () => {
    appendToJournal(file, 1);
    const torn = Buffer.from('{"note":"陈').subarray(0, -1);
    appendFileSync(file, torn);

    expect(readJournal(file)).toEqual({ entries: [1], tornBytes: torn.length });
    appendToJournal(file, 2);
    expect(readFileSync(file, 'utf8')).toBe('1\n2\n');
    expect(readJournal(file)).toEqual({ entries: [1, 2], tornBytes: 0 });
  });

  it('does not pass over damage: a whole line that is no JSON is named', () => {
    appendToJournal(file, 1);
    writeFileSync(file, '1\n{oops\n3\n');

    expect(() => readJournal(file)).toThrow(/journal\.jsonl, line 2 is no JSON/);
  });
});
