import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { leftToDo } from '../../../dev/deploy/by-hand';
import { INDEXES } from '../../../dev/deploy/indexes';
import type { Plan, Project } from '../../../dev/deploy/plan';
import { makePlan, performPlan } from '../../../dev/deploy/plan';
import type { DeployRecord } from '../../../dev/deploy/record';
import type { DeploySettings } from '../../../dev/deploy/settings';
import { openUploadModule } from '../../../dev/deploy/upload-module';
import { COLLECTION_NAMES } from '../../../miniprogram/shared/shop-collections';
import { textOf } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

const SETTINGS: DeploySettings = {
  appId: 'wx-1',
  cloudEnvironment: 'prod-1',
  privateKeyPath: 'somewhere/private.key',
  appSecret: 'the-app-secret',
  apiBaseUrl: 'https://api.weixin.qq.com',
  functionEnvironment: { SETTINGS_KEY: 'the-settings-key', OWNER_SETUP_CODE: 'the-setup-code' },
};
const NEVER: DeployRecord = { marks: {} };

let project: Project;

beforeEach(async () => {
  const manifests = ['getOrder', 'shop', 'sweep'].map(
    (name) =>
      [`functions/${name}/package.json`, textOf(`cloudfunctions/${name}/package.json`)] as const,
  );
  const folder = await folderWith({
    ...Object.fromEntries(manifests),
    'functions/getOrder/index.js': '',
    'functions/shop/index.js': '',
    'functions/sweep/index.js': '',
    'miniprogram/pages/a.ts': '',
    'project.config.json': '{}',
  });
  const functionsFolder = path.join(folder, 'functions');
  project = { folder, functionsFolder, version: '1.2.3', description: 'first' };
});

/** Performs a plan with what stands in for miniprogram-ci and for WeChat, and writes down what it was called with. It checks nothing, and uploads nothing. */
async function performed(plan: Plan, before = NEVER, failing?: string) {
  const calls: unknown[] = [];
  const called = (name: string, ...words: readonly unknown[]): Promise<void> => {
    if (name === failing) return Promise.reject(new Error('ip not allowed'));
    calls.push([name, ...words]);
    return Promise.resolve();
  };
  const ci = {
    Project: class {
      constructor(readonly options: object) {
        void called('project', options);
      }
    },
    upload: (options: object) => called('upload', { ...options, project: null }),
    cloud: {
      uploadFunction: (options: object) => called('uploadFunction', { ...options, project: null }),
    },
  };
  const said: string[] = [];
  let record = before;
  const performing = performPlan(plan, before, {
    uploads: openUploadModule(project.folder, SETTINGS, ci),
    tcb: {
      inEnvironment: () => Promise.reject(new Error('A plan does not look around.')),
      haveCollection: (name) => called('haveCollection', name),
      haveIndex: ({ collection, name }) => called('haveIndex', `${collection}.${name}`),
      configureFunction: (...words) => called('configureFunction', ...words),
    },
    say: (sentence) => said.push(sentence),
    keep: (kept) => {
      record = kept;
    },
  });
  const failure: unknown = await performing.then(
    () => null,
    (error: unknown) => error,
  );
  return { calls, said, record, failure };
}

const planned = (plan: Plan) => plan.steps.map(({ name }) => name);

describe('a deployment', () => {
  it('does what its plan says, in that order: the database first, the pages last', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { calls, said } = await performed(plan);
    expect(said).toEqual(plan.steps.map(({ sentence }) => sentence));
    const ofFunction = (name: string, timeoutSeconds: number, environment: object) => {
      const folder = path.join(project.functionsFolder, name);
      const bundle = { env: 'prod-1', name, path: folder, remoteNpmInstall: false, project: null };
      return [
        ['uploadFunction', bundle],
        ['configureFunction', name, timeoutSeconds, environment],
      ];
    };
    const setting = { useProjectConfig: true };
    expect(calls).toEqual([
      [
        'project',
        expect.objectContaining({ appid: 'wx-1', privateKeyPath: 'somewhere/private.key' }),
      ],
      ...COLLECTION_NAMES.map((name) => ['haveCollection', name]),
      ...INDEXES.map(({ collection, name }) => ['haveIndex', `${collection}.${name}`]),
      ...ofFunction('getOrder', 10, { SETTINGS_KEY: 'the-settings-key' }),
      ...ofFunction('shop', 10, SETTINGS.functionEnvironment),
      ...ofFunction('sweep', 60, {}),
      ['upload', { version: '1.2.3', desc: 'first', setting, project: null }],
    ]);
  });

  it('plans nothing new the second time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { record } = await performed(plan);
    const again = makePlan(project, SETTINGS, record);
    expect(again).toEqual({ steps: [], unchanged: planned(plan) });
  });

  it('plans what has changed: a function, its settings, a page, how it is compiled, the version', async () => {
    const { record } = await performed(makePlan(project, SETTINGS, NEVER));
    const page = path.join(project.folder, 'miniprogram/pages/new.ts');
    const changes = (settings = SETTINGS, version = '1.2.3') =>
      planned(makePlan({ ...project, version }, settings, record));
    expect(changes(SETTINGS, '1.2.4')).toEqual(['mini-program 1.2.4']);
    await writeFile(page, '');
    expect(changes()).toEqual(['mini-program 1.2.3']);
    await rm(page);
    expect(changes()).toEqual([]);
    await writeFile(path.join(project.folder, 'project.config.json'), '{ "setting": {} }');
    expect(changes()).toEqual(['mini-program 1.2.3']);
    await writeFile(path.join(project.functionsFolder, 'shop/index.js'), '// another');
    const other = { ...SETTINGS, functionEnvironment: { SETTINGS_KEY: 'another' } };
    expect(changes(other)).toEqual([
      'function-config getOrder',
      'function shop',
      'function-config shop',
      'mini-program 1.2.3',
    ]);
  });

  it('that breaks off goes on from there the next time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { record, failure } = await performed(plan, NEVER, 'uploadFunction');
    expect(failure).toEqual(new Error('ip not allowed'));
    expect(planned(makePlan(project, SETTINGS, record))[0]).toBe('function getOrder');
  });

  it('tells and keeps no secret', async () => {
    const { said, record } = await performed(makePlan(project, SETTINGS, NEVER));
    const told = [said.join(), JSON.stringify(record), leftToDo(SETTINGS).join()].join();
    for (const secret of ['the-app-secret', 'the-settings-key', 'the-setup-code', 'private.key'])
      expect(told).not.toContain(secret);
    expect(told).toContain('environment replaced by SETTINGS_KEY, OWNER_SETUP_CODE');
  });

  it('without the AppSecret leaves collections, indexes and time-outs to be done by hand, and says so', () => {
    const bare = { ...SETTINGS, appSecret: null };
    expect(planned(makePlan(project, bare, NEVER))).toEqual([
      'function getOrder',
      'function shop',
      'function sweep',
      'mini-program 1.2.3',
    ]);
    const left = leftToDo(bare).join('\n');
    for (const name of COLLECTION_NAMES) expect(left).toContain(name);
    expect(left).toContain('超时时间：10 秒、10 秒、60 秒');
    expect(left).toContain('OWNER_SETUP_CODE');
  });

  it('leaves to be done by hand first of all that nobody else writes into the database, then the runtime, since miniprogram-ci makes missing functions with one on which they do not run', () => {
    const [first, second] = leftToDo(SETTINGS);
    expect(first).toMatch(/云开发控制台 → 数据库 → .*数据权限 → 仅管理端可读写/);
    for (const name of COLLECTION_NAMES) expect(first).toContain(name);
    expect(second).toMatch(/运行环境：要是 Nodejs16\.13 或更新/);
  });

  it('wants functions that have been built', () => {
    const unbuilt = { ...project, functionsFolder: path.join(project.folder, 'nowhere') };
    expect(() => makePlan(unbuilt, SETTINGS, NEVER)).toThrow('getOrder has not been built');
  });
});
