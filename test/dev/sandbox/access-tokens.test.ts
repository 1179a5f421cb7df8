import { MALL, SECOND_BRAND, STAFF_MINI_PROGRAM } from '../../../dev/sandbox/mini-programs';
import { BUSINESS, CREDENTIALS, credentialsOf, serveSandbox } from '../../support/served-sandbox';
import type { ServedSandbox } from '../../support/served-sandbox';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('tokens, by the contract §4', () => {
  let now: number;
  let wechat: ServedSandbox;

  beforeEach(async () => {
    now = Date.parse('2026-11-24T12:00:00+08:00');
    wechat = await serveSandbox({ now: () => now });
  });

  afterEach(() => wechat.stop());

  const stable = async (more: object = {}): Promise<Readonly<Record<string, unknown>>> =>
    (await wechat.post('/cgi-bin/stable_token', { ...CREDENTIALS, ...more })).json;
  const plain = async (): Promise<unknown> => {
    const query = new URLSearchParams(CREDENTIALS);
    return (await wechat.get(`/cgi-bin/token?${query.toString()}`)).json['access_token'];
  };
  /** Returns undefined for a valid token, else the errcode. */
  const refusalOf = async (token: unknown): Promise<unknown> =>
    (await wechat.post(`${BUSINESS}/shop/get?access_token=${String(token)}`)).json['errcode'];

  it('are the same at every call, with what is left of their life', async () => {
    const first = await stable();
    now += 10 * MINUTE;
    const second = await stable();

    expect(first['expires_in']).toBe(7200);
    expect(second).toEqual({ access_token: first['access_token'], expires_in: 6600 });
  });

  it('are followed by the next about 5 minutes before their end; then both hold for 5 minutes', async () => {
    const first = await stable();
    now += 2 * HOUR - 5 * MINUTE - 1;
    expect((await stable())['access_token']).toBe(first['access_token']);

    now += 1;
    const second = await stable();
    expect(second['access_token']).not.toBe(first['access_token']);
    expect(second['expires_in']).toBe(7200);

    now += 5 * MINUTE - 1;
    expect(await refusalOf(first['access_token'])).toBeUndefined();
    expect(await refusalOf(second['access_token'])).toBeUndefined();

    now += 1;
    expect(await refusalOf(first['access_token'])).toBe(42001);
    expect(await refusalOf(second['access_token'])).toBeUndefined();
  });

  it('expire with 42001 when nobody asks for the next', async () => {
    const { access_token: token } = await stable();
    now += 2 * HOUR - 1;
    expect(await refusalOf(token)).toBeUndefined();
    now += 1;
    expect(await refusalOf(token)).toBe(42001);
  });

  it('of the older call are new each time, and know nothing of the stable one', async () => {
    const kept = await stable();
    const first = await plain();
    const second = await plain();

    expect(second).not.toBe(first);
    now += 5 * MINUTE - 1;
    expect(await refusalOf(first)).toBeUndefined();
    now += 1;
    expect(await refusalOf(first)).toBe(40001);
    expect(await refusalOf(second)).toBeUndefined();
    expect(await refusalOf(kept['access_token'])).toBeUndefined();
  });

  it('are of one mini-program: nobody ends or gets the token of another', async () => {
    const first = await stable(credentialsOf(STAFF_MINI_PROGRAM));
    const other = await stable({ ...credentialsOf(MALL), force_refresh: true });
    expect(other['access_token']).not.toBe(first['access_token']);
    expect(await stable(credentialsOf(STAFF_MINI_PROGRAM))).toEqual(first);
    expect(wechat.sandbox.issuedTokens).toMatchObject([
      { appId: STAFF_MINI_PROGRAM.appId, isForced: false },
      { appId: MALL.appId, isForced: true },
    ]);
    expect(wechat.sandbox.calls.of(STAFF_MINI_PROGRAM.appId, '/cgi-bin/stable_token')).toBe(2);
  });

  it.each([
    ['app-secret-reset', /^invalid appsecret rid/, 40125],
    ['app-secret-frozen', /^AppSecret is frozen rid/, 40243],
    [
      'ip-not-allowed',
      /^invalid ip 1\.2\.3\.4 ipv6 ::ffff:1\.2\.3\.4, not in whitelist rid: /,
      40164,
    ],
  ] as const)(
    'of the mini-program alone that has %s are refused',
    async (fault, errmsg, errcode) => {
      wechat.sandbox.faults.set(fault, { appId: MALL.appId });
      const told = expect.stringMatching(errmsg) as string;
      expect(await stable(credentialsOf(MALL))).toEqual({ errcode, errmsg: told });
      expect(await stable(credentialsOf(SECOND_BRAND))).toMatchObject({ expires_in: 7200 });
    },
  );

  it('that are forced end the one before at once', async () => {
    const first = await stable();
    const forced = await stable({ force_refresh: true });
    expect(await refusalOf(first['access_token'])).toBe(40001);
    expect(await refusalOf(forced['access_token'])).toBeUndefined();
    expect((await stable())['access_token']).toBe(forced['access_token']);
  });

  it.each([
    ['a wrong appid', { appid: 'wx-somebody-else' }, 40013],
    ['a wrong secret', { secret: 'wrong' }, 40125],
    ['another’s secret', { secret: SECOND_BRAND.appSecret }, 40125],
    ['no appid', { appid: '' }, 41002],
    ['no secret', { secret: undefined }, 41004],
    ['another grant', { grant_type: 'password' }, 40002],
  ])('are refused for %s', async (_what, change, errcode) => {
    const answer = await stable(change);

    expect(answer).toEqual({
      errcode,
      errmsg: expect.stringMatching(/ rid: [\da-f]{8}-[\da-f]{8}-[\da-f]{8}$/) as string,
    });
  });

  it('must be sent along: 41001 without one, 40001 with a made-up one', async () => {
    expect((await wechat.post(`${BUSINESS}/order/get`, {})).json['errcode']).toBe(41001);
    expect(await refusalOf('made-up')).toBe(40001);
  });
});
