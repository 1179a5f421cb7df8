import { readSettings, readStaff } from '../../../../cloudfunctions/core/runtime/settings';
import { thrownBy } from '../../../support/thrown-by';

const complete = {
  WECHAT_APPID: 'wx-demo',
  WECHAT_APP_SECRET: 'app-secret',
  DELIVERY_SHOP_ID: 'shop-1',
  DELIVERY_APP_SECRET: 'delivery-secret',
};

describe('readSettings', () => {
  it('reads the shop from the environment, with WeChat itself as the default address', () => {
    expect(readSettings(complete)).toEqual({
      appId: 'wx-demo',
      appSecret: 'app-secret',
      shopId: 'shop-1',
      deliverySecret: 'delivery-secret',
      shopNo: null,
      apiBaseUrl: 'https://api.weixin.qq.com',
    });
  });

  it('forgives spaces around a value and a slash at the end of the address', () => {
    const settings = readSettings({
      ...complete,
      DELIVERY_SHOP_NO: ' 12 ',
      WECHAT_API_BASE_URL: 'https://proxy.example/wechat/',
    });
    expect(settings).toMatchObject({ shopNo: '12', apiBaseUrl: 'https://proxy.example/wechat' });
  });

  it('names all that is missing in one message', () => {
    expect(
      thrownBy(() => readSettings({ WECHAT_APPID: 'wx-demo', DELIVERY_SHOP_ID: '  ' })),
    ).toMatchObject({
      code: 'settings-missing',
      said: '云函数的环境变量缺少 WECHAT_APP_SECRET、DELIVERY_SHOP_ID、DELIVERY_APP_SECRET。',
    });
  });

  it('names what is missing and a wrong address together', () => {
    const { DELIVERY_SHOP_ID: _, ...rest } = complete;
    const environment = { ...rest, WECHAT_API_BASE_URL: 'http://api.weixin.qq.com' };
    expect(thrownBy(() => readSettings(environment))).toMatchObject({
      said: '云函数的环境变量缺少 DELIVERY_SHOP_ID；WECHAT_API_BASE_URL 不是 https 地址。',
    });
  });

  it('takes off slashes at the end of the address only', () => {
    const { apiBaseUrl } = readSettings({
      ...complete,
      WECHAT_API_BASE_URL: 'https://proxy.example/a//b//',
    });
    expect(apiBaseUrl).toBe('https://proxy.example/a//b');
  });

  it.each([
    'http://api.weixin.qq.com',
    'ftp://127.0.0.1',
    'api.weixin.qq.com',
    'http://127.0.0.1.evil.example',
  ])('sends no secret to %s', (address) => {
    expect(
      thrownBy(() => readSettings({ ...complete, WECHAT_API_BASE_URL: address })),
    ).toMatchObject({
      code: 'settings-missing',
      said: '云函数的环境变量WECHAT_API_BASE_URL 不是 https 地址。',
    });
  });

  it.each(['http://127.0.0.1:8123', 'http://localhost:8123', 'http://[::1]:8123'])(
    'takes %s, which is this machine',
    (address) => {
      expect(readSettings({ ...complete, WECHAT_API_BASE_URL: address }).apiBaseUrl).toBe(address);
    },
  );

  it('puts no value into its message', () => {
    expect(thrownBy(() => readSettings({ ...complete, WECHAT_APPID: '' }))).toMatchObject({
      said: expect.not.stringMatching(/secret|shop-1/) as unknown,
    });
  });
});

describe('readStaff', () => {
  it('reads a list with commas of either width', () => {
    expect([...readStaff({ STAFF_OPENIDS: 'o-1, o-2，o-3,,' })]).toEqual(['o-1', 'o-2', 'o-3']);
  });

  it.each([{}, { STAFF_OPENIDS: '' }, { STAFF_OPENIDS: ' , ' }])(
    'nobody is staff by %j',
    (environment) => {
      expect(readStaff(environment).size).toBe(0);
    },
  );
});
