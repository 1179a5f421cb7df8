import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { jumped, realClock, timeAt } from '../../../dev/clock/clock';
import type { Cloud, Outcome } from '../../../dev/cloud/cloud';
import {
  CLERK,
  NOWHERE,
  builtFixture,
  fixtureCloud,
  resultOf,
  scripted,
} from '../../support/fixture-cloud';
import { temporaryFolder } from '../../support/temporary-folder';

interface PlainWorld {
  readonly args: unknown;
  readonly event: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

let functionsFolder: string;
let cloud: Cloud;
let clock = realClock(Date.now());
const said: string[] = [];

beforeAll(async () => {
  functionsFolder = await temporaryFolder();
  const folderOf = (name: string): string => path.join(functionsFolder, name);
  await cp(await builtFixture(), functionsFolder, { recursive: true });
  const hasty = '{ "main": "index.js", "cloudFunction": { "timeoutSeconds": 1 } }';
  await cp(folderOf('plain'), folderOf('hasty'), { recursive: true });
  await writeFile(folderOf('hasty/package.json'), hasty);
  await mkdir(folderOf('slow-to-load'));
  await writeFile(folderOf('slow-to-load/package.json'), hasty);
  const loading = 'const end = Date.now() + 1500; while (Date.now() < end);';
  await writeFile(folderOf('slow-to-load/index.js'), `${loading} exports.main = () => 'loaded';`);
  cloud = await fixtureCloud({
    functionsFolder,
    clock: () => clock,
    environment: { ...NOWHERE, STAFF_OPENIDS: 'o-clerk' },
    say: (sentence) => said.push(sentence),
  });
});
afterAll(() => cloud.stop());

/** Runs a script in the fixture function `plain`, or in `hasty` with a time-out of 1 s. */
function run(
  script: (world: PlainWorld) => unknown,
  { args, by = cloud, name = 'plain' }: { args?: unknown; by?: Cloud; name?: string } = {},
): Promise<Outcome> {
  return by.invoke(name, { source: script.toString(), args }, CLERK);
}

async function ran(...given: Parameters<typeof run>): Promise<unknown> {
  return resultOf(await run(...given));
}

describe('a call', () => {
  test('reaches the function with the event, userInfo and a context as in the cloud', async () => {
    const seen = await ran(({ event, context }) => ({
      userInfo: event['userInfo'],
      name: context['function_name'],
      limits: [context['time_limit_in_ms'], context['memory_limit_in_mb']],
      hasRequestId: typeof context['request_id'] === 'string',
    }));
    expect(seen).toEqual({
      userInfo: { openId: 'o-clerk', appId: 'wxde00000000000000' },
      name: 'plain',
      limits: [20_000, 256],
      hasRequestId: true,
    });
  });

  test('answers what the function returned; nothing becomes null', async () => {
    expect(await ran(({ args }) => args, { args: { a: ['字', 1] } })).toEqual({ a: ['字', 1] });
    expect(await ran(() => undefined)).toBeNull();
  });

  test('tells the SDK who calls, each time anew', async () => {
    const who = scripted(({ cloud: sdk }) => sdk.getWXContext());
    const timer = { openId: 'o-timer', appId: 'wx-other', source: 'wx_trigger' };
    expect(resultOf(await cloud.invoke('sdk', who, CLERK))).toMatchObject({
      OPENID: 'o-clerk',
      APPID: 'wxde00000000000000',
      SOURCE: 'wx_client',
    });
    expect(resultOf(await cloud.invoke('sdk', who, timer))).toMatchObject({
      OPENID: 'o-timer',
      APPID: 'wx-other',
      SOURCE: 'wx_trigger',
    });
  });

  test('sees the settings, and nothing of the developer’s own environment', async () => {
    process.env['RIDER_WHERE_SECRET'] = 'leaked';
    const names = await ran(() => Object.keys(process.env).sort());
    delete process.env['RIDER_WHERE_SECRET'];
    expect(names).toContain('STAFF_OPENIDS');
    for (const name of ['RIDER_WHERE_SECRET', 'PATH', 'HOME']) expect(names).not.toContain(name);
  });

  test('runs by the one clock, also when that has jumped', async () => {
    for (const byMs of [0, 3_600_000]) {
      clock = jumped(clock, Date.now(), byMs);
      const before = timeAt(clock, Date.now());
      const seen = await ran(() => [Date.now(), new Date().getTime()]);
      const after = timeAt(clock, Date.now());
      for (const time of seen as number[]) {
        expect(time).toBeGreaterThanOrEqual(before);
        expect(time).toBeLessThanOrEqual(after);
      }
    }
  });
});

describe('what goes wrong', () => {
  test.each(['nobody', '../plain', ''])('no function %p: -501000', async (name) => {
    expect(await cloud.invoke(name, {}, CLERK)).toMatchObject({ errCode: -501000 });
  });

  test('a throw: -504002 with its words, and the process goes on', async () => {
    const pid = await ran(() => process.pid);
    const outcome = await run(() => {
      throw new Error('no luck');
    });
    expect(outcome).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('no luck') as unknown,
    });
    expect(await ran(() => process.pid)).toBe(pid);
  });

  const ENDED = /ended with exit code 1[^]*out of nowhere/;
  test.each<[string, () => unknown, object]>([
    [
      'a call over its time-out: -504003',
      () => new Promise(() => undefined),
      { errCode: -504003, errMsg: 'Invoking task timed out after 1 seconds' },
    ],
    [
      'an endless loop: -504003',
      () => {
        for (;;);
      },
      { errCode: -504003 },
    ],
    [
      'a crash in the middle of a call: -504002 with its last words',
      () =>
        new Promise(() => {
          setImmediate(() => {
            throw new Error('out of nowhere');
          });
        }),
      { errCode: -504002, errMsg: expect.stringMatching(ENDED) as unknown },
    ],
  ])('%s, and the next call gets a new process', async (_what, script, expected) => {
    const name = 'hasty';
    const pid = await ran(() => process.pid, { name });
    expect(await run(script, { name })).toMatchObject(expected);
    expect(await ran(() => process.pid, { name })).not.toBe(pid);
  });

  test('what a function does before it can be called is no part of its time-out', async () => {
    expect(await cloud.invoke('slow-to-load', {}, CLERK)).toEqual({ result: 'loaded' });
  });

  test('a process that ends between two calls is said, and the next call is answered', async () => {
    const pid = await ran(() => {
      setTimeout(() => process.exit(7), 20);
      return process.pid;
    });
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(said).toEqual([expect.stringContaining('plain ended with exit code 7')]);
    expect(await ran(() => process.pid)).not.toBe(pid);
  });

  test('a base URL that is not this machine is refused', async () => {
    const environment = { WECHAT_API_BASE_URL: 'https://api.weixin.qq.com' };
    await expect(fixtureCloud({ functionsFolder, environment })).rejects.toThrow(
      'The local cloud talks to this machine only',
    );
  });
});

test('calls over pool and queue are refused with -501004; once stopped it takes none', async () => {
  const small = await fixtureCloud({ functionsFolder, poolSize: 1, queueLimit: 1 });
  const slow = () => new Promise((resolve) => setTimeout(resolve, 100));
  const outcomes = await Promise.all([1, 2, 3].map(() => run(slow, { by: small })));
  expect(outcomes).toEqual([
    { result: null },
    { result: null },
    { errCode: -501004, errMsg: 'exceed concurrent request limit' },
  ]);
  const pid = Number(await ran(() => process.pid, { by: small }));
  await small.stop();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await expect(run(slow, { by: small })).rejects.toThrow('has been stopped');
});

test('8 different people at once through 8 processes: nobody is taken for another', async () => {
  const crowd = await fixtureCloud({ functionsFolder, poolSize: 8 });
  crowd.database.makeCollection('met');
  const people = Array.from({ length: 8 }, (_, n) => ({ openId: `o-${n}`, appId: `wx-${n}` }));
  const script = scripted(async ({ cloud: sdk, db, args }) => {
    const before = sdk.getWXContext();
    // Waits until all calls run in parallel.
    await db.collection('met').add({ data: { _id: args as string } });
    while ((await db.collection('met').get()).data.length < 8);
    const after = sdk.getWXContext();
    return [before.OPENID, before.APPID, after.OPENID, after.APPID, process.pid];
  });
  const answers = await Promise.all(
    people.map(async (person) => {
      const event = { ...script, args: person.openId };
      return resultOf(await crowd.invoke('sdk', event, person)) as unknown[];
    }),
  );
  await crowd.stop();
  expect(answers.map((answer) => answer.slice(0, 4))).toEqual(
    people.map(({ openId, appId }) => [openId, appId, openId, appId]),
  );
  expect(new Set(answers.map((answer) => answer[4])).size).toBe(8);
});

// Its requests pin TCB_CONTEXT_CNFG, which is undocumented: an SDK that ignores it would call the
// real cloud.
test('the log tells of each call: who, which order, how long, what it printed, how much it asked the database', async () => {
  const told: unknown[] = [];
  const stop = cloud.subscribe((entry) => told.push(entry));
  const script = scripted(async ({ db }) => {
    process.stdout.write('first\n');
    process.stderr.write('second\nthird\n');
    await db.createCollection('logged');
    await db.collection('logged').get();
  });
  await cloud.invoke('sdk', { ...script, orderId: 'SF123' }, CLERK);
  stop();
  await cloud.invoke('nobody', {}, CLERK);
  const entry = {
    at: expect.any(Number) as unknown,
    name: 'sdk',
    openId: 'o-clerk',
    orderId: 'SF123',
    ms: expect.any(Number) as unknown,
    databaseRequests: 2,
    lines: ['first', 'second', 'third'],
    outcome: 'ok',
  };
  expect(told).toEqual([entry]);
  expect(cloud.log().slice(-2)).toMatchObject([
    entry,
    { name: 'nobody', orderId: null, databaseRequests: 0, outcome: { errCode: -501000 } },
  ]);
});
