import { readFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Database, createDatabase } from '../../../../dev/cloud/database/database';
import { openDatabaseJournal } from '../../../../dev/cloud/database/database-journal';
import { toEjson } from '../../../../dev/cloud/database/document';
import { temporaryFolder } from '../../../support/temporary-folder';
import { thrownBy } from '../../../support/thrown-by';

let file: string;
let said: string[];
beforeEach(async () => {
  file = path.join(await temporaryFolder(), 'data/database.jsonl');
  said = [];
});

function open(): Database {
  return createDatabase(openDatabaseJournal(file, (sentence) => said.push(sentence)));
}

function ask(database: Database, action: string, request: object = {}): void {
  const answer = database.answer(
    JSON.stringify({ action: `database.${action}`, collectionName: 'tokens', ...request }),
  );
  expect(answer).not.toHaveProperty('code');
}

function add(database: Database, document: object): void {
  ask(database, 'insertDocument', { data: [toEjson(document)] });
}

function filled(): Database {
  const database = open();
  ask(database, 'addCollection');
  FILLED.forEach((document) => {
    add(database, document);
  });
  return database;
}

const FILLED = [
  { _id: 'a', at: new Date(5), text: '令牌', n: 1 },
  { _id: 'b', n: 2 },
];

test('what was written is there after a new start, kinds of values included, in the file as it was', async () => {
  filled();
  const before = await readFile(file, 'utf8');
  expect(open().documents('tokens')).toEqual(FILLED);
  expect(said).toEqual([]);
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('a write is in the file already when its answer comes', () => {
  const database = filled();
  add(database, { _id: 'c', n: 3 });
  // Read at once: what is written later, after a turn of the event loop, is missing.
  const line = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1);
  expect(JSON.parse(line ?? '')).toMatchObject([{ put: 'tokens', document: { _id: 'c' } }]);
});

test('a write that cannot be put into the file is refused, and is not in memory either', () => {
  const initial = [{ create: 'tokens' }];
  const append = (): void => {
    throw new Error('The disk is full.');
  };
  const database = createDatabase({ initial, append });
  const data = [toEjson({ _id: 'a' })];
  const request = { action: 'database.insertDocument', collectionName: 'tokens', data };
  expect(database.answer(JSON.stringify(request))).toHaveProperty('code');
  expect(database.documents('tokens')).toEqual([]);
});

test('a torn last line is cut off and said; all before it is kept, and writing goes on', async () => {
  filled();
  await appendFile(file, '[{"put":"tokens","document":{"_id":"c","text":"令');
  const database = open();
  expect(database.documents('tokens')).toEqual(FILLED);
  expect(said).toEqual([expect.stringContaining('was not finished')]);

  add(database, { _id: 'd', n: 4 });
  expect(open().documents('tokens')).toEqual([...FILLED, { _id: 'd', n: 4 }]);
});

test.each([
  ['{"some":"thing else"}\n', /line 4 is no batch/],
  ['{oops\n', /line 4 is no JSON/],
])('a whole line that is no batch is not passed over: %j', async (line, message) => {
  filled();
  await appendFile(file, line);
  expect(thrownBy(open)).toMatchObject({ message: expect.stringMatching(message) as unknown });
});

test('superseded lines are gone after a new start', async () => {
  const database = filled();
  for (let n = 1; n <= 50; n += 1) {
    const request = { query: toEjson({ _id: 'a' }), data: toEjson({ $set: { n: n + 1 } }) };
    ask(database, 'modifyDocument', { ...request, merge: true });
  }
  ask(database, 'removeDocument', { query: toEjson({ _id: 'b' }) });
  open();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(open().documents('tokens')).toEqual([{ ...FILLED[0], n: 51 }]);
});
