import { createRequire } from 'node:module';
import path from 'node:path';
import type { DeploySettings } from './settings';

/**
 * Uploads by miniprogram-ci (developers.weixin.qq.com/miniprogram/dev/devtools/ci.html).
 */
export type UploadModule = ReturnType<typeof openUploadModule>;

/** Timer in a function's config.json. `config` is a cron expression: seven fields, in UTC+8. */
export interface Trigger {
  readonly name: string;
  readonly type: 'timer';
  readonly config: string;
}

/** Used exports of miniprogram-ci, typed here, because it is installed only on first use. */
interface MiniprogramCi {
  readonly Project: new (options: object) => object;
  readonly upload: (options: object) => Promise<unknown>;
  readonly cloud: {
    readonly uploadFunction: (options: object) => Promise<unknown>;
    readonly createTimeTrigger: (options: object) => Promise<string>;
  };
}

/** Text that miniprogram-ci 2.1.42 returns on success (dist/ci/cloud/createTimeTrigger.js). */
const TIMER_MADE = '创建定时触发器成功';

/** Prepares uploads with miniprogram-ci, which WeChat's DevTools uses, too. */
export function openUploadModule(
  projectFolder: string,
  { appId, privateKeyPath, cloudEnvironment }: DeploySettings,
  ci = installedCi(projectFolder),
) {
  const project = new ci.Project({
    appid: appId,
    type: 'miniProgram',
    projectPath: projectFolder,
    privateKeyPath,
    ignores: ['node_modules/**/*', 'dev/**/*', 'test/**/*', 'docs/**/*'],
  });
  return {
    upload: async (version: string, description: string) => {
      const setting = { useProjectConfig: true };
      await ci.upload({ project, version, desc: description, setting });
    },
    // No npm installation in the cloud, because the functions are bundles.
    uploadFunction: async (name: string, folder: string) => {
      const where = { env: cloudEnvironment, name, path: folder };
      await ci.cloud.uploadFunction({ project, ...where, remoteNpmInstall: false });
    },
    /** @throws Error with miniprogram-ci's words when the timer could not be made */
    makeTimer: async (functionName: string, triggers: readonly Trigger[]) => {
      const where = { envId: cloudEnvironment, functionName, triggersConfig: [...triggers] };
      const told = await ci.cloud.createTimeTrigger({ project, ...where });
      if (told !== TIMER_MADE) throw new Error(`miniprogram-ci made no timer: ${told}`);
    },
  };
}

function installedCi(projectFolder: string): MiniprogramCi {
  const from = createRequire(path.join(projectFolder, 'dev/wechat-ci/package.json'));
  return from('miniprogram-ci') as MiniprogramCi;
}
