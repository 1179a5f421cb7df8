import { createRequire } from 'node:module';
import path from 'node:path';
import type { UploadModule } from './perform-plan';
import type { DeploySettings } from './settings';

/** What of miniprogram-ci's exports is used; it brings typings, but lies in a folder of its own that is installed on first use. */
interface MiniprogramCi {
  readonly Project: new (options: {
    readonly appid: string;
    readonly type: 'miniProgram';
    readonly projectPath: string;
    readonly privateKeyPath: string;
    readonly ignores: readonly string[];
  }) => object;
  readonly upload: (options: {
    readonly project: object;
    readonly version: string;
    readonly desc: string;
    readonly setting: { readonly useProjectConfig: true };
  }) => Promise<unknown>;
  readonly cloud: {
    readonly uploadFunction: (options: {
      readonly project: object;
      readonly env: string;
      readonly name: string;
      readonly path: string;
      readonly remoteNpmInstall: false;
    }) => Promise<unknown>;
  };
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
      const setting = { useProjectConfig: true } as const;
      await ci.upload({ project, version, desc: description, setting });
    },
    // Bundles: nothing is to be installed in the cloud.
    uploadFunction: async (name, folder) => {
      await ci.cloud.uploadFunction({
        project,
        env: cloudEnvironment,
        name,
        path: folder,
        remoteNpmInstall: false,
      });
    },
  };
}

function installedCi(projectFolder: string): MiniprogramCi {
  const from = createRequire(path.join(projectFolder, 'dev/wechat-ci/package.json'));
  return from('miniprogram-ci') as MiniprogramCi;
}
