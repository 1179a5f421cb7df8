import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { builtFunctions } from '../../support/built';
import { ROOT } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

/**
 * A stand-in for miniprogram-ci. As the real one it keeps Node running after an upload. UPLOADS
 * decides an upload's result, and timers always fail. The mini-program's environment is that of the
 * deployment, since the repository names none.
 */
const STAND_IN = `
const Module = require('node:module');
const load = Module._load;
const done = () => {
  setInterval(() => undefined, 1000);
  return process.env.UPLOADS === 'fail' ? Promise.reject(new Error('ip not in whitelist')) : Promise.resolve();
};
const cloud = { uploadFunction: done, createTimeTrigger: async () => 'no timer today' };
const ci = { Project: class {}, upload: done, cloud };
Module._load = (name, ...rest) => {
  if (name === 'miniprogram-ci') return ci;
  if (name.endsWith('/cloud-environment')) return { CLOUD_ENVIRONMENT: process.env.WECHAT_CLOUD_ENVIRONMENT };
  return load(name, ...rest);
};
`;

const ENVIRONMENT_ID = `test-${process.pid}`;
/** Limit for hangs. */
const DEADLINE_MS = 300_000;

let folder = '';

beforeAll(async () => {
  // Copies the functions as `npm run deploy` builds them.
  await cp(await builtFunctions(), path.join(ROOT, 'dist/cloudfunctions'), { recursive: true });
  folder = await folderWith({ 'private.key': 'key', 'stand-in.cjs': STAND_IN });
});

afterEach(() => {
  for (const kept of ['deploy', 'settings-key'])
    rmSync(path.join(ROOT, `dist/${kept}/${ENVIRONMENT_ID}.json`), { force: true });
  delete process.env['SETTINGS_KEY'];
});

/** Runs `npm run deploy` without an AppSecret. @returns output and exit code */
function deploy(uploads: 'succeed' | 'fail', ...options: readonly string[]) {
  const env = {
    ...process.env,
    WECHAT_APP_ID: 'wx-1',
    WECHAT_APP_SECRET: '',
    WECHAT_CLOUD_ENVIRONMENT: ENVIRONMENT_ID,
    WECHAT_PRIVATE_KEY_PATH: path.join(folder, 'private.key'),
    UPLOADS: uploads,
  };
  const words = ['--require', path.join(folder, 'stand-in.cjs'), '--import', 'tsx'];
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [...words, 'dev/deploy/deploy.ts', ...options],
      { cwd: ROOT, env, timeout: DEADLINE_MS },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, said: stdout + stderr });
      },
    );
  });
}

describe('npm run deploy', () => {
  it('hears of what is missing before anything is built, and does no more then', async () => {
    expect(await deploy('succeed', '--check')).toEqual({
      code: 0,
      said: 'All that a deployment needs is given.\n',
    });
  });

  it('ends when all is done, whatever miniprogram-ci still holds', async () => {
    const { code, said } = await deploy('succeed', '--adopt');
    expect(said).toContain(
      'Refused; nothing else was stopped by it:\n  function sweep: timer 0 17 * * * * *: miniprogram-ci made no timer: no timer today\n  function watch: timer 0 * * * * * *: miniprogram-ci made no timer: no timer today\n',
    );
    expect(said).toMatch(/Left to do by hand:[^]*上传触发器/);
    expect(code).toBe(0);
  });

  it('puts nothing in the place of what may be another program’s', async () => {
    const { code, said } = await deploy('succeed');
    expect(said).toContain('are this project’s, say --adopt.');
    expect(said).not.toContain('Deploying:');
    expect(code).toBe(1);
  });

  it('takes no other SETTINGS_KEY, also when it has been told to forget what was deployed', async () => {
    process.env['SETTINGS_KEY'] = 'a1'.repeat(32);
    expect((await deploy('succeed', '--adopt')).code).toBe(0);
    rmSync(path.join(ROOT, `dist/deploy/${ENVIRONMENT_ID}.json`));
    process.env['SETTINGS_KEY'] = 'b2'.repeat(32);
    const { code, said } = await deploy('succeed', '--adopt');
    expect(said).toContain('SETTINGS_KEY is another than the one that was deployed before');
    expect(code).toBe(1);
  });

  it('ends with a failure at the first step that fails, says why, and what is left', async () => {
    const { code, said } = await deploy('fail', '--adopt');
    expect(said).toContain('ip not in whitelist');
    expect(said).toContain('Left to do by hand:');
    expect(said).not.toContain('mini-program: upload version 0.1.0 (骑手在哪) …');
    expect(code).toBe(1);
  });
});
