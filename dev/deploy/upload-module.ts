import { createRequire } from 'node:module';
import path from 'node:path';
import type { DeploySettings } from './settings';

/** What miniprogram-ci does here (developers.weixin.qq.com/miniprogram/dev/devtools/ci.html). */
export interface UploadModule {
  readonly upload: (version: string, description: string) => Promise<void>;
  readonly uploadFunction: (name: string, folder: string) => Promise<void>;
}

/** What of miniprogram-ci's exports is used. Its typings lie with it, in a folder that is installed on first use. */
interface MiniprogramCi {
  readonly Project: new (options: object) => object;
  readonly upload: (options: object) => Promise<unknown>;
  readonly cloud: { readonly uploadFunction: (options: object) => Promise<unknown> };
}

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
  };
}

function installedCi(projectFolder: string): MiniprogramCi {
  const from = createRequire(path.join(projectFolder, 'dev/wechat-ci/package.json'));
  return from('miniprogram-ci') as MiniprogramCi;
}
