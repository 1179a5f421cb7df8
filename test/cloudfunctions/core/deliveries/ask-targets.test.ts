import type { TargetAnswer } from '../../../../cloudfunctions/core/deliveries/ask-targets';
import { askTargets, tellingFailure } from '../../../../cloudfunctions/core/deliveries/ask-targets';
import type { LookUpTarget } from '../../../../cloudfunctions/core/deliveries/targets';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';
import type { Call } from '../../../../cloudfunctions/core/runtime/define-function';
import type { WeChat } from '../../../../cloudfunctions/core/providers/wechat/wechat';
import type { CloudErrorCode } from '../../../../miniprogram/contract/cloud-error';
import { NOON } from '../../../support/delivery-reports';
import { fakeWeChat } from '../../../support/fake-wechat';

const RID = '65fe1f9e-0c5b7a5d-1a2b3c4d';

function targetOf(name: string, secret: string | null = 'secret'): LookUpTarget {
  return {
    key: `${name} `,
    shopNo: null,
    account: {
      accountId: name,
      version: 1,
      company: 'SFTC',
      label: name === '' ? '' : `账号${name}`,
      shopId: name,
      secret,
      bindings: null,
      shopNo: null,
    },
  };
}

function callWith(timeLeftMs: () => number): Call {
  return {
    caller: { openId: 'o-clerk', appId: 'wx-demo', source: 'wx_client' },
    timeLeftMs,
    timeLimitMs: null,
    note: () => undefined,
    count: () => undefined,
  };
}

const unhurried = callWith(() => 9000);
const targets = (count: number) => Array.from({ length: count }, (_, n) => targetOf(`${n}`));

/** Makes a WeChat that answers with a delay, and counts the questions that are open at once. */
function takingTurns() {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const post: WeChat['post'] = async (_url, body) => {
    asked.push((body as { readonly shopid: string }).shopid);
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    return '{"resultcode":0,"order_status":301}';
  };
  return { wechat: fakeWeChat({ post, now: () => NOON }), asked, most: () => most };
}

describe('asking targets', () => {
  it('asks five at once, and gives their answers in the order of the targets', async () => {
    const { wechat, asked, most } = takingTurns();
    const answers = await askTargets(wechat, targets(12), 'A', unhurried);
    expect(most()).toBe(5);
    expect(asked).toHaveLength(12);
    expect(answers.map(({ target }) => target.account.shopId)).toEqual(asked);
  });

  it('begins no further round when the answer has to leave soon; the first is always asked', async () => {
    const { wechat, asked } = takingTurns();
    const answers = await askTargets(
      wechat,
      targets(16),
      'A',
      callWith(() => (asked.length < 10 ? 300 : 299)),
    );
    expect(asked).toHaveLength(10);
    const failures = answers.flatMap((one) => ('failure' in one ? [one.failure.code] : []));
    expect(failures).toEqual(Array.from({ length: 6 }, () => 'upstream-timeout'));
    expect(
      await askTargets(
        wechat,
        targets(1),
        'A',
        callWith(() => 0),
      ),
    ).toMatchObject([{ found: { askedAt: NOON } }]);
  });

  it('asks nothing by an account whose secret is lost, and says which it is', async () => {
    const { wechat, asked } = takingTurns();
    const answers = await askTargets(wechat, [targetOf('甲', null)], 'A', unhurried);
    expect(answers).toMatchObject([{ failure: { code: 'secret-needed', account: '账号甲' } }]);
    expect(asked).toEqual([]);
  });

  it('lets through what nobody expected', async () => {
    const odd = new TypeError('odd');
    const wechat = fakeWeChat({ post: () => Promise.reject(odd) });
    await expect(askTargets(wechat, targets(2), 'A', unhurried)).rejects.toBe(odd);
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
    expect(tellingFailure(answers)).toMatchObject({ code: expected });
  });

  it('tells which account is to be mended, in WeChat’s words if there are any, with its number', () => {
    expect(
      tellingFailure([failed('甲', 'sign-rejected', '配送公司答复：签名错误（2003）。')]),
    ).toMatchObject({
      code: 'sign-rejected',
      userMessage: '配送公司答复：签名错误（2003）。',
      account: '账号甲',
      rid: RID,
    });
    expect(tellingFailure([failed('甲', 'account-not-admitted')])).toMatchObject({
      userMessage: undefined,
      account: '账号甲',
    });
  });

  it('names no account for what is not about one, nor one without a name', () => {
    expect(tellingFailure([failed('甲', 'token-rejected')]).account).toBeUndefined();
    expect(tellingFailure([failed('', 'sign-rejected')]).account).toBeUndefined();
  });
});
