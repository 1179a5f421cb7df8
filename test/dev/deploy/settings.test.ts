import path from 'node:path';
import { readDeploySettings } from '../../../dev/deploy/settings';
import { folderWith } from '../../support/temporary-folder';

const KEY = '0'.repeat(64);

let folder = '';
let given: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await folderWith({ 'private.key': 'key' });
  given = {
    WECHAT_APP_ID: 'wx-1',
    WECHAT_CLOUD_ENVIRONMENT: 'prod-1',
    WECHAT_PRIVATE_KEY_PATH: path.join(folder, 'private.key'),
  };
});

/** Reads complete settings with some changes. */
const read = (
  more: Readonly<Record<string, string>> = {},
  project = path.join(folder, 'project'),
  asked = 'prod-1',
) => readDeploySettings({ ...given, ...more }, project, asked);

describe('what a deployment needs to know', () => {
  it('is all of it from the environment', () => {
    expect(read()).toEqual({
      appId: 'wx-1',
      cloudEnvironment: 'prod-1',
      privateKeyPath: path.join(folder, 'private.key'),
      appSecret: null,
      apiBaseUrl: 'https://api.weixin.qq.com',
      functionEnvironment: {},
    });
    const all = { WECHAT_APP_SECRET: 's', SETTINGS_KEY: KEY, OWNER_SETUP_CODE: ' c ' };
    expect(read({ ...all, WECHAT_API_BASE_URL: 'http://127.0.0.1:1/' })).toMatchObject({
      appSecret: 's',
      apiBaseUrl: 'http://127.0.0.1:1',
      functionEnvironment: { SETTINGS_KEY: KEY, OWNER_SETUP_CODE: 'c' },
    });
  });

  it('names all that is missing in one message, and where it is found', () => {
    expect(() => readDeploySettings({}, folder, 'prod-1')).toThrow(
      /WECHAT_APP_ID is missing: .*公众平台[^]*WECHAT_CLOUD_ENVIRONMENT is missing: .*环境 ID[^]*WECHAT_PRIVATE_KEY_PATH is missing: .*小程序代码上传/,
    );
  });

  it.each([
    [
      'a key that is not there',
      { WECHAT_PRIVATE_KEY_PATH: '/no/private.key' },
      'WECHAT_PRIVATE_KEY_PATH: there is no such file.',
    ],
    [
      'an address to which the AppSecret would travel in the open',
      { WECHAT_API_BASE_URL: 'http://example.com' },
      'WECHAT_API_BASE_URL is no https address',
    ],
    [
      'an environment without the key that opens what the owner has entered',
      { OWNER_SETUP_CODE: 'a-code' },
      'SETTINGS_KEY is missing: OWNER_SETUP_CODE would replace the environment that holds it.',
    ],
    ['an old key alone', { SETTINGS_KEY_PREVIOUS: KEY }, 'SETTINGS_KEY is missing'],
    [
      'a key that the functions could not use, which is not quoted',
      { SETTINGS_KEY: 'a-short-one' },
      /^(?!.*a-short-one).*32 bytes each/,
    ],
    [
      'an old key that the functions could not use, which is not quoted',
      { SETTINGS_KEY: KEY, SETTINGS_KEY_PREVIOUS: 'a-short-one' },
      /^(?!.*a-short-one).*32 bytes each/,
    ],
  ])('is not %s', (_name, more, sentence) => {
    expect(() => read(more)).toThrow(sentence);
  });

  it('is no key that lies in the project, where it might be committed', () => {
    expect(() => read({}, folder)).toThrow('keep it elsewhere');
    expect(() => read({}, `${folder}-other`)).not.toThrow();
  });

  it('is the cloud environment that the mini-program asks, and is missed once', () => {
    expect(() => read({}, undefined, '')).toThrow(
      /^miniprogram\/platform\/cloud-environment\.ts names no cloud environment, .*WECHAT_CLOUD_ENVIRONMENT\.$/,
    );
    expect(() => read({}, undefined, 'test-1')).toThrow(
      'WECHAT_CLOUD_ENVIRONMENT is another than the mini-program asks, which is test-1 (miniprogram/platform/cloud-environment.ts): one of the two has to change.',
    );
    expect(() => read({ WECHAT_CLOUD_ENVIRONMENT: '' }, undefined, 'test-1')).toThrow(
      /^WECHAT_CLOUD_ENVIRONMENT is missing: [^\n]*$/,
    );
  });
});
