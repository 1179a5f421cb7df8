import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readDeploySettings } from '../../../dev/deploy/settings';
import { temporaryFolder } from '../../support/temporary-folder';

let folder = '';
let keyPath = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  keyPath = path.join(folder, 'private.key');
  writeFileSync(keyPath, 'key');
});

const KEY = '0'.repeat(64);
const given = () => ({
  WECHAT_APP_ID: 'wx-1',
  WECHAT_CLOUD_ENVIRONMENT: 'prod-1',
  WECHAT_PRIVATE_KEY_PATH: keyPath,
});
const read = (
  environment: Record<string, string>,
  project = path.join(folder, 'project'),
  asked = '',
) => readDeploySettings(environment, project, asked);

describe('what a deployment needs to know', () => {
  it('is all of it from the environment', () => {
    expect(read(given())).toEqual({
      appId: 'wx-1',
      cloudEnvironment: 'prod-1',
      privateKeyPath: keyPath,
      appSecret: null,
      apiBaseUrl: 'https://api.weixin.qq.com',
      functionEnvironment: {},
    });
    const all = { ...given(), WECHAT_APP_SECRET: 's', SETTINGS_KEY: KEY, OWNER_SETUP_CODE: ' c ' };
    expect(read({ ...all, WECHAT_API_BASE_URL: 'http://127.0.0.1:1/' })).toMatchObject({
      appSecret: 's',
      apiBaseUrl: 'http://127.0.0.1:1',
      functionEnvironment: { SETTINGS_KEY: KEY, OWNER_SETUP_CODE: 'c' },
    });
  });

  it('names all that is missing in one message, and where it is found', () => {
    expect(() => read({})).toThrow(
      /WECHAT_APP_ID is missing: .*公众平台[^]*WECHAT_CLOUD_ENVIRONMENT is missing: .*环境 ID[^]*WECHAT_PRIVATE_KEY_PATH is missing: .*小程序代码上传/,
    );
  });

  it('says that there is no such key', () => {
    const wrong = { ...given(), WECHAT_PRIVATE_KEY_PATH: `${keyPath}.gone` };
    expect(() => read(wrong)).toThrow('WECHAT_PRIVATE_KEY_PATH: there is no such file.');
  });

  it('takes no key that lies in the project, where it might be committed', () => {
    expect(() => read(given(), folder)).toThrow('keep it elsewhere');
    expect(() => read(given(), `${folder}-other`)).not.toThrow();
  });

  it('goes to no other cloud environment than the mini-program asks', () => {
    expect(() => read(given(), undefined, 'prod-1')).not.toThrow();
    expect(() => read(given(), undefined, 'test-1')).toThrow(
      'WECHAT_CLOUD_ENVIRONMENT is another than the mini-program asks, which is test-1 (miniprogram/platform/cloud-environment.ts): one of the two has to change.',
    );
  });

  it('says once that no cloud environment is given', () => {
    const without = { ...given(), WECHAT_CLOUD_ENVIRONMENT: '' };
    expect(() => read(without, undefined, 'test-1')).toThrow(
      /^WECHAT_CLOUD_ENVIRONMENT is missing: [^\n]*$/,
    );
  });

  it('sends the AppSecret to no address where it would travel in the open', () => {
    const open = { ...given(), WECHAT_API_BASE_URL: 'http://example.com' };
    expect(() => read(open)).toThrow('WECHAT_API_BASE_URL is no https address');
  });

  it('replaces no environment by one without the key that opens what the owner has entered', () => {
    expect(() => read({ ...given(), OWNER_SETUP_CODE: 'a-code' })).toThrow(
      'SETTINGS_KEY is missing: OWNER_SETUP_CODE would replace the environment that holds it.',
    );
    expect(() => read({ ...given(), SETTINGS_KEY_PREVIOUS: KEY })).toThrow(
      'SETTINGS_KEY is missing',
    );
  });

  it.each([
    { SETTINGS_KEY: 'a-short-one' },
    { SETTINGS_KEY: KEY, SETTINGS_KEY_PREVIOUS: 'a-short-one' },
  ])('takes no key that the functions could not use, and does not quote it', (keys) => {
    expect(() => read({ ...given(), ...keys })).toThrow(/^(?!.*a-short-one).*32 bytes each/);
  });
});
