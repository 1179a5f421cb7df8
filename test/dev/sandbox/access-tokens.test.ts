import { MALL, SECOND_BRAND, STAFF_MINI_PROGRAM } from '../../../dev/sandbox/mini-programs';
import { BUSINESS, CREDENTIALS, credentialsOf, sandboxForEach } from '../../support/served-sandbox';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MALLS = credentialsOf(MALL);

describe('tokens, by the contract §4', () => {
  const wechat = sandboxForEach();

  const stable = async (more: object = {}): Promise<Readonly<Record<string, unknown>>> =>
    (await wechat.post('/cgi-bin/stable_token', { ...CREDENTIALS, ...more })).json;
  /** Returns undefined for a valid token, else the errcode. */
  const refusalOf = async (token: unknown): Promise<unknown> =>
    (await wechat.post(`${BUSINESS}/shop/get?access_token=${String(token)}`)).json['errcode'];

  it('are the same at every call, with what is left of their life', async () => {
    const first = await stable();
    wechat.now += 10 * MINUTE;
    const second = await stable();

    expect(first['expires_in']).toBe(7200);
    expect(second).toEqual({ access_token: first['access_token'], expires_in: 6600 });
  });

  it('are followed by the next about 5 minutes before their end; then both hold for 5 minutes', async () => {
    const first = await stable();
    wechat.now += 2 * HOUR - 5 * MINUTE - 1;
    expect((await stable())['access_token']).toBe(first['access_token']);

    wechat.now += 1;
    const second = await stable();
    expect(second['access_token']).not.toBe(first['access_token']);
    expect(second['expires_in']).toBe(7200);

    wechat.now += 5 * MINUTE - 1;
    expect(await refusalOf(first['access_token'])).toBeUndefined();
    expect(await refusalOf(second['access_token'])).toBeUndefined();

    wechat.now += 1;
    expect(await refusalOf(first['access_token'])).toBe(42001);
    expect(await refusalOf(second['access_token'])).toBeUndefined();
  });

  it('are of one mini-program, which alone asks by them', async () => {
    const [own, malls] = [await stable(credentialsOf(STAFF_MINI_PROGRAM)), await stable(MALLS)];
    expect(malls['access_token']).not.toBe(own['access_token']);
    expect(await stable(credentialsOf(STAFF_MINI_PROGRAM))).toEqual(own);
    const { issuedTokens, calls } = wechat.sandbox;
    expect(issuedTokens.map(({ appId }) => appId)).toEqual([STAFF_MINI_PROGRAM.appId, MALL.appId]);
    expect(calls.of(MALL.appId, '/cgi-bin/stable_token')).toBe(1);
  });

  it.each([
    ['app-secret-reset', 40125, /^invalid appsecret rid/],
    ['app-secret-frozen', 40243, /^AppSecret is frozen rid/],
    ['ip-not-allowed', 40164, /^invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist rid: /],
  ] as const)(
    'are refused by %s with %d, to its mini-program alone',
    async (name, errcode, said) => {
      wechat.sandbox.faults.set(name, { appId: MALL.appId });
      const errmsg = expect.stringMatching(said) as string;
      expect(await stable(MALLS)).toEqual({ errcode, errmsg });
      expect(await stable(credentialsOf(SECOND_BRAND))).toMatchObject({ expires_in: 7200 });
    },
  );

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
