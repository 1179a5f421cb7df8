import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import {
  type SelfCheckPorts,
  checkWeChat,
} from '../../../../cloudfunctions/core/self-check/self-check';
import type { WeChat } from '../../../../cloudfunctions/core/providers/wechat/wechat';
import { WeChatError } from '../../../../cloudfunctions/core/providers/wechat/wechat-error';
import { type FindingName, FINDINGS } from '../../../../miniprogram/contract/self-check';
import { type AskedWeChat, answeringWeChat } from '../../../support/answering-wechat';
import { fakeCall } from '../../../support/calls';
import { BOUND, checkedShop, linesOf, failure } from '../../../support/checked-shop';
import { APP_ID, connecting, fakeWeChat, toldLimit } from '../../../support/fake-wechat';
import { APP_SECRET, SECRETS } from '../../../support/two-store-shop';
import { usableAccount } from '../../../support/usable-account';
import { type ShopWorld, SETTINGS } from '../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
});

const failing = (errcode: number): CloudFailure => new WeChatError(errcode, 'no');

describe('the self-check in the cloud', () => {
  it('finds all well where all is', async () => {
    const lines = await linesOf(world);
    expect(lines.filter(({ finding }) => FINDINGS[finding] !== 'ok')).toEqual([]);
    const findings = lines.map(({ check, finding, about }) =>
      `${check} ${finding} ${about}`.trim(),
    );
    const accounts = ['SFTC 账号', 'DADA 账号', 'SS 账号'];
    expect(findings.sort()).toEqual(
      [
        ...['settings settings-complete shop', 'settings secrets-kept'],
        ...['time-limit time-limit-enough shop', 'ip ip-allowed', 'token token-obtained'],
        ...['quota quota-ample', 'questions questions-left', 'records records-readable'],
        ...['search search-quick', 'watch watch-idle', 'sweep sweep-recent'],
        ...accounts.map((name) => `accounts account-bound ${name}`),
        ...accounts.map((name) => `sign sign-accepted ${name}`),
        'shop-no shop-no-heeded SS 账号',
      ].sort(),
    );
  });

  it('tells nothing of an order, a secret or a shopid, in its answer and in its log', async () => {
    const answer = await world.call('shop', 'o-owner', { action: 'self-check' });
    const said = JSON.stringify(answer) + world.log.join('');
    for (const secret of [
      ...['A-1', 'B-1', 'C-1', 'shop-one', '12012345678', 'secret-of-the-numbered'],
      ...[APP_SECRET, SECRETS.one, SECRETS.two, SETTINGS['SETTINGS_KEY'] ?? ''],
    ])
      expect(said).not.toContain(secret);
    expect(world.log.at(-1)).toContain('"wrong":""');
  });

  it('counts as a look-up, so that nobody asks WeChat in vain for long', async () => {
    const owner = world.memory.collection(COLLECTIONS.staff)?.get('o-owner');
    const used = { lookUps: 59, lookUpsSince: world.clock.now };
    world.memory.put(COLLECTIONS.staff, { ...owner, ...used, _id: 'o-owner' });
    await linesOf(world);
    await expect(linesOf(world)).rejects.toThrow('too-frequent');
  });
});

describe('token and IP allow-list', () => {
  it.each([
    ['ip-not-allowed', 'ip', 'ip-not-allowed'],
    ['ip-not-allowed', 'token', 'waits ip'],
    [failing(40013), 'token', 'app-id-rejected 40013'],
    [failing(40125), 'token', 'app-secret-rejected 40125'],
    [failing(40125), 'ip', 'waits token'],
    [failing(40243), 'token', 'app-secret-frozen'],
    ['upstream-timeout', 'token', 'no-answer'],
    [failing(45009), 'token', 'quota-used-up'],
    [failing(99999), 'token', 'refused-otherwise 99999'],
  ] as const)('%s: %s says %s', async (token, check, found) => {
    world.weChat.token = token;
    expect(await failure(check, world)).toEqual([found]);
    // Checks that need the token wait for it.
    for (const later of ['accounts', 'shop-no', 'quota'] as const)
      expect(await failure(later, world)).toEqual(['waits token']);
    expect(world.asked).toEqual([]);
  });
});

describe('quota', () => {
  it.each<readonly [unknown, readonly string[]]>([
    [{ dailyLimit: 1000, leftToday: 100 }, []],
    [{ dailyLimit: 1000, leftToday: 99 }, ['quota-low 99 / 1000']],
    [{ dailyLimit: 1000, leftToday: 0 }, ['quota-used-up']],
    [null, ['quota-untold']],
    ['upstream-timeout', ['no-answer']],
  ])('of %j', async (quota, found) => {
    world.weChat.quota = quota as ShopWorld['weChat']['quota'];
    expect(await failure('quota', world)).toEqual(found);
  });
});

describe('the shop’s own use', () => {
  /** Number of questions that the look-ups of this shop have cost; it depends on their order. */
  const counted = () =>
    Number(world.memory.collection(COLLECTIONS.limits)?.get('questions')?.['day']);

  it('is told for today, with 80 % of WeChat’s quota as its bound, which the check puts down', async () => {
    const values = async () =>
      (await linesOf(world)).filter(({ check }) => check === 'questions').map(({ value }) => value);
    await linesOf(world);
    expect(await values()).toEqual([`${counted()} / 800`]);
    const budget = world.memory.collection(COLLECTIONS.limits)?.get('questions');
    expect(budget).toMatchObject(toldLimit(1000));
  });

  it('is worth a note when it is used up', async () => {
    world.weChat.quota = { dailyLimit: 5, leftToday: 5, perMinute: null };
    await linesOf(world);
    expect(await failure('questions', world)).toEqual([`questions-used-up ${counted()} / 4`]);
  });
});

describe('time', () => {
  it('is kept by all checks together, whatever hangs', async () => {
    jest.useFakeTimers();
    const never = () => new Promise<never>(() => undefined);
    const ports = {
      wechat: connecting(fakeWeChat({ post: never })),
      accounts: never,
      miniPrograms: () => Promise.resolve([{ appId: APP_ID, name: '骑手在哪' }]),
      recentOrders: never,
      storeQuota: never,
    };
    const checking = checkWeChat(ports, fakeCall({ timeLeftMs: 9500 }));
    await jest.advanceTimersByTimeAsync(9500);
    jest.useRealTimers();
    const findings: readonly FindingName[] = (await checking).map(({ finding }) => finding);
    expect(findings).toContain('no-answer');
  });
});

describe('a shop that is not set up yet', () => {
  const accounts = () => Promise.resolve([usableAccount()]);
  const setUp: AskedWeChat = {
    token: 'given',
    bound: BOUND,
    quota: { dailyLimit: 1000, leftToday: 1000, perMinute: null },
  };
  const portsWith = (changes: Partial<SelfCheckPorts>): SelfCheckPorts => ({
    wechat: connecting(fakeWeChat({ post: answeringWeChat(new Map(), setUp, () => undefined) })),
    accounts: () => Promise.resolve([]),
    miniPrograms: () => Promise.resolve([{ appId: APP_ID, name: '骑手在哪' }]),
    recentOrders: () => Promise.resolve([]),
    storeQuota: () => Promise.resolve(),
    ...changes,
  });
  const said = async (check: string, changes: Partial<SelfCheckPorts> = {}) =>
    (await checkWeChat(portsWith(changes), fakeCall({ timeLeftMs: 9500 })))
      .filter((line) => line.check === check)
      .map(({ finding, about, value }) => [finding, about, value].join(' ').trim());

  it('has no accounts to be checked, and no numbers; of an account that has found no order it does not know', async () => {
    expect(await said('accounts')).toEqual(['waits  settings']);
    expect(await said('shop-no')).toEqual(['shop-no-needless']);
    expect(await said('shop-no', { accounts })).toEqual(['shop-no-untried 顺丰 numberless']);
  });

  it('is told no quota where WeChat does not tell it, which says nothing of look-ups', async () => {
    const answered = answeringWeChat(new Map(), setUp, () => undefined);
    const post: WeChat['post'] = (url, ...sent) =>
      url.includes('quota')
        ? Promise.resolve('{"errcode":48001,"errmsg":"no"}')
        : answered(url, ...sent);
    const wechat = connecting(fakeWeChat({ post }));
    expect(await said('quota', { wechat })).toEqual(['quota-untold  48001']);
  });

  it('gives the token a part of the time, which ends before that of the others', async () => {
    const left: number[] = [];
    let timeLeftMs = 10_000;
    const call = { ...fakeCall(), timeLeftMs: () => timeLeftMs };
    const answered = answeringWeChat(new Map(), setUp, () => undefined);
    const post: WeChat['post'] = (url, body, timeoutMs) => {
      if (url.includes('stable_token')) left.push(timeoutMs);
      return answered(url, body, timeoutMs);
    };
    // Reads before the token's question use the token's time, not that of the other checks.
    for (const costsMs of [0, 3000, 6000]) {
      timeLeftMs = 10_000;
      const appSecret = (): Promise<string> => {
        timeLeftMs -= costsMs;
        return Promise.resolve('secret');
      };
      const wechat = connecting(fakeWeChat({ post, appSecret }));
      await checkWeChat(portsWith({ wechat }), call);
    }
    expect(left).toEqual([4000, 1000, 0]);
  });
});
