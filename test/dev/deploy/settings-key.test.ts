import { refuseLostKey, withKey } from '../../../dev/deploy/settings-key';
import type { DeploySettings } from '../../../dev/deploy/settings';

const [OLD, NEW] = ['a1'.repeat(32), 'b2'.repeat(32)];

function settings(functionEnvironment: Readonly<Record<string, string>>): DeploySettings {
  return {
    appId: 'wx-1',
    cloudEnvironment: 'prod-1',
    privateKeyPath: '',
    appSecret: null,
    apiBaseUrl: '',
    functionEnvironment,
  };
}

const deployed = withKey(settings({ SETTINGS_KEY: OLD }), { marks: {} });

describe('the key that the shop’s secrets are closed with', () => {
  it('is not replaced unseen', () => {
    expect(() => {
      refuseLostKey(settings({ SETTINGS_KEY: NEW }), deployed);
    }).toThrow(/SETTINGS_KEY is another .* Give the old one as SETTINGS_KEY_PREVIOUS/);
  });

  it.each([
    ['the same key', { SETTINGS_KEY: OLD }],
    ['none', {}],
    ['a new one with the old one beside it', { SETTINGS_KEY: NEW, SETTINGS_KEY_PREVIOUS: OLD }],
  ])('may be %s', (_name, environment) => {
    expect(() => {
      refuseLostKey(settings(environment), deployed);
    }).not.toThrow();
  });

  it('may be any the first time', () => {
    expect(() => {
      refuseLostKey(settings({ SETTINGS_KEY: NEW }), { marks: {} });
    }).not.toThrow();
  });

  it('cannot be read from the record', () => {
    expect(JSON.stringify(deployed)).not.toContain(OLD);
    expect(withKey(settings({}), deployed)).toEqual(deployed);
  });
});
