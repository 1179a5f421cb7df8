import { testAccess } from '../../../../miniprogram/management/platform/client-database';
import { installWx } from '../../../support/fake-wx';

type Outcome = number | 'done' | 'never';

/** Database with these outcomes of reading, adding and removing; a number is an error code. */
function database(read: Outcome, add: Outcome, remove: Outcome = 'done') {
  const removed: string[] = [];
  const come = <Value>(outcome: Outcome, value: Value): Promise<Value> => {
    if (outcome === 'never') return new Promise(() => undefined);
    return outcome === 'done'
      ? Promise.resolve(value)
      : Promise.reject(Object.assign(new Error(String(outcome)), { errCode: outcome }));
  };
  const collection = {
    limit: () => ({ get: () => come(read, { data: [] }) }),
    add: () => come(add, { _id: 'probe-1' }),
    doc: (id: string) => ({
      remove: () => {
        removed.push(id);
        return come(remove, {});
      },
    }),
  };
  installWx({ cloud: { database: () => ({ collection: () => collection }) } });
  return removed;
}

describe('a collection of the database, tried from the phone', () => {
  it.each([
    ['refused', -502003, -502003],
    ['open', 'done', -502003],
    ['open', -502003, 'done'],
    ['open', 'done', -1],
    ['missing', -502005, -502005],
    ['unclear', -1, -1],
    ['unclear', -502003, -501001],
  ] as const)('is %s when reading comes to %s and adding to %s', async (access, read, add) => {
    database(read, add);
    expect(await testAccess('staff')).toBe(access);
  });

  it('is left as it was: what could be added is removed again, or is open all the same', async () => {
    const removed = database(-502003, 'done', -502001);
    expect(await testAccess('staff')).toBe('open');
    expect(removed).toEqual(['probe-1']);
  });

  it('is given up after a while', async () => {
    jest.useFakeTimers();
    database('never', 'never');
    const trying = testAccess('staff');
    await jest.advanceTimersByTimeAsync(16_000);
    jest.useRealTimers();
    expect(await trying).toBe('unclear');
  });

  it('cannot be tried where WeChat has no cloud', async () => {
    delete (globalThis as { wx?: object }).wx;
    installWx({});
    expect(await testAccess('staff')).toBe('unclear');
  });
});
