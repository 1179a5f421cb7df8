import { jumped, realClock, timeAt } from '../../../dev/clock/clock';
import type { Cloud } from '../../../dev/cloud/cloud';
import { createCloud } from '../../../dev/cloud/cloud';
import {
  CLERK,
  NOWHERE,
  builtFixture,
  fixtureCloud,
  resultOf,
  scripted,
} from '../../support/fixture-cloud';

/** A script for the fixture function `plain`. */
function plain(
  script: (world: {
    readonly args: unknown;
    readonly event: Readonly<Record<string, unknown>>;
    readonly context: Readonly<Record<string, unknown>>;
  }) => unknown,
  args?: unknown,
): { readonly source: string; readonly args: unknown } {
  return { source: script.toString(), args };
}

let functionsFolder: string;
let cloud: Cloud;
let clock = realClock(Date.now());
const said: string[] = [];

beforeAll(async () => {
  functionsFolder = await builtFixture();
  cloud = await fixtureCloud({
    functionsFolder,
    clock: () => clock,
    environment: { ...NOWHERE, STAFF_OPENIDS: 'o-clerk' },
    say: (sentence) => said.push(sentence),
  });
});
afterAll(() => cloud.stop());

async function ran(script: Parameters<typeof plain>[0], args?: unknown): Promise<unknown> {
  return resultOf(await cloud.invoke('plain', plain(script, args), CLERK));
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
      userInfo: { openId: 'o-clerk', appId: 'wx-demo' },
      name: 'plain',
      limits: [1000, 256],
      hasRequestId: true,
    });
  });

  test('answers what the function returned; nothing becomes null', async () => {
    expect(await ran(({ args }) => args, { a: ['字', 1] })).toEqual({ a: ['字', 1] });
    expect(await ran(() => undefined)).toBeNull();
  });

  test('tells the SDK who calls, each time anew', async () => {
    const who = scripted(({ cloud: sdk }) => sdk.getWXContext());
    const first = await cloud.invoke('sdk', who, {
      ...CLERK,
      unionId: 'u-1',
      clientIp: '10.0.0.1',
    });
    expect(resultOf(first)).toMatchObject({
      OPENID: 'o-clerk',
      APPID: 'wx-demo',
      UNIONID: 'u-1',
      CLIENTIP: '10.0.0.1',
      SOURCE: 'wx_client',
    });
    const second = resultOf(
      await cloud.invoke('sdk', who, { openId: 'o-timer', appId: 'wx-demo', source: 'wx_trigger' }),
    );
    expect(second).toMatchObject({ OPENID: 'o-timer', SOURCE: 'wx_trigger' });
    expect(second).not.toHaveProperty('UNIONID');
  });

  test('sees the settings, and nothing of the developer’s own environment', async () => {
    process.env['RIDER_WHERE_SECRET'] = 'leaked';
    const names = await ran(() => Object.keys(process.env).sort());
    delete process.env['RIDER_WHERE_SECRET'];
    expect(names).toContain('STAFF_OPENIDS');
    expect(names).not.toContain('RIDER_WHERE_SECRET');
    expect(names).not.toContain('PATH');
    expect(names).not.toContain('HOME');
  });

  test('runs by the one clock, also when that has jumped', async () => {
    expect(Number(await ran(() => Date.now())) - timeAt(clock, Date.now())).toBeLessThan(1000);
    clock = jumped(clock, Date.now(), 3_600_000);
    const ahead = Number(await ran(() => new Date().getTime())) - Date.now();
    expect(Math.abs(ahead - 3_600_000)).toBeLessThan(1000);
  });
});

describe('what goes wrong', () => {
  test.each(['nobody', '../plain', ''])('no function %p: -501000', async (name) => {
    expect(await cloud.invoke(name, {}, CLERK)).toMatchObject({ errCode: -501000 });
  });

  test('a throw: -504002 with its words, and the process goes on', async () => {
    const pid = await ran(() => process.pid);
    const outcome = await cloud.invoke(
      'plain',
      plain(() => {
        throw new Error('no luck');
      }),
      CLERK,
    );
    expect(outcome).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('no luck') as unknown,
    });
    expect(await ran(() => process.pid)).toBe(pid);
  });

  test('a call over its time-out: -504003, and its process is ended', async () => {
    const pid = await ran(() => process.pid);
    const outcome = await cloud.invoke(
      'plain',
      plain(() => new Promise(() => undefined)),
      CLERK,
    );
    expect(outcome).toEqual({
      errCode: -504003,
      errMsg: 'Invoking task timed out after 1 seconds',
    });
    expect(await ran(() => process.pid)).not.toBe(pid);
  });

  test('an endless loop is ended too', async () => {
    const outcome = await cloud.invoke(
      'plain',
      plain(() => {
        for (;;);
      }),
      CLERK,
    );
    expect(outcome).toMatchObject({ errCode: -504003 });
  });

  test('a process that ends in the middle of a call: -504002 with its last words', async () => {
    const outcome = await cloud.invoke(
      'plain',
      plain(
        () =>
          new Promise(() => {
            setImmediate(() => {
              throw new Error('out of nowhere');
            });
          }),
      ),
      CLERK,
    );
    expect(outcome).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringMatching(/ended with exit code 1[^]*out of nowhere/) as unknown,
    });
    expect(await ran(() => 'well again')).toBe('well again');
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

  test('a base URL that is not this machine, or none, is refused with a reason', async () => {
    for (const environment of [{ WECHAT_API_BASE_URL: 'https://api.weixin.qq.com' }, {}]) {
      await expect(fixtureCloud({ functionsFolder, environment })).rejects.toThrow(
        'The local cloud talks to this machine only',
      );
    }
  });
});

test('calls over pool and queue are refused with -501004', async () => {
  const small = await fixtureCloud({ functionsFolder, poolSize: 1, queueLimit: 1 });
  const slow = plain(() => new Promise((resolve) => setTimeout(resolve, 100)));
  const outcomes = await Promise.all([1, 2, 3].map(() => small.invoke('plain', slow, CLERK)));
  expect(outcomes).toEqual([
    { result: null },
    { result: null },
    { errCode: -501004, errMsg: 'exceed concurrent request limit' },
  ]);
  await small.stop();
});

test('20 different people at once through 20 processes: nobody is taken for another', async () => {
  const crowd = await createCloud({
    functionsFolder,
    databaseFile: null,
    clock: () => clock,
    environment: NOWHERE,
    poolSize: 20,
  });
  crowd.database.plant('met', { _id: 'nobody' }, 'o-nobody');
  const people = Array.from({ length: 20 }, (_, n) => ({ openId: `o-${n}`, appId: `wx-${n}` }));
  const script = scripted(async ({ cloud: sdk, db, args }) => {
    const before = sdk.getWXContext();
    // Everybody is in the middle of a call at the same time.
    await db.collection('met').add({ data: { _id: args as string } });
    while ((await db.collection('met').count()).total < 21);
    const after = sdk.getWXContext();
    return [before.OPENID, before.APPID, after.OPENID, after.APPID, process.pid];
  });
  const answers = await Promise.all(
    people.map(async (person) => {
      const event = { ...script, args: person.openId };
      return resultOf(await crowd.invoke('sdk', event, person)) as unknown[];
    }),
  );
  expect(answers.map((answer) => answer.slice(0, 4))).toEqual(
    people.map(({ openId, appId }) => [openId, appId, openId, appId]),
  );
  expect(new Set(answers.map((answer) => answer[4])).size).toBe(20);
  await crowd.stop();
});

describe('the log', () => {
  test('tells of each call: who, which order, how long, what it printed, how much it asked the database', async () => {
    const told: unknown[] = [];
    const stop = cloud.subscribe((entry) => told.push(entry));
    await cloud.invoke(
      'sdk',
      {
        ...scripted(async ({ db }) => {
          process.stdout.write('first\n');
          process.stderr.write('second\nthird\n');
          await db.createCollection('logged');
          await db.collection('logged').count();
        }),
        orderId: 'SF123',
      },
      CLERK,
    );
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
});

// Pins TCB_CONTEXT_CNFG, which is documented nowhere: a wx-server-sdk that ignores it would ask the real cloud.
test('the requests of the unmodified SDK reach the local database', async () => {
  const reached: string[] = [];
  const stop = cloud.database.subscribe(({ action }) => reached.push(action));
  await cloud.invoke(
    'sdk',
    scripted(({ db }) =>
      db
        .collection('pin')
        .get()
        .catch(() => null),
    ),
    CLERK,
  );
  stop();
  expect(reached).toEqual(['database.getDocument']);
});
