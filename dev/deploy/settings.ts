import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type Environment,
  readApiBaseUrl,
  readSettingsKeys,
} from '../../cloudfunctions/core/runtime/settings';

/** Settings of a deployment, from environment variables. None may be put into the repository. */
export type DeploySettings = ReturnType<typeof readDeploySettings>;

const NEEDED = {
  WECHAT_APP_ID: 'the AppID of the mini-program (公众平台 → 管理 → 开发管理 → 开发设置)',
  WECHAT_CLOUD_ENVIRONMENT:
    'the id of the cloud environment (云开发控制台 → 设置 → 环境设置 → 环境 ID)',
  WECHAT_PRIVATE_KEY_PATH:
    'the path of the code upload’s private key (公众平台 → 管理 → 开发管理 → 开发设置 → 小程序代码上传 → 生成)',
} as const;
/** File in which the mini-program names its cloud environment. */
export const ASKED_IN = 'miniprogram/platform/cloud-environment.ts';
/** Optional environment variables of the functions (docs/set-up.md). */
const OF_FUNCTIONS = ['SETTINGS_KEY', 'SETTINGS_KEY_PREVIOUS', 'OWNER_SETUP_CODE'];

/**
 * Reads the settings.
 *
 * @param projectFolder folder that must not contain a private key
 * @param askedEnvironment cloud environment that the mini-program calls, '' when none is entered
 * @throws Error that names all that is missing or wrong, and where to find it
 */
export function readDeploySettings(
  environment: Environment,
  projectFolder: string,
  askedEnvironment: string,
) {
  const valueOf = (name: string): string => environment[name]?.trim() ?? '';
  const keyPath = valueOf('WECHAT_PRIVATE_KEY_PATH');
  const cloudEnvironment = valueOf('WECHAT_CLOUD_ENVIRONMENT');
  const given = OF_FUNCTIONS.filter((name) => valueOf(name) !== '');
  const missing = Object.entries(NEEDED)
    .filter(([name]) => valueOf(name) === '')
    .map(([name, what]) => `${name} is missing: ${what}.`);
  const isOther = askedEnvironment !== '' && askedEnvironment !== cloudEnvironment;
  const wrong: readonly (readonly [isWrong: boolean, sentence: string])[] = [
    [keyPath !== '' && !existsSync(keyPath), 'WECHAT_PRIVATE_KEY_PATH: there is no such file.'],
    [
      keyPath !== '' && isWithin(projectFolder, keyPath),
      'WECHAT_PRIVATE_KEY_PATH: the key lies in the project’s folder; keep it elsewhere.',
    ],
    [
      askedEnvironment === '',
      `${ASKED_IN} names no cloud environment, and the mini-program would ask nobody: put the id there that is in WECHAT_CLOUD_ENVIRONMENT.`,
    ],
    [
      isOther && cloudEnvironment !== '',
      `WECHAT_CLOUD_ENVIRONMENT is another than the mini-program asks, which is ${askedEnvironment} (${ASKED_IN}): one of the two has to change.`,
    ],
    [
      !isRead(() => readApiBaseUrl(environment)),
      'WECHAT_API_BASE_URL is no https address: the AppSecret would travel in the open.',
    ],
    // Given variables replace the cloud's. Without SETTINGS_KEY, stored secrets become unreadable.
    [
      given.length > 0 && !given.includes('SETTINGS_KEY'),
      `SETTINGS_KEY is missing: ${given.join(', ')} would replace the environment that holds it.`,
    ],
    [
      given.includes('SETTINGS_KEY') && !isRead(() => readSettingsKeys(environment)),
      'SETTINGS_KEY and SETTINGS_KEY_PREVIOUS are 32 bytes each, hexadecimal or base64.',
    ],
  ];
  const problems = [
    ...missing,
    ...wrong.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return {
    appId: valueOf('WECHAT_APP_ID'),
    cloudEnvironment,
    /** Path of the private key for code uploads. */
    privateKeyPath: path.resolve(keyPath),
    /** AppSecret, needed for collections, indexes and time-outs. null makes these manual tasks. */
    appSecret: valueOf('WECHAT_APP_SECRET') || null,
    apiBaseUrl: readApiBaseUrl(environment),
    /** Environment variables for functions, by name. Without any, the cloud keeps its own. */
    functionEnvironment: Object.fromEntries(given.map((name) => [name, valueOf(name)])),
  };
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(path.resolve(folder), path.resolve(file));
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}
