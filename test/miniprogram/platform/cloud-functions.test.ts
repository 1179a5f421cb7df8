import {
  lookUpDelivery,
  openCloud,
  revealPhone,
} from '../../../miniprogram/platform/cloud-functions';
import { reportOf } from '../../support/delivery-reports';
import { installWx } from '../../support/fake-wx';

const answer = { ok: true, serverTime: 1000, data: reportOf(301, 1000) };

function cloudThat(callFunction: (call: unknown) => Promise<unknown>) {
  const cloud = { init: jest.fn(), callFunction: jest.fn(callFunction) };
  installWx({ cloud });
  return cloud;
}

describe('a call of the cloud', () => {
  it('hands on an answer of the agreed shape', async () => {
    const { callFunction } = cloudThat(() => Promise.resolve({ result: answer }));
    await expect(lookUpDelivery(['A-1'])).resolves.toEqual(answer);
    expect(callFunction).toHaveBeenCalledWith({ name: 'getOrder', data: { orderId: 'A-1' } });
  });

  it('says up to when the phone knows what was seen', async () => {
    const { callFunction } = cloudThat(() => Promise.resolve({ result: answer }));
    await lookUpDelivery(['A-1'], 5000);
    expect(callFunction).toHaveBeenCalledWith({
      name: 'getOrder',
      data: { orderId: 'A-1', since: 5000 },
    });
  });

  it('asks for the full number by the name of the request', async () => {
    const revealed = { ok: true, serverTime: 1000, data: { phone: '10000000001' } };
    const { callFunction } = cloudThat(() => Promise.resolve({ result: revealed }));
    await expect(revealPhone('A-1')).resolves.toEqual(revealed);
    expect(callFunction).toHaveBeenCalledWith({
      name: 'getOrder',
      data: { orderId: 'A-1', reveal: 'phone' },
    });
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
  ])(
    'tells by code %i and its words that there is no cloud environment',
    async (errCode, errMsg) => {
      cloudThat(() => Promise.reject(Object.assign(new Error('failed'), { errCode, errMsg })));
      await expect(lookUpDelivery(['A-1'])).resolves.toEqual({
        ok: false,
        noAnswer: 'environment-missing',
        detail: errMsg,
      });
    },
  );

  it.each([
    [-501000, 'not-deployed'],
    [-501004, 'busy'],
    [-504002, 'crashed'],
    [-504003, 'timed-out'],
    [-601034, 'cloud-missing'],
    [-1, 'offline'],
  ])('tells what failed by WeChat’s code %i: %s', async (errCode, noAnswer) => {
    cloudThat(() =>
      Promise.reject(Object.assign(new Error('failed'), { errCode, errMsg: 'as WeChat says' })),
    );
    await expect(lookUpDelivery(['A-1'])).resolves.toEqual({
      ok: false,
      noAnswer,
      detail: 'as WeChat says',
    });
  });

  it('fails as any call does where WeChat throws instead of answering', async () => {
    cloudThat(() => {
      throw Object.assign(new Error(), { errMsg: 'Cloud API isn’t enabled' });
    });
    await expect(lookUpDelivery(['A-1'])).resolves.toMatchObject({
      ok: false,
      detail: 'Cloud API isn’t enabled',
    });
  });

  it('gives up when nothing comes', async () => {
    jest.useFakeTimers();
    cloudThat(() => new Promise(() => undefined));
    const result = lookUpDelivery(['A-1']);
    await jest.advanceTimersByTimeAsync(12_000);
    await expect(result).resolves.toMatchObject({ noAnswer: 'timed-out' });
    jest.useRealTimers();
  });

  it('leaves no timer behind', async () => {
    jest.useFakeTimers();
    cloudThat(() => Promise.resolve({ result: answer }));
    await lookUpDelivery(['A-1']);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('says so when this WeChat has no cloud', async () => {
    installWx({});
    openCloud();
    await expect(lookUpDelivery(['A-1'])).resolves.toMatchObject({ noAnswer: 'cloud-missing' });
  });

  it('is opened in the default environment, without tracing users', () => {
    const { init } = cloudThat(() => Promise.resolve({}));
    openCloud();
    expect(init).toHaveBeenCalledWith({ traceUser: false });
  });
});
