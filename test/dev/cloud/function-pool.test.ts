import type { FunctionChild } from '../../../dev/cloud/function-child';
import type { FunctionManifest } from '../../../dev/cloud/function-manifest';
import { type FunctionPool, createPool } from '../../../dev/cloud/function-pool';

const started: string[] = [];
const killed: FunctionChild[] = [];

beforeEach(() => {
  started.length = 0;
  killed.length = 0;
});

function pool(size: number): FunctionPool {
  return createPool({
    size,
    queueLimit: 10,
    start: ({ name }) => {
      started.push(name);
      const child: FunctionChild = {
        id: name,
        call: () => Promise.reject(new Error('not used here')),
        isAlive: () => true,
        kill: () => {
          killed.push(child);
          return Promise.resolve();
        },
      };
      return child;
    },
  });
}

function named(name: string): FunctionManifest {
  return { name, folder: `/${name}`, timeoutSeconds: 3, memoryMb: 256 };
}

/** A use of a child that the test ends. */
function lasting() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const use = jest.fn(async (child: FunctionChild) => {
    await ended;
    return child;
  });
  return {
    use,
    end: () => {
      end();
    },
    wasStarted: () => use.mock.calls.length > 0,
  };
}

const briefly = (child: FunctionChild): Promise<FunctionChild> => Promise.resolve(child);

test('calls over the size wait for a process, in their order', async () => {
  const { withChild } = pool(1);
  const calls = [lasting(), lasting(), lasting()];
  const answers = calls.map(({ use }) => withChild(named('a'), use));
  expect(calls.map(({ wasStarted }) => wasStarted())).toEqual([true, false, false]);
  calls[0]?.end();
  await answers[0];
  expect(calls.map(({ wasStarted }) => wasStarted())).toEqual([true, true, false]);
  calls[1]?.end();
  calls[2]?.end();
  await Promise.all(answers);
  expect(started).toEqual(['a']);
});

test('an idle process of another function makes room, the longest idle one first', async () => {
  const { withChild } = pool(2);
  const oldest = await withChild(named('a'), briefly);
  await withChild(named('b'), briefly);
  await withChild(named('c'), briefly);
  expect(killed).toEqual([oldest]);
  expect(started).toEqual(['a', 'b', 'c']);
});

test('processes of before a change are used no more, and end when they have answered', async () => {
  const processes = pool(2);
  const busy = lasting();
  const idle = await processes.withChild(named('getOrder'), briefly);
  const working = processes.withChild(named('shop'), busy.use);
  processes.renew();
  expect(killed).toEqual([idle]);
  busy.end();
  const old = await working;
  expect(killed).toEqual([idle, old]);
  expect(await processes.withChild(named('shop'), briefly)).not.toBe(old);
  expect(started).toEqual(['getOrder', 'shop', 'shop']);
});
