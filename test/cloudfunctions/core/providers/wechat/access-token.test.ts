import { withToken } from '../../../../../cloudfunctions/core/providers/wechat/ask-wechat';
import { WeChatError } from '../../../../../cloudfunctions/core/providers/wechat/wechat-error';
import { fakeCall } from '../../../../support/calls';
import { createTokenWorld } from '../../../../support/token-world';
import { MINUTE } from '../../../../support/delivery-reports';

const patient = () => fakeCall({ timeLeftMs: 9000 });

describe('the access token', () => {
  it('fetches once by stable_token, never by force, and keeps the token in memory (§4 [O])', async () => {
    const { instance, post, documents } = createTokenWorld();
    const read = jest.fn(documents.read);
    const tokens = instance({ read });
    const call = fakeCall();
    for (const each of [call, fakeCall(), fakeCall()])
      expect(await tokens.current(each)).toBe('T1');
    const own = { appid: 'wxde00000000000000', secret: 'secret' };
    const asked = { grant_type: 'client_credential', ...own, force_refresh: false };
    const url = 'https://api.example/cgi-bin/stable_token';
    expect(post.mock.calls).toEqual([[url, asked, 2500]]);
    expect(call.counts.upstream).toBe(1);
    expect(call.noted).toEqual([{ tokenFetched: true }]);
    // What is at hand is not read from the store.
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('is fetched in five seconds at most, however long the call may last', async () => {
    const { instance, post } = createTokenWorld();
    await instance().current(fakeCall({ timeLeftMs: 9500 }));
    expect(post.mock.calls).toEqual([[expect.anything(), expect.anything(), 5000]]);
  });

  it('keeps no token that WeChat gives for less than three minutes, and answers with it all the same', async () => {
    const { instance, post } = createTokenWorld();
    post.mockResolvedValue('{"access_token":"short","expires_in":180}');
    const tokens = instance();
    expect(await tokens.current(fakeCall())).toBe('short');
    expect(await tokens.current(fakeCall())).toBe('short');
    expect(post).toHaveBeenCalledTimes(2);
  });

  it('asks WeChat whatever it has at hand when it is to see whether a token is given', async () => {
    const { instance, post, wechat } = createTokenWorld();
    wechat.rotates = false;
    const tokens = instance();
    await tokens.current(fakeCall());
    expect(await tokens.obtain(fakeCall())).toBe('T1');
    expect(post).toHaveBeenCalledTimes(2);
    wechat.down = true;
    await expect(tokens.obtain(fakeCall())).rejects.toThrow('down');
    // The token in memory is still good.
    expect(await tokens.current(fakeCall())).toBe('T1');
  });

  it.each([7200, 86_400])(
    'of %d s is kept until three minutes before the end of WeChat’s two hours, when WeChat has the next one (§4 [O])',
    async (expires_in) => {
      const { instance, post, clock } = createTokenWorld();
      post.mockResolvedValueOnce(JSON.stringify({ access_token: 'first', expires_in }));
      const tokens = instance();
      await tokens.current(fakeCall());
      clock.now += 7200_000 - 3 * MINUTE - 1;
      expect(await tokens.current(fakeCall())).toBe('first');
      clock.now += 1;
      expect(await tokens.current(fakeCall())).toBe('T1');
    },
  );

  it('is given to all 20 instances with a dead one, and fetched once by those that come later', async () => {
    const { instance, post } = createTokenWorld();
    const instances = Array.from({ length: 20 }, () => instance());
    for (const tokens of instances) await tokens.current(fakeCall());
    expect(post).toHaveBeenCalledTimes(1);
    for (const one of instances) expect(await one.replace('T1', patient())).toBe('T2');
    expect(post).toHaveBeenCalledTimes(2);
  });

  it('is stored once where two instances fetch at the same time', async () => {
    const { instance, wechat, post } = createTokenWorld();
    wechat.rotates = false;
    const fetched = [instance(), instance()].map((one) => one.current(fakeCall()));
    expect(await Promise.all(fetched)).toEqual(['T1', 'T1']);
    expect(post).toHaveBeenCalledTimes(2);
    expect(await instance().current(fakeCall())).toBe('T1');
    expect(post).toHaveBeenCalledTimes(2);
  });

  it('that another instance has stored, and that has died since, is followed by WeChat’s own', async () => {
    const { instance } = createTokenWorld();
    const [first, second] = [instance(), instance()];
    await first.current(fakeCall());
    await second.replace('T1', fakeCall());
    const asked: string[] = [];
    const answer = await withToken(first.wechat, patient(), (token) => {
      asked.push(token);
      return token === 'T3' ? Promise.resolve('found') : Promise.reject(new WeChatError(40001, ''));
    });
    expect({ answer, asked }).toEqual({ answer: 'found', asked: ['T1', 'T2', 'T3'] });
  });

  describe('that WeChat refuses and issues again', () => {
    const known = { code: 'token-exchanged-elsewhere' };
    const refusal = { ...known, rid: '65fe1f9e-0c5b7a5d-1a2b3c4d' };

    it('is fetched once in 30 s by all instances, and asked with by none', async () => {
      const { instance, post, clock } = createStuckWorld();
      const instances = Array.from({ length: 3 }, () => instance());
      for (const tokens of instances) await tokens.current(fakeCall());
      const refuse = async () => {
        post.mockClear();
        for (const tokens of instances)
          await expect(tokens.replace('T1', patient())).rejects.toMatchObject(known);
        expect(post).toHaveBeenCalledTimes(1);
      };
      await refuse();
      const endsAt = clock.now + 30_000;
      for (const at of [clock.now, endsAt - 1000]) {
        clock.now = at;
        for (const tokens of [...instances, instance()]) {
          await expect(tokens.current(fakeCall())).rejects.toMatchObject(known);
          await expect(tokens.replace('T1', fakeCall())).rejects.toMatchObject(refusal);
          await expect(tokens.obtain(fakeCall())).rejects.toMatchObject(known);
        }
      }
      expect(post).toHaveBeenCalledTimes(1);
      clock.now = endsAt;
      for (const tokens of instances) expect(await tokens.current(fakeCall())).toBe('T1');
      await refuse();
    });

    it('is not believed to be so for longer where a clock that was ahead has stored it', async () => {
      const { instance, clock, post } = createStuckWorld();
      clock.now += 60 * MINUTE;
      await expect(instance().replace('T1', fakeCall())).rejects.toMatchObject(refusal);
      clock.now -= 60 * MINUTE;
      expect(await instance().current(fakeCall())).toBe('T1');
      expect(post).toHaveBeenCalledTimes(2);
    });

    it('is fetched once in 30 s by each instance where the store fails', async () => {
      const { instance, post } = createStuckWorld();
      const tokens = instance({ read: () => Promise.reject(new Error('down')) });
      await expect(tokens.replace('T1', fakeCall())).rejects.toMatchObject(refusal);
      await expect(tokens.current(fakeCall())).rejects.toMatchObject(known);
      expect(post).toHaveBeenCalledTimes(1);
    });
  });

  it.each([90_000, 24 * 60 * MINUTE])(
    'is fetched anew where a clock that was %d ms ahead has stored it, alive or dead',
    async (aheadMs) => {
      const { instance, clock, post } = createTokenWorld();
      clock.now += aheadMs;
      const ahead = instance();
      await ahead.current(fakeCall());
      clock.now -= aheadMs;
      const others = [instance(), instance()] as const;
      expect(await others[0].current(fakeCall())).toBe('T2');
      expect(await others[1].current(fakeCall())).toBe('T2');
      // Its own clock being right again, the instance does not keep what it has in memory either.
      expect(await ahead.replace('T1', fakeCall())).toBe('T2');
      expect(post).toHaveBeenCalledTimes(2);
    },
  );

  it.each<[unknown, string]>([
    [withCode(-502001), 'failed -502001'],
    [withCode(Object.create(null)), 'failed'],
    [withCode('陈师傅 10012345678'), 'failed'],
    [new Error('down'), 'failed'],
    [null, 'failed'],
    ['down', 'failed'],
  ])(
    'pays for a store that throws %p with a fetch, not with the answer, and logs no more than the SDK’s number',
    async (thrown, tokenStore) => {
      for (const broken of ['read', 'replace']) {
        const { instance } = createTokenWorld();
        const call = fakeCall();
        const down = jest.fn().mockRejectedValue(thrown);
        expect(await instance({ [broken]: down }).current(call)).toBe('T1');
        expect(call.noted).toContainEqual({ tokenStore });
      }
    },
  );

  it.each(['read', 'replace'])(
    'of a store that hangs at %s is given after a second, and the log says so',
    async (broken) => {
      jest.useFakeTimers();
      const { instance } = createTokenWorld();
      const never = (): Promise<never> => new Promise(() => undefined);
      const call = fakeCall();
      let told: string | null = null;
      const current = instance({ [broken]: never }).current(call);
      void current.then((token) => (told = token));
      await jest.advanceTimersByTimeAsync(999);
      expect(told).toBeNull();
      await jest.advanceTimersByTimeAsync(1);
      expect(told).toBe('T1');
      expect(call.noted).toContainEqual({ tokenStore: 'failed' });
      jest.useRealTimers();
    },
  );

  it.each([
    '{}',
    '{"access_token":"T1"}',
    '{"expires_in":7200}',
    '{"access_token":"","expires_in":7200}',
  ])('takes %s, which is no token with its time, for malformed', async (body) => {
    const { instance, post } = createTokenWorld();
    post.mockResolvedValue(body);
    const token = instance().current(fakeCall());
    await expect(token).rejects.toHaveProperty('code', 'upstream-malformed');
  });
});

/** A world whose WeChat issues T1 only. */
function createStuckWorld() {
  const world = createTokenWorld();
  world.wechat.rotates = false;
  return world;
}

/** Makes a failure as the SDK throws it. */
function withCode(errCode: unknown): Error {
  return Object.assign(new Error('down'), { errCode });
}
