import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import type { Documents } from '../../../../cloudfunctions/core/storage/documents';
import { addOneAtATime } from '../../../../cloudfunctions/core/storage/one-at-a-time';
import { type ManualTime, manualTime } from '../../../support/manual-time';
import { memoryDocuments } from '../../../support/memory-documents';

const DATABASE_MS = 15;

let time: ManualTime;
let limits: ReturnType<typeof memoryDocuments>;
let entries: ReturnType<typeof memoryDocuments>;

beforeEach(() => {
  time = manualTime(1_000_000);
  limits = memoryDocuments();
  entries = memoryDocuments();
});

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    time.timers.set(resolve, ms);
  });

/** The documents as an instance reaches them: each request takes a while. */
function overWire(documents: Documents): Documents {
  const slow =
    <Given extends readonly unknown[], Value>(ask: (...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      await sleep(DATABASE_MS);
      return ask(...given);
    };
  const { read, list, replace, remove } = documents;
  return {
    ...documents,
    ...{ read: slow(read), list: slow(list), replace: slow(replace), remove: slow(remove) },
  };
}

/** Adds an entry unless there are `most`, from an instance of its own. */
function add(id: string, most: number, more: { readonly checkMs?: number } = {}): Promise<boolean> {
  const documents = overWire(entries);
  const turns = { collections: { limits: overWire(limits) }, now: time.now, sleep };
  return addOneAtATime(
    turns,
    'staff',
    async () => {
      const { length } = await documents.list({ limit: 100 });
      await sleep(more.checkMs ?? 0);
      if (length >= most) throw new CloudFailure('limit-reached');
    },
    () => documents.replace(id, 0, { version: 1 }),
  );
}

/** Returns the outcome of each call, once all have ended. */
async function outcomes(calls: readonly Promise<boolean>[]): Promise<readonly string[]> {
  const settled = Promise.allSettled(calls);
  await time.advance(60_000);
  return (await settled).map((one) =>
    one.status === 'fulfilled' ? 'added' : (one.reason as CloudFailure).code,
  );
}

describe('oneAtATime', () => {
  it('costs two requests where nobody else adds', async () => {
    await outcomes([add('e-1', 5)]);
    expect(limits.operations()).toBe(2);
  });

  it('goes on some seconds after an instance has died in its turn', async () => {
    await outcomes([add('e-1', 5)]);
    const until = time.now() + 5000;
    limits.held.set('adding-staff', { version: until });
    const first = add('e-2', 5);
    expect(await outcomes([first])).toEqual(['changed-meanwhile']);
    expect(await outcomes([add('e-3', 5)])).toEqual(['added']);
    expect(limits.held.size).toBe(0);
  });

  it('adds nothing once its turn has passed to another', async () => {
    const slow = add('slow', 1, { checkMs: 6000 });
    await time.advance(5100);
    const quick = add('quick', 1);
    expect(await outcomes([slow, quick])).toEqual(['changed-meanwhile', 'added']);
    expect([...entries.held.keys()]).toEqual(['quick']);
  });

  it('does not wait for a turn that ends later than any can', async () => {
    const ahead = time.now() + 86_400_000;
    limits.held.set('adding-staff', { version: ahead });
    expect(await outcomes([add('e-1', 5)])).toEqual(['added']);
  });
});
