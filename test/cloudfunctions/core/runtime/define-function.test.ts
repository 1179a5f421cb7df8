import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import {
  type CallContext,
  CLIENT_SOURCES,
  defineFunction,
} from '../../../../cloudfunctions/core/runtime/define-function';
import { PRODUCT_VERSION } from '../../../../miniprogram/contract/cloud-error';
import type { LogFields } from '../../../../cloudfunctions/core/runtime/log';

const context = { time_limit_in_ms: 10_000, request_id: 'req-1' };

function functionOf(
  handle: (event: unknown, call: CallContext) => Promise<unknown>,
  source = 'wx_client',
  sources = CLIENT_SOURCES,
) {
  const lines: LogFields[] = [];
  const main = defineFunction({
    name: 'getOrder',
    sources,
    caller: () => ({ openId: 'o-clerk', appId: 'wxde00000000000000', source }),
    handle,
    now: () => 1000,
    log: (fields) => lines.push(fields),
  });
  return { main, lines };
}

const NOTHING = Object.create(null) as unknown;
const failing = (fields: object): Error => Object.assign(new Error('x'), fields);

describe('defineFunction', () => {
  it('wraps what the handler answers, with the server time', async () => {
    const { main } = functionOf((event) => Promise.resolve({ echo: event }));
    expect(await main({ orderId: '1' }, context)).toEqual({
      ok: true,
      serverTime: 1000,
      data: { echo: { orderId: '1' } },
    });
  });

  it('makes an envelope of a failure, with what its table says of it', async () => {
    const { main } = functionOf(() => Promise.reject(new CloudFailure('order-not-found')));
    expect(await main({}, context)).toEqual({
      ok: false,
      serverTime: 1000,
      error: { code: 'order-not-found', fixer: 'staff', retryable: false, traceId: 'req-1' },
    });
  });

  it("passes on a failure's own words, and WeChat's request id beside ours, which are in the log too", async () => {
    const { main, lines } = functionOf(() =>
      Promise.reject(
        new CloudFailure('wechat-refused', {
          message: '微信没有给出结果（错误码 48001）。',
          rid: 'rid-7',
        }),
      ),
    );
    expect(await main({}, context)).toMatchObject({
      error: { message: '微信没有给出结果（错误码 48001）。', traceId: 'req-1', rid: 'rid-7' },
    });
    expect(lines[0]).toMatchObject({ traceId: 'req-1', rid: 'rid-7' });
    expect(lines[0]).not.toHaveProperty('stack');
  });

  it('answers before the cloud ends it, also when the database never does', async () => {
    jest.useFakeTimers();
    const { main, lines } = functionOf(() => new Promise(() => undefined));
    const answer = main({}, context);
    await jest.advanceTimersByTimeAsync(9800);
    jest.useRealTimers();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'database-failed' } });
    expect(lines).toEqual([expect.objectContaining({ code: 'database-failed', late: true })]);
  });

  it('answers an envelope to what nobody expected, and tells the client nothing of it', async () => {
    const { main, lines } = functionOf(() => Promise.reject(new TypeError('陈师傅 10000000001')));
    const answer = await main({}, context);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    expect(JSON.stringify([answer, lines])).not.toMatch(/陈师傅|10000000001/);
    expect(lines[0]).toMatchObject({
      stack: expect.stringContaining('TypeError | at ') as unknown,
    });
  });

  it('logs no more than eight places of where an error came from, and nothing of its words', async () => {
    const stack = [
      'Error: 陈师傅 at home',
      'at least 10000000001',
      ...Array.from({ length: 9 }, (_, index) => `    at place${index}`),
    ].join('\n');
    const thrown = Object.assign(new Error('x'), { stack });
    const { main, lines } = functionOf(() => Promise.reject(thrown));
    await main({}, context);
    const places = Array.from({ length: 8 }, (_, index) => `at place${index}`);
    expect(lines[0]).toMatchObject({ code: 'unexpected', stack: ['Error', ...places].join(' | ') });
  });

  it.each([
    ['text', '陈师傅', 'string'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'object'],
    ['an error without a name', failing({ name: 7, stack: '' }), 'Error'],
    ['an error whose stack is no text', failing({ stack: 7 }), 'Error'],
    ['an error with an odd errCode', failing({ errCode: NOTHING, stack: '' }), 'Error'],
  ])('logs what was thrown when it is %s', async (_name, thrown, stack) => {
    const { main, lines } = functionOf(jest.fn().mockRejectedValue(thrown));
    expect(await main({}, context)).toMatchObject({ error: { code: 'unexpected' } });
    expect(lines[0]).toMatchObject({ code: 'unexpected', stack });
  });

  it.each([
    ['a failure that has a name', (cause: Error) => new CloudFailure('wechat-busy', { cause })],
    ['what nobody expected', (cause: Error) => new TypeError('陈师傅', { cause })],
  ])(
    'logs what caused %s, by its code alone, and tells the client nothing of it',
    async (_, of) => {
      const cause = Object.assign(new Error('getaddrinfo 陈师傅'), { code: 'ENOTFOUND' });
      const { main, lines } = functionOf(() => Promise.reject(of(cause)));
      expect(JSON.stringify(await main({}, context))).not.toMatch(/ENOTFOUND/);
      expect(lines[0]).toMatchObject({ cause: 'ENOTFOUND' });
      expect(JSON.stringify(lines)).not.toMatch(/getaddrinfo|陈师傅/);
    },
  );

  it.each([
    [-502001, 'database-failed'],
    [-502005, 'database-failed'],
    [-501001, 'database-failed'],
    [-504002, 'unexpected'],
    [-5020010, 'unexpected'],
    [-50200, 'unexpected'],
    [-1502001, 'unexpected'],
    ['-502001', 'unexpected'],
  ])("tells the database's failures from others, by the SDK's code: %j", async (errCode, code) => {
    const down = Object.assign(new Error('陈师傅'), { errCode });
    const { main } = functionOf(() => Promise.reject(down));
    expect(await main({}, context)).toHaveProperty('error.code', code);
  });

  it.each(['wx_trigger', 'wx_http', 'wx_client,scf', ''])(
    'refuses a call from %j before the handler sees it',
    async (source) => {
      const handle = jest.fn();
      const { main } = functionOf(handle, source);
      expect(await main({}, context)).toMatchObject({
        ok: false,
        error: { code: 'source-not-accepted' },
      });
      expect(handle).not.toHaveBeenCalled();
    },
  );

  it('writes one line a call: function, trace id, code, ms, and the sum of what the handler counted and noted', async () => {
    const { main, lines } = functionOf((_event, call) => {
      call.note({ status: 301, deadToken: 40001 });
      call.note({ status: 302 });
      call.count('upstream');
      call.count('upstream');
      return Promise.resolve(null);
    });
    const before = performance.now();
    await main({}, context);
    const took = performance.now() - before;
    const [{ ms, ...line } = {}, ...more] = lines;
    const noted = { upstream: 2, status: 302, deadToken: 40001 };
    expect(line).toEqual({
      fn: 'getOrder',
      v: PRODUCT_VERSION,
      traceId: 'req-1',
      code: 'ok',
      ...noted,
    });
    expect(more).toEqual([]);
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(ms).toBeLessThanOrEqual(took + 1);
  });

  it('leaves the answer half a second of the time-out in force', async () => {
    let left = NaN;
    const { main } = functionOf((_event, call) => {
      left = call.timeLeftMs();
      return Promise.resolve(null);
    });
    await main({}, context);
    expect(left).toBeLessThanOrEqual(9500);
    expect(left).toBeGreaterThan(9000);
    for (const without of [{}, null, undefined, 'x', { time_limit_in_ms: '10000' }]) {
      await main({}, without); // WeChat's default is 3 s.
      expect(left).toBeLessThanOrEqual(2500);
      expect(left).toBeGreaterThan(2000);
    }
  });

  it.each([
    ['after a cold start', 2, 'wx_http', [2500, 4500]],
    ['in a process that was started beforehand', 60, 'wx_http', [4500, 4500]],
    ['of a person', 2, 'wx_client', [9500, 9500]],
  ])(
    'ends a call over HTTP within the 5 s that WeChat waits from its start: %s',
    async (_when, uptime, source, expected) => {
      jest.spyOn(process, 'uptime').mockReturnValue(uptime);
      const left: number[] = [];
      const handle = (_event: unknown, { timeLeftMs }: CallContext) =>
        Promise.resolve(left.push(timeLeftMs()));
      const { main } = functionOf(handle, source, [source]);
      while (left.length < expected.length) await main({}, context);
      jest.restoreAllMocks();
      expect(left).toEqual(expected);
    },
  );

  it('finds a trace id of its own where the cloud gives none', async () => {
    const { main } = functionOf(() => Promise.reject(new CloudFailure('not-staff')));
    for (const without of [undefined, null, 'x', { request_id: '' }, { request_id: 7 }]) {
      expect(await main({}, without)).toMatchObject({
        error: { traceId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
      });
    }
  });
});
