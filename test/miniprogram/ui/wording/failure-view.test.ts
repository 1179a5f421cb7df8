import {
  dialFailure,
  failureView,
  actionFailure,
  asksOwner,
  rewordForOwner,
  sentenceForOwner,
  NO_ANSWER_WORDING,
  scanFailureView,
} from '../../../../miniprogram/ui/wording/failure-view';
import {
  type NoAnswerReason,
  isNetworkFailure,
} from '../../../../miniprogram/contract/call-result';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../../../miniprogram/contract/cloud-error';
import { errorOf, failedWith, OFFLINE } from '../../../support/failed-calls';
import { COPY_FAILURE_WORDING } from '../../../../miniprogram/platform/clipboard';

const CODES = Object.keys(CLOUD_ERRORS) as CloudErrorCode[];
const OTHERWISE = '在配送公司的系统里联系骑手。';
const REASONS = Object.keys(NO_ANSWER_WORDING) as NoAnswerReason[];

describe('failure in words', () => {
  it('tells WeChat’s number before our own', () => {
    const error = errorOf('wechat-refused', { rid: '65fe1f9e-0c5b7a5d-1a2b3c4d' });
    expect(failureView(error).traceId).toBe('65fe1f9e-0c5b7a5d-1a2b3c4d t-1');
  });

  it('says how long a look-up has to wait for its turn', () => {
    const { title, steps } = failureView(errorOf('queued', { waitSeconds: 34 }));
    expect([title, ...steps]).toEqual(['排队中 · 约 34 秒', '现在查的人多，轮到了会自动再查。']);
  });

  it.each([
    ['order-not-found', {}, ''],
    ['quota-exceeded', {}, ''],
    ['order-over', {}, '这个订单已经结束，微信不再给出它的状态。'],
    ['upstream-failed', { message: '服务器返回了 HTTP 502。' }, '服务器返回了 HTTP 502。'],
    ['courier-refused', { message: '商户余额不足（2105）' }, '商户余额不足（2105）'],
    ['sign-rejected', { message: '签名错误。', account: '达达' }, '配送账号“达达”：签名错误。'],
    ['account-not-bound', { account: '达达' }, '配送账号“达达”：没有绑定到这个小程序。'],
    ['secret-needed', { account: '达达' }, '配送账号“达达”：请重新填写密钥。'],
    ['order-not-found', { withoutShopNo: '顺丰' }, expect.stringMatching(/“顺丰”没有填门店编号/)],
  ] as const)('%s with %j tells beside the title only what is new', (code, said, detail) => {
    expect(failureView(errorOf(code, said)).detail).toEqual(detail);
  });

  it.each([
    ['token-rejected', '下单小程序“茶小满”的密钥不对'],
    ['app-secret-frozen', '下单小程序“茶小满”的密钥被冻结了'],
    ['ip-not-allowed', '下单小程序“茶小满”的 IP 白名单没让云函数进'],
    ['wechat-busy', '下单小程序“茶小满”：微信正忙'],
  ] as const)('%s of a mini-program names it in the title', (code, title) => {
    expect(failureView({ ...errorOf(code), miniProgram: '茶小满' }).title).toBe(title);
  });

  it('knows an order that another mini-program may have placed only from the cloud', () => {
    const notFound = errorOf('order-not-found');
    expect(failureView(notFound).isMaybeElsewhere).toBe(false);
    expect(failureView({ ...notFound, isMaybeElsewhere: true }).isMaybeElsewhere).toBe(true);
  });

  it('says of a scanned label that WeChat does not know that the board goes on asking', () => {
    const told = scanFailureView(errorOf('order-not-found'));
    const expected = ['微信还没有这单', '看板上已经有它的位置，不用守着，也不用再扫。', true];
    expect([told.title, told.steps[0], told.isAboutOrderId]).toEqual(expected);
    for (const failure of [errorOf('bad-order-id'), OFFLINE])
      expect(scanFailureView(failure)).toEqual(failureView(failure));
  });

  it('offers another order id only where that can help', () => {
    const aboutTheId = CODES.filter((code) => failureView(errorOf(code)).isAboutOrderId);
    expect(aboutTheId).toEqual(['bad-order-id', 'order-not-found']);
  });

  it.each([
    [failedWith('phone-unavailable'), `现在没有可以拨打的电话。请${OTHERWISE}`, 't-1'],
    [OFFLINE, '手机没有网络。稍后再点“拨打”。', 'request:fail'],
    [failedWith('sign-rejected'), `配送公司不认可签名。请告诉店主；急的话，请${OTHERWISE}`, 't-1'],
  ])('says in one line why a call did not come about: %#', (failed, text, traceId) => {
    expect(dialFailure(failed)).toEqual({ text, traceId });
  });

  it.each(CODES)('%s, of a call: promises nothing that is not done', (code) => {
    expect(dialFailure(failedWith(code)).text).not.toMatch(/自动|编号|重试/);
  });
});

it('tells want of a network, which may end at any moment, from all other failure', () => {
  const forNetwork = REASONS.filter((noAnswer) =>
    isNetworkFailure({ ok: false, noAnswer, detail: '' }),
  );
  expect(forNetwork).toEqual(['offline', 'weak-network', 'timed-out']);
  expect(CODES.some((code) => isNetworkFailure(errorOf(code)))).toBe(false);
});

describe('why something was not done', () => {
  it('says that another tap sends it again where that can help', () => {
    expect(actionFailure(failedWith('database-failed')).steps).toEqual([
      '稍后再点一次；这里的内容还在。',
    ]);
    expect(actionFailure(OFFLINE).steps).toEqual(['检查手机的网络，再点一次；这里的内容还在。']);
  });
});

// Not-staff is told to people outside the shop alone, of whom none is its owner.
const MET = CODES.filter((code) => code !== 'not-staff');
const failures = [
  ...MET.map((code) => errorOf(code)),
  ...REASONS.map((noAnswer) => ({ ok: false as const, noAnswer, detail: 'errMsg' })),
];

const sendsToOwner = (words: string): boolean => /(请|告诉|发给|让)店主/.test(words);

describe('what the owner is told', () => {
  it('never sends the owner to the owner, whatever fails', () => {
    const told = failures.map((failure) => {
      const { detail, head, steps } = rewordForOwner(failureView(failure));
      return [detail, head, ...steps].join('');
    });
    expect(told.filter(sendsToOwner)).toEqual([]);
    const dialled = MET.map((code) => sentenceForOwner(dialFailure(failedWith(code)).text));
    expect(dialled.filter(sendsToOwner)).toEqual([]);
    expect(Object.values(COPY_FAILURE_WORDING).map(sentenceForOwner).filter(sendsToOwner)).toEqual(
      [],
    );
  });

  it.each([
    ['请店主重新上传云函数。', '请重新上传云函数。'],
    ['接下来 · 请店主处理', '接下来 · 你来处理'],
    ['一直这样，点 ⓘ 复制编号，发给店主。', '一直这样，点 ⓘ 复制编号，发给帮你开通的人。'],
    ['请告诉店主；急的话，请联系骑手。', '请到“店铺”里自检；急的话，请联系骑手。'],
    ['检查网络。', '检查网络。'],
  ])('%s → %s', (staffs, owners) => {
    expect(sentenceForOwner(staffs)).toBe(owners);
  });

  it('leads to the self-check where the owner is asked to act, not where to be told', () => {
    expect(asksOwner('', '请店主重新上传云函数。')).toBe(true);
    expect(asksOwner('一直这样，点 ⓘ 复制编号，发给店主。')).toBe(false);
  });
});
