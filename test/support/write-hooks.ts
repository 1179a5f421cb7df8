import type { Fields } from '../../cloudfunctions/core/storage/documents';
import { type MemoryDatabase, SdkError } from './memory-database';

type Write = 'add' | 'update' | 'remove';

/** Runs an action once, just before the next write to a collection, as a parallel call might. */
export function justBefore(
  memory: MemoryDatabase,
  name: string,
  write: Write,
  act: () => Promise<unknown>,
): void {
  const restore = instead(memory, name, write, async (proceed) => {
    restore();
    await act();
    return proceed();
  });
}

/** Fails writes to a collection until the returned function is called. */
export function failing(memory: MemoryDatabase, name: string, write: Write): () => void {
  return instead(memory, name, write, () => Promise.reject(new SdkError(-502001)));
}

/** Fails all requests to some collections until the returned function is called. */
export function breaking(memory: MemoryDatabase, isDown: (name: string) => boolean): () => void {
  const database = memory.database();
  const { collection } = database;
  const spy = jest.spyOn(database, 'collection').mockImplementation((name) => {
    if (isDown(name)) throw new SdkError(-502001);
    return collection(name);
  });
  return () => {
    spy.mockRestore();
  };
}

function instead(
  memory: MemoryDatabase,
  name: string,
  write: Write,
  perform: (proceed: () => Promise<unknown>) => Promise<unknown>,
): () => void {
  const database = memory.database();
  const { collection } = database;
  const spy = jest.spyOn(database, 'collection').mockImplementation((asked) => {
    const real = collection(asked);
    if (asked !== name) return real;
    if (write === 'add') return { ...real, add: (options) => perform(() => real.add(options)) };
    const where = (condition: Fields) => {
      const query = real.where(condition);
      const meddled = (options: { data: Fields }) => perform(() => query[write](options));
      return { ...query, [write]: meddled };
    };
    return { ...real, where };
  });
  return () => {
    spy.mockRestore();
  };
}
