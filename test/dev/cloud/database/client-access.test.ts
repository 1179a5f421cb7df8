import { createDatabase, type Database } from '../../../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../../../dev/cloud/database/database-journal';

let database: Database;

beforeEach(() => {
  database = createDatabase(NO_JOURNAL);
  database.plant('staff', { _id: 'theirs', role: 'clerk' }, 'o-other');
});

const add = (data: object, collection = 'staff'): unknown =>
  database.answerClient('o-me', { operation: 'add', collection, data });
const get = (limit: number): unknown =>
  database.answerClient('o-me', { operation: 'get', collection: 'staff', limit });
const remove = (id: string): unknown =>
  database.answerClient('o-me', { operation: 'remove', collection: 'staff', id });

describe('a client where only the cloud may read and write', () => {
  const asked = (request: object, collection = 'staff') =>
    database.answerClient('o-me', { collection, ...request }, () => 'nobody');

  test.each([
    ['read', { operation: 'get', limit: 1 }],
    ['add', { operation: 'add', data: { n: 1 } }],
    ['remove', { operation: 'remove', id: 'theirs' }],
  ])('may not %s; of a collection that is not there it learns just that', (_what, request) => {
    expect(asked(request)).toMatchObject({ errCode: -502003 });
    expect(asked(request, 'nowhere')).toMatchObject({ errCode: -502005 });
    expect(database.documents('staff')).toHaveLength(1);
  });
});

describe('a client under the default rule', () => {
  test('adds documents, which bear its _openid whatever they say', () => {
    expect(add({ _id: 'mine', role: 'owner', _openid: 'o-other' })).toEqual({ data: 'mine' });
    expect(database.documents('staff')).toContainEqual({
      _id: 'mine',
      role: 'owner',
      _openid: 'o-me',
    });
  });

  test('reads its own documents only, and so many at once', () => {
    add({ _id: 'a', n: 1 });
    add({ _id: 'b', n: 2 });
    expect(get(20)).toMatchObject({ data: [{ _id: 'a' }, { _id: 'b' }] });
    expect(get(1)).toMatchObject({ data: [{ _id: 'a' }] });
    expect(get(21)).toMatchObject({ errCode: -501007 });
  });

  test('removes its own documents only', () => {
    add({ _id: 'mine' });
    expect([remove('mine'), remove('theirs')]).toEqual([
      { data: { $numberInt: '1' } },
      { data: { $numberInt: '0' } },
    ]);
    expect(database.documents('staff').map(({ _id }) => _id)).toEqual(['theirs']);
  });

  test.each([
    ['a taken _id', () => add({ _id: 'theirs' }), -502001],
    ['operators', () => add({ $or: [{ _id: 'theirs' }] }), -501007],
    ['a collection that does not exist', () => add({}, 'nowhere'), -502005],
    ['anything else', () => database.answerClient('o-me', { operation: 'drop' }), -501007],
  ])('is refused %s', (_what, ask, errCode) => {
    expect(ask()).toMatchObject({ errCode });
  });
});
