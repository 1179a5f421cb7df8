import {
  type ConsumeQuestions,
  type TargetAnswer,
  askInRounds,
  createTokenFetcher,
  failureToReport,
} from '../../../../cloudfunctions/core/asking/ask-targets';
import { PROVIDERS } from '../../../../cloudfunctions/core/providers/providers';
import type { LookUpTarget } from '../../../../cloudfunctions/core/shop/look-up-targets';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import type { CallContext } from '../../../../cloudfunctions/core/runtime/define-function';
import type { WeChat } from '../../../../cloudfunctions/core/providers/wechat/wechat';
import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { NOON } from '../../../support/delivery-reports';
import { fakeCall } from '../../../support/calls';
import { connecting, fakeWeChat, MALL } from '../../../support/fake-wechat';
import { createTokenWorld } from '../../../support/token-world';
import { usableAccount } from '../../../support/usable-account';

const RID = '65fe1f9e-0c5b7a5d-1a2b3c4d';

function targetOf(name: string, secret: string | null = 'secret'): LookUpTarget {
  const label = name === '' ? '' : `账号${name}`;
  const account = usableAccount({ accountId: name, label, shopId: name, secret });
  return { key: `${name} `, shopNo: null, account };
}

const callWith = (timeLeftMs: () => number): CallContext => ({ ...fakeCall(), timeLeftMs });
const unhurried = callWith(() => 9000);
const targets = (count: number) => Array.from({ length: count }, (_, n) => targetOf(`${n}`));

/** Asks without limits, or with a given one. */
function ask(
  wechat: WeChat,
  targets: readonly LookUpTarget[],
  call = unhurried,
  consume: ConsumeQuestions = () => Promise.resolve([]),
  askedSinglyCount = 0,
  attempts: Parameters<typeof askInRounds>[2]['attempts'] = [],
) {
  const connect = connecting(wechat);
  const order = { orderId: 'A', attempts };
  const fetchToken = createTokenFetcher(connect, call);
  return askInRounds(connect, targets, order, { fetchToken, call, consume, askedSinglyCount });
}

/**
 * Makes a WeChat that answers with a delay, and counts the questions that are open at once.
 *
 * @param knows shopid that has the order, delivered or in progress; no other knows it
 */
function takingTurns(knows = '', status = 301) {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const post: WeChat['post'] = async (_url, body) => {
    const { shopid } = body as { readonly shopid: string };
    asked.push(shopid);
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    return JSON.stringify(
      shopid === knows ? { resultcode: 0, order_status: status } : { resultcode: 2005 },
    );
  };
  return { wechat: fakeWeChat({ post, now: () => NOON }), asked, most: () => most };
}

describe('asking targets', () => {
  it('asks five at once, and gives their answers in the order of the targets', async () => {
    const { wechat, asked, most } = takingTurns();
    const answers = await ask(wechat, targets(12));
    expect(most()).toBe(5);
    expect(asked).toHaveLength(12);
    expect(answers.map(({ target }) => target.account.shopId)).toEqual(asked);
  });

  it('asks several at once after one that was to be asked alone has no answer in time', async () => {
    const slow = takingTurns();
    const post: WeChat['post'] = (url, body, call) =>
      slow.asked.length > 0
        ? slow.wechat.post(url, body, call)
        : slow.wechat.post(url, body, call).then(() => {
            throw new CloudFailure('upstream-timeout');
          });
    await ask({ ...slow.wechat, post }, targets(6), unhurried, undefined, 3);
    expect(slow.most()).toBe(5);
    expect(slow.asked).toHaveLength(6);
  });

  it('begins no further round when the answer has to leave soon; the first is always asked', async () => {
    const { wechat, asked } = takingTurns();
    const call = callWith(() => (asked.length < 10 ? 300 : 299));
    const answers = await ask(wechat, targets(16), call);
    expect(asked).toHaveLength(10);
    const failures = answers.flatMap((one) => ('failure' in one ? [one.failure.code] : []));
    expect(failures.slice(10)).toEqual(Array.from({ length: 6 }, () => 'upstream-timeout'));
    const late = callWith(() => 0);
    const first = await ask(takingTurns('0').wechat, targets(1), late);
    expect(first).toMatchObject([{ found: { askedAt: NOON } }]);
  });

  it('asks no further round once a delivery is found in progress, but does where it has ended', async () => {
    const live = takingTurns('6', 101);
    expect(await ask(live.wechat, targets(12))).toHaveLength(10);
    expect(live.asked).toHaveLength(10);
    const ended = takingTurns('6', 302);
    expect(await ask(ended.wechat, targets(12))).toHaveLength(12);
  });

  it('counts each round before it asks; all behind a refused one are refused', async () => {
    const { wechat, asked } = takingTurns();
    const counted: number[] = [];
    const refusal = new CloudFailure('too-frequent');
    const all = [...targets(7), targetOf('甲', null), ...targets(6)];
    const answers = await ask(wechat, all, unhurried, (owners) => {
      counted.push(owners.length);
      return Promise.resolve(counted.length > 2 ? refusal : []);
    });
    expect(counted).toEqual([5, 4, 4]);
    expect(asked).toHaveLength(9);
    expect(answers).toHaveLength(14);
    expect(answers.slice(10).map((one) => 'failure' in one && one.failure)).toEqual(
      Array.from({ length: 4 }, () => refusal),
    );
  });

  it('asks nothing by an account whose secret is lost, and says which it is', async () => {
    const { wechat, asked } = takingTurns();
    const refused = () => Promise.resolve(new CloudFailure('too-frequent'));
    const answers = await ask(wechat, [targetOf('甲', null)], unhurried, refused);
    const failure = { code: 'secret-needed', sentDetails: { account: '账号甲' } };
    expect(answers).toMatchObject([{ failure }]);
    expect(asked).toEqual([]);
  });

  it('leaves out a mini-program without quota, by its name, and asks the others', async () => {
    const { wechat, asked } = takingTurns('2');
    for (const token of [...wechat.tokensInMemory.values()])
      wechat.tokensInMemory.set(MALL.appId, token);
    const mall = usableAccount({ appId: MALL.appId, shopId: 'mall' });
    const ofMall = { key: 'mall ', shopNo: null, account: mall };
    const answers = await ask(wechat, [ofMall, ...targets(3)], unhurried, (owners) =>
      Promise.resolve(owners.filter(({ appId }) => appId === MALL.appId)),
    );
    expect(asked).toEqual(['0', '1', '2']);
    const message = '这个小程序今天留给查单的次数用完了；明天再查，别的小程序照常。';
    expect(answers[0]).toMatchObject({
      failure: { code: 'quota-exceeded', sentDetails: { message, miniProgram: MALL.name } },
    });
    expect(answers[3]).toHaveProperty('found');
  });

  it('fetches the token of each mini-program once for a round over three, also by 20 instances', async () => {
    const { instance, post, documents } = createTokenWorld();
    const round = ['wx-a', 'wx-b', 'wx-c', 'wx-a', 'wx-b'].map((appId, n) => {
      const target = targetOf(`${n}`);
      return { ...target, account: { ...target.account, appId } };
    });
    for (let count = 0; count < 20; count += 1) await ask(instance().wechat, round);
    const bodies = post.mock.calls.map(([, body]) => body as { readonly appid?: string });
    expect(bodies.flatMap(({ appid }) => appid ?? []).sort()).toEqual(['wx-a', 'wx-b', 'wx-c']);
    expect(bodies).toHaveLength(3 + 20 * round.length);
    // A new instance reads each token once.
    const before = documents.operations();
    await ask(instance().wechat, round);
    expect(documents.operations() - before).toBe(3);
  });

  it('asks by the store’s own number for the order only where that number was told', async () => {
    const asking = jest.spyOn(PROVIDERS['wechat-instant'], 'ask');
    const attempts = [{ targetKey: '1 ', storeOrderId: 'S-1' }];
    await ask(takingTurns().wechat, targets(2), unhurried, undefined, 0, attempts);
    const numbers = asking.mock.calls.map(([, , { storeOrderId }]) => storeOrderId);
    expect(numbers).toEqual([undefined, 'S-1']);
    asking.mockRestore();
  });

  it('lets through what nobody expected', async () => {
    const odd = new TypeError('odd');
    const post = () => Promise.reject(odd);
    await expect(ask(fakeWeChat({ post }), targets(2))).rejects.toBe(odd);
    await expect(ask(fakeWeChat({ post }, null), targets(2))).rejects.toBe(odd);
  });
});

describe('of several failures', () => {
  const failed = (name: string, code: CloudErrorCode, message?: string): TargetAnswer => ({
    target: targetOf(name),
    failure: new CloudFailure(code, { rid: RID, message }),
  });

  it.each([
    ['that nobody knows the order', ['order-not-found', 'order-not-found'], 'order-not-found'],
    ['an outage', ['order-not-found', 'wechat-busy'], 'wechat-busy'],
    ['the first outage', ['wechat-busy', 'upstream-timeout'], 'wechat-busy'],
    ['what the owner can mend', ['upstream-timeout', 'account-not-bound'], 'account-not-bound'],
    ['a lost secret', ['courier-refused', 'secret-needed'], 'secret-needed'],
    ['nothing where none was asked', [], 'order-not-found'],
  ] as const)('is told %s', (_name, codes, expected) => {
    const answers = codes.map((code, n) => failed(`${n}`, code));
    expect(failureToReport(answers)).toMatchObject({ code: expected });
  });

  it.each([
    ['甲', 'sign-rejected', '配送公司答复：签名错误（2003）。', '账号甲'],
    ['甲', 'account-not-admitted', undefined, '账号甲'],
    // It is not about an account, or the account has no name.
    ['甲', 'token-rejected', undefined, undefined],
    ['', 'sign-rejected', undefined, undefined],
  ] as const)(
    'tells which account is to be mended, in WeChat’s words, with its number: %j, %s',
    (name, code, message, account) => {
      const { code: told, sentDetails, rid } = failureToReport([failed(name, code, message)]);
      const shown = [told, sentDetails.message, sentDetails.account, rid];
      expect(shown).toEqual([code, message, account, RID]);
    },
  );

  it.each([
    ['keys-malformed', 'api-keys-missing', 'certificate-unknown', 'encryption-rejected'],
    ['signature-missing', 'signature-rejected', 'answer-unverified', 'clock-rejected'],
    ['intracity-not-opened', 'wechat-store-wrong'],
  ] as const)('tells which account of 同城配送 is to be mended: %s, …', (...codes) => {
    const told = codes.map((code) => failureToReport([failed('甲', code)]).sentDetails.account);
    expect(told).toEqual(codes.map(() => '账号甲'));
  });
});

it('asks no longer than five seconds, with a second and a third token; the first one has as long', async () => {
  let leftMs = 9500;
  const given: number[] = [];
  const post = (url: string, _body: unknown, timeoutMs: number): Promise<string> => {
    given.push(timeoutMs);
    leftMs -= 1000;
    const isToken = url.includes('/stable_token');
    const answer = isToken ? { access_token: `T${leftMs}`, expires_in: 7200 } : { errcode: 40001 };
    return Promise.resolve(JSON.stringify(answer));
  };
  const call = callWith(() => leftMs);
  await ask(fakeWeChat({ post }, null), targets(1), call);
  expect(given).toEqual([5000, 5000, 4000, 3000, 2000, 1000]);
});
