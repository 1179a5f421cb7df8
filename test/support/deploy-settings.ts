import type { DeploySettings } from '../../dev/deploy/settings';

/** Settings of a deployment. Tests replace what matters to them. */
export const DEPLOY_SETTINGS: DeploySettings = {
  appId: 'wx-1',
  cloudEnvironment: 'prod-1',
  privateKeyPath: 'somewhere/private.key',
  appSecret: 'the-app-secret',
  apiBaseUrl: 'https://api.weixin.qq.com',
  functionEnvironment: { SETTINGS_KEY: 'the-settings-key', OWNER_SETUP_CODE: 'the-setup-code' },
};
