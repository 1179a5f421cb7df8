import type { StoredToken, TokenStore } from '../../../../cloudfunctions/core/wechat/access-token';
import { createAccessTokens } from '../../../../cloudfunctions/core/wechat/access-token';
import { fakeCall } from '../../../support/calls';

const settings = { appId: 'wx-demo', appSecret: 'secret', apiBaseUrl: 'https://api.example' };

interface World {
  readonly stored?: StoredToken | null;
  /** What WeChat answers, in turn. */
  readonly answers?: string[];
  readonly store?: Partial<TokenStore>;
}

function setUp({
  stored = null,
  answers = ['{"access_token":"T1","expires_in":7200}'],
  store = {},
}: World = {}) {
  const clock = { now: 1_000_000 };
  const shelf: { token: StoredToken | null } = { token: stored };
  const post = jest.fn((..._request: unknown[]) => Promise.resolve(answers.shift() ?? '{}'));
  const tokens = createAccessTokens({
    settings,
    post,
    now: () => clock.now,
    store: {
      read: () => Promise.resolve(shelf.token),
      write: (token) => {
        shelf.token = token;
        return Promise.resolve();
      },
      ...store,
    },
  });
  return { tokens, post, clock, shelf };
}

describe('createAccessTokens', () => {
  it('fetches once by stable_token, unforced, and keeps the token in memory and store', async () => {
    const { tokens, post, shelf } = setUp();
    expect(await tokens.current(fakeCall())).toBe('T1');
    expect(await tokens.current(fakeCall())).toBe('T1');
    expect(post.mock.calls).toEqual([
      [
        'https://api.example/cgi-bin/stable_token',
        {
          grant_type: 'client_credential',
          appid: 'wx-demo',
          secret: 'secret',
          force_refresh: false,
        },
        2500,
      ],
    ]);
    expect(shelf.token?.token).toBe('T1');
  });

  it("uses another instance's token from the store", async () => {
    const { tokens, post } = setUp({ stored: { token: 'T0', expiresAt: 2_000_000 } });
    expect(await tokens.current(fakeCall())).toBe('T0');
    expect(post).not.toHaveBeenCalled();
  });

  it('drops a token three minutes before its end, when WeChat has the next one', async () => {
    const { tokens, post, clock } = setUp({
      answers: [
        '{"access_token":"T1","expires_in":7200}',
        '{"access_token":"T2","expires_in":7200}',
      ],
    });
    await tokens.current(fakeCall());
    clock.now += (7200 - 180) * 1000 - 1;
    expect(await tokens.current(fakeCall())).toBe('T1');
    clock.now += 1;
    expect(await tokens.current(fakeCall())).toBe('T2');
    expect(post).toHaveBeenCalledTimes(2);
  });

  it('replaces a dead token by the one that another instance has fetched meanwhile', async () => {
    const { tokens, post, shelf } = setUp();
    await tokens.current(fakeCall());
    shelf.token = { token: 'T9', expiresAt: 9_000_000 };
    expect(await tokens.replace('T1', fakeCall())).toBe('T9');
    expect(post).toHaveBeenCalledTimes(1);
  });

  it('replaces a dead token by a new one when the store holds the same dead one', async () => {
    const { tokens } = setUp({ stored: { token: 'T0', expiresAt: 2_000_000 } });
    await tokens.current(fakeCall());
    expect(await tokens.replace('T0', fakeCall())).toBe('T1');
    expect(await tokens.current(fakeCall())).toBe('T1');
  });

  it('pays for a failing store with a fetch, not with the answer, and says so in the log', async () => {
    const down = () => Promise.reject(Object.assign(new Error('down'), { errCode: -502001 }));
    const { tokens } = setUp({ store: { read: down, write: down } });
    const call = fakeCall();
    expect(await tokens.current(call)).toBe('T1');
    expect(call.noted).toContainEqual({ tokenStore: 'read failed', tokenStoreError: '-502001' });
    expect(call.noted).toContainEqual({ tokenStore: 'write failed', tokenStoreError: '-502001' });
  });

  it('tells a refused AppSecret from an outage', async () => {
    const { tokens } = setUp({
      answers: ['{"errcode":40125,"errmsg":"invalid appsecret rid: r-1"}'],
    });
    await expect(tokens.current(fakeCall())).rejects.toMatchObject({
      code: 'token-rejected',
      rid: 'r-1',
    });
  });

  it('takes an answer without a token for malformed', async () => {
    const { tokens } = setUp({ answers: ['{}'] });
    await expect(tokens.current(fakeCall())).rejects.toMatchObject({ code: 'upstream-malformed' });
  });
});
