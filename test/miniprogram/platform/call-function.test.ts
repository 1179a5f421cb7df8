import { initCloud } from '../../../miniprogram/platform/call-function';
import { lookUpDelivery, revealPhone } from '../../../miniprogram/services/cloud-functions';
import { reportOf } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';

const asked = { CLOUD_ENVIRONMENT: 'prod-1' };
jest.mock('../../support/cloud-environment', () => ({
  get CLOUD_ENVIRONMENT() {
    return asked.CLOUD_ENVIRONMENT;
  },
}));

const answer = { ok: true, serverTime: 1000, data: reportOf(301, 1000) };

const getNetworkType = jest.fn();

beforeEach(() => {
  getNetworkType.mockReset().mockResolvedValue({ networkType: 'wifi', weakNet: false });
});

function cloudThat(callFunction: (call: unknown) => Promise<unknown>) {
  const cloud = { init: jest.fn(), callFunction: jest.fn(callFunction) };
  installWx({ ...storageInMemory(), cloud, getNetworkType });
  return cloud;
}

function lookUpFailing(failure: { readonly errCode: number; readonly errMsg: string }) {
  cloudThat(() => Promise.reject(Object.assign(new Error('failed'), failure)));
  return lookUpDelivery(['A-1']);
}

describe('a call of the cloud', () => {
  const revealed = { ok: true, serverTime: 1000, data: { phone: '10000000001' } };

  it.each([
    [() => lookUpDelivery(['A-1']), answer, { action: 'look-up' }],
    [() => lookUpDelivery(['A-1'], 5000), answer, { action: 'look-up', since: 5000 }],
    [
      () => lookUpDelivery(['A-1', '1'], undefined, true, true),
      answer,
      { action: 'look-up', others: ['1'], exact: true, isScanned: true },
    ],
    [() => revealPhone('A-1'), revealed, { action: 'reveal-phone' }],
  ])('hands on an answer, after saying what it knows (%#)', async (call, result, asked) => {
    const { callFunction } = cloudThat(() => Promise.resolve({ result }));
    await expect(call()).resolves.toEqual(result);
    const data = { ...asked, orderId: 'A-1' };
    expect(callFunction).toHaveBeenCalledWith({ name: 'getOrder', data });
  });

  it.each([[undefined], [{ ok: true }], [{ ok: false, error: 'no' }], ['text']])(
    'says that an answer cannot be read (%j)',
    async (result) => {
      cloudThat(() => Promise.resolve({ result }));
      await expect(lookUpDelivery(['A-1'])).resolves.toMatchObject({ noAnswer: 'unreadable' });
    },
  );

  it.each([
    [-501000, 'cloud.callFunction:fail Error: errCode: -501000 | errMsg: Environment not found'],
    [-501005, 'cloud function service error code -501005, error message Environment not found'],
    [-501007, 'errCode: -501007 invalid parameters | errMsg: [100003] env not exists (7ecd29ee)'],
    [-501000, 'errCode: -501000 | errMsg: Environment invalid and please check your parameters'],
  ])('tells by code %i and its words that the environment is missing', async (errCode, errMsg) => {
    const failed = { ok: false, noAnswer: 'environment-missing', detail: errMsg };
    await expect(lookUpFailing({ errCode, errMsg })).resolves.toEqual(failed);
  });

  it.each([
    [-501000, 'not-deployed'],
    [-501002, 'timed-out'],
    [-501003, 'cloud-used-up'],
    [-501004, 'busy'],
    [-501005, 'environment-missing'],
    [-501999, 'cloud-failed'],
    [-502001, 'cloud-failed'],
    [-504001, 'crashed'],
    [-504003, 'timed-out'],
    [-601034, 'cloud-missing'],
    [-604101, 'not-permitted'],
    [-604102, 'timed-out'],
  ])('tells what failed by the cloud’s code %i: %s, and its number', async (errCode, noAnswer) => {
    const detail = `as WeChat says (${errCode})`;
    const failed = { ok: false, noAnswer, detail };
    await expect(lookUpFailing({ errCode, errMsg: 'as WeChat says' })).resolves.toEqual(failed);
    expect(getNetworkType).not.toHaveBeenCalled();
  });

  it.each([
    ['none', false, -1, 'cloud.callFunction:fail request:fail', 'offline'],
    ['none', false, -404011, 'cloud function execution error', 'offline'],
    ['wifi', false, -1, 'cloud.callFunction:fail request:fail timeout', 'weak-network'],
    ['4g', false, -1, 'fail errcode:-118 net::ERR_CONNECTION_TIMED_OUT', 'weak-network'],
    ['2g', true, -404005, 'something else', 'weak-network'],
    ['wifi', false, -1, 'Cloud API isn’t enabled', 'call-failed'],
    ['unknown', false, -404005, 'something else', 'call-failed'],
    ['wifi', false, -404012, 'polling exceeds its limit', 'timed-out'],
    ['wifi', false, 7, 'something else', 'call-failed'],
    [undefined, false, -1, 'request:fail', 'weak-network'],
    [undefined, false, -1, 'something else', 'call-failed'],
  ])(
    'on network %s (weak: %s) tells code %i of the phone, “%s”: %s',
    async (networkType, weakNet, errCode, errMsg, noAnswer) => {
      if (networkType === undefined) getNetworkType.mockRejectedValue(new Error('fail'));
      else getNetworkType.mockResolvedValue({ networkType, weakNet });
      await expect(lookUpFailing({ errCode, errMsg })).resolves.toEqual({
        ok: false,
        noAnswer,
        detail: expect.stringMatching(new RegExp(`^${errMsg}.* \\(${errCode}\\)$`)) as unknown,
      });
    },
  );

  it('takes the cloud’s own code out of the words that the phone puts around it', async () => {
    const errMsg =
      'errCode: -404011 cloud function execution error | errMsg: cloud function service error code -504002, error message x';
    const failed = { ok: false, noAnswer: 'crashed', detail: errMsg };
    await expect(lookUpFailing({ errCode: -404011, errMsg })).resolves.toEqual(failed);
    expect(getNetworkType).not.toHaveBeenCalled();
  });

  it('fails as any call does where WeChat throws instead of answering', async () => {
    const failure = { errMsg: 'Cloud API isn’t enabled' };
    cloudThat(() => {
      throw Object.assign(new Error(), failure);
    });
    await expect(lookUpDelivery(['A-1'])).resolves.toMatchObject({ detail: failure.errMsg });
  });

  it('gives up when nothing comes, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    cloudThat(() => Promise.resolve({ result: answer }));
    await lookUpDelivery(['A-1']);
    expect(jest.getTimerCount()).toBe(0);
    cloudThat(() => new Promise(() => undefined));
    const result = lookUpDelivery(['A-1']);
    await jest.advanceTimersByTimeAsync(12_000);
    await expect(result).resolves.toMatchObject({ noAnswer: 'timed-out' });
    jest.useRealTimers();
  });

  it('says so when this WeChat has no cloud', async () => {
    installWx({});
    initCloud();
    await expect(lookUpDelivery(['A-1'])).resolves.toMatchObject({ noAnswer: 'cloud-missing' });
  });

  it('is opened in the environment that is entered, without tracing users', () => {
    const { init } = cloudThat(() => Promise.resolve({}));
    initCloud();
    expect(init).toHaveBeenCalledWith({ env: 'prod-1', traceUser: false });
  });

  it('asks nobody while none is entered, and says so', async () => {
    asked.CLOUD_ENVIRONMENT = '';
    const { init, callFunction } = cloudThat(() => Promise.resolve({ result: answer }));
    initCloud();
    const looked = await lookUpDelivery(['A-1']);
    asked.CLOUD_ENVIRONMENT = 'prod-1';
    expect(looked).toMatchObject({ noAnswer: 'environment-missing' });
    for (const call of [init, callFunction]) expect(call).not.toHaveBeenCalled();
  });
});
