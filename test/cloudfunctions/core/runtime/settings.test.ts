import {
  readApiBaseUrl,
  readSettingsKeys,
  readSetupCode,
} from '../../../../cloudfunctions/core/runtime/settings';
import { thrownBy } from '../../../support/thrown-by';

const HEX = '0f'.repeat(32);
const BASE64 = Buffer.alloc(32, 7).toString('base64');

describe('readApiBaseUrl', () => {
  it('is WeChat itself unless another address is set, without spaces or a slash at its end', () => {
    expect(readApiBaseUrl({})).toBe('https://api.weixin.qq.com');
    expect(readApiBaseUrl({ WECHAT_API_BASE_URL: ' https://proxy.example/wechat// ' })).toBe(
      'https://proxy.example/wechat',
    );
  });

  it.each([
    'http://api.weixin.qq.com',
    'ftp://127.0.0.1',
    'api.weixin.qq.com',
    'http://127.0.0.1.evil.example',
  ])('sends no secret to %s', (address) => {
    expect(thrownBy(() => readApiBaseUrl({ WECHAT_API_BASE_URL: address }))).toMatchObject({
      code: 'settings-missing',
      userMessage: '云函数的环境变量WECHAT_API_BASE_URL 不是 https 地址。',
    });
  });

  it.each(['http://127.0.0.1:8123', 'http://localhost:8123', 'http://[::1]:8123'])(
    'takes %s, which is this machine',
    (address) => {
      expect(readApiBaseUrl({ WECHAT_API_BASE_URL: address })).toBe(address);
    },
  );
});

describe('readSettingsKeys', () => {
  it.each([
    ['64 hexadecimal digits', HEX, Buffer.from(HEX, 'hex')],
    ['base64', BASE64, Buffer.alloc(32, 7)],
  ])('takes 32 bytes as %s', (_name, text, key) => {
    expect(readSettingsKeys({ SETTINGS_KEY: text })).toEqual({ current: key, previous: null });
  });

  it('reads the key before it as well', () => {
    const { previous } = readSettingsKeys({ SETTINGS_KEY: HEX, SETTINGS_KEY_PREVIOUS: BASE64 });
    expect(previous).toEqual(Buffer.alloc(32, 7));
  });

  it('says that it is missing', () => {
    expect(thrownBy(() => readSettingsKeys({}))).toMatchObject({
      code: 'settings-missing',
      userMessage: '云函数的环境变量缺少 SETTINGS_KEY。',
    });
  });

  it.each(['short', HEX.slice(2), `${HEX}00`, '密'.repeat(32), `${BASE64.slice(0, -2)}!=`])(
    'does not take %j for a key, and does not repeat it',
    (text) => {
      for (const name of ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS']) {
        const failure = thrownBy(() => readSettingsKeys({ SETTINGS_KEY: HEX, [name]: text }));
        expect(failure).toHaveProperty('code', 'settings-missing');
        expect(failure).toHaveProperty(
          'userMessage',
          expect.stringContaining(`${name} 要是 32 字节`),
        );
        expect(failure).toHaveProperty('userMessage', expect.not.stringContaining(text));
      }
    },
  );
});

it('readSetupCode reads it without the spaces around it, and none where it is blank', () => {
  expect(readSetupCode({ OWNER_SETUP_CODE: ' c ' })).toBe('c');
  expect(readSetupCode({ OWNER_SETUP_CODE: ' ' })).toBeNull();
  expect(readSetupCode({})).toBeNull();
});
