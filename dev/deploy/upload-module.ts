import { createRequire } from 'node:module';
import path from 'node:path';
import type { DeploySettings } from './settings';

/** What miniprogram-ci does here (developers.weixin.qq.com/miniprogram/dev/devtools/ci.html). */
export interface UploadModule {
  readonly upload: (version: string, description: string) => Promise<void>;
  readonly uploadFunction: (name: string, folder: string) => Promise<void>;
  /** @throws Error with what miniprogram-ci says where the timer could not be made */
  readonly makeTimer: (functionName: string, triggers: readonly Trigger[]) => Promise<void>;
}

/** A timer of a function as config.json has it: seven fields, UTC+8. */
export interface Trigger {
  readonly name: string;
  readonly type: 'timer';
  readonly config: string;
}

/** What of miniprogram-ci's exports is used. Its typings lie with it, in a folder that is installed on first use. */
interface MiniprogramCi {
  readonly Project: new (options: object) => object;
  readonly upload: (options: object) => Promise<unknown>;
  readonly cloud: {
    readonly uploadFunction: (options: object) => Promise<unknown>;
    readonly createTimeTrigger: (options: object) => Promise<string>;
  };
}

/** What miniprogram-ci 2.1.42 answers when it has made a timer: of a failure it answers, too (dist/ci/cloud/createTimeTrigger.js). */
const TIMER_MADE = '创建定时触发器成功';

/** Uploads by miniprogram-ci, which is what DevTools itself uploads with. */
export function openUploadModule(
  projectFolder: string,
  { appId, privateKeyPath, cloudEnvironment }: DeploySettings,
  ci = installedCi(projectFolder),
): UploadModule {
  const project = new ci.Project({
    appid: appId,
    type: 'miniProgram',
    projectPath: projectFolder,
    privateKeyPath,
    ignores: ['node_modules/**/*', 'dev/**/*', 'test/**/*', 'docs/**/*'],
  });
  return {
    upload: async (version, description) => {
      const setting = { useProjectConfig: true };
      await ci.upload({ project, version, desc: description, setting });
    },
    // Bundles: nothing is to be installed in the cloud.
    uploadFunction: async (name, folder) => {
      const where = { env: cloudEnvironment, name, path: folder };
      await ci.cloud.uploadFunction({ project, ...where, remoteNpmInstall: false });
    },
    makeTimer: async (functionName, triggers) => {
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
