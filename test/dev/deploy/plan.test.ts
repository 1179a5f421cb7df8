import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { manualTasks } from '../../../dev/deploy/manual-tasks';
import { INDEXES } from '../../../dev/deploy/indexes';
import { type Plan, type Project, makePlan, performPlan } from '../../../dev/deploy/plan';
import type { DeployRecord } from '../../../dev/deploy/record';
import { openUploadModule } from '../../../dev/deploy/upload-module';
import { COLLECTION_NAMES } from '../../../miniprogram/contract/shop-collections';
import { DEPLOY_SETTINGS as SETTINGS } from '../../support/deploy-settings';
import { textOf } from '../../support/repository';
import { folderWith } from '../../support/temporary-folder';

const NEVER: DeployRecord = { marks: {} };
/** miniprogram-ci 2.1.42 answers even failures (dist/ci/cloud/createTimeTrigger.js). */
const TIMER_MADE = '创建定时触发器成功';
const TIMER_REFUSED = '请检查传入的 triggersConfig 是否符合格式';

let project: Project;

beforeEach(async () => {
  const built = ['getOrder', 'shop', 'sweep', 'watch'].flatMap((name) => [
    [`functions/${name}/index.js`, ''],
    ...['package.json', 'config.json'].map((file) => [
      `functions/${name}/${file}`,
      textOf(`cloudfunctions/${name}/${file}`),
    ]),
  ]);
  const folder = await folderWith({
    ...(Object.fromEntries(built) as Record<string, string>),
    'miniprogram/pages/a.ts': '',
    'project.config.json': '{}',
  });
  const functionsFolder = path.join(folder, 'functions');
  project = { folder, functionsFolder, version: '1.2.3', description: 'first' };
});

/**
 * Performs a plan with stand-ins for miniprogram-ci and WeChat, and records their calls.
 *
 * @param timer answer of miniprogram-ci to a new timer
 */
async function performed(plan: Plan, before = NEVER, failing?: string, timer = TIMER_MADE) {
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
      createTimeTrigger: async (options: object) => {
        await called('createTimeTrigger', { ...options, project: null });
        return timer;
      },
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
  const ended = await performing.then(
    (refused) => ({ refused, failure: null }),
    (failure: unknown) => ({ refused: [], failure }),
  );
  return { calls, said, record, ...ended };
}

const planned = (plan: Plan) => plan.steps.map(({ name }) => name);

describe('a deployment', () => {
  it('does what its plan says, in that order: the database first, the functions before the pages, last what can be done by hand', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { calls, said } = await performed(plan);
    expect(said).toEqual(plan.steps.map(({ sentence }) => sentence));
    const code = (name: string) => {
      const folder = path.join(project.functionsFolder, name);
      const bundle = { env: 'prod-1', name, path: folder, remoteNpmInstall: false, project: null };
      return ['uploadFunction', bundle];
    };
    const timer = (functionName: string, name: string, config: string) => {
      const triggersConfig = [{ name, type: 'timer', config }];
      return [
        'createTimeTrigger',
        { envId: 'prod-1', functionName, triggersConfig, project: null },
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
      ...['getOrder', 'shop', 'sweep', 'watch'].map(code),
      ['upload', { version: '1.2.3', desc: 'first', setting, project: null }],
      // Each hour at minute 17 and each minute, as in the functions' config.json.
      timer('sweep', 'hourly', '0 17 * * * * *'),
      timer('watch', 'minutely', '0 * * * * * *'),
      ['configureFunction', 'getOrder', 10, { SETTINGS_KEY: 'the-settings-key' }],
      ['configureFunction', 'shop', 10, SETTINGS.functionEnvironment],
      ['configureFunction', 'sweep', 60, {}],
      ['configureFunction', 'watch', 60, { SETTINGS_KEY: 'the-settings-key' }],
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
      'function shop',
      'mini-program 1.2.3',
      'function-config getOrder',
      'function-config shop',
      'function-config watch',
    ]);
  });

  it('that breaks off goes on from there the next time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { record, failure } = await performed(plan, NEVER, 'uploadFunction');
    expect(failure).toEqual(new Error('ip not allowed'));
    expect(planned(makePlan(project, SETTINGS, record))[0]).toBe('function getOrder');
  });

  it('is not stopped by what can be done by hand: that is tried again the next time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { calls, record, refused, failure } = await performed(plan, NEVER, 'configureFunction');
    expect(failure).toBeNull();
    expect(calls.flat()).toEqual(expect.arrayContaining(['uploadFunction', 'upload']));
    expect(refused.map(({ reason }) => reason)).toEqual(Array(4).fill('ip not allowed'));
    expect(planned(makePlan(project, SETTINGS, record))).toEqual([
      ...['function-config getOrder', 'function-config shop'],
      ...['function-config sweep', 'function-config watch'],
    ]);
    const without = manualTasks(SETTINGS);
    const left = manualTasks(
      SETTINGS,
      refused.map(({ manualTask }) => manualTask),
    );
    const [line, ...more] = left.filter((sentence) => !without.includes(sentence));
    expect(more).toEqual([]);
    expect(line).toMatch(
      /配置：.*超时时间 10 秒、10 秒、60 秒、60 秒；环境变量 SETTINGS_KEY、OWNER_SETUP_CODE/,
    );
  });

  it('hears by its words that miniprogram-ci made no timer, which it does not throw', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { record, refused } = await performed(plan, NEVER, undefined, TIMER_REFUSED);
    expect(refused).toEqual(
      ['sweep: timer 0 17 * * * * *', 'watch: timer 0 * * * * * *'].map((timer) => ({
        sentence: `function ${timer}`,
        reason: `miniprogram-ci made no timer: ${TIMER_REFUSED}`,
        manualTask: 'timer',
      })),
    );
    const left = ['timer sweep', 'timer watch'];
    expect(planned(makePlan(project, SETTINGS, record))).toEqual(left);
    expect(manualTasks(SETTINGS, ['timer']).join()).toContain('上传触发器');
    expect(manualTasks(SETTINGS).join()).not.toContain('上传触发器');
  });

  it('tells and keeps no secret', async () => {
    const { said, record } = await performed(makePlan(project, SETTINGS, NEVER));
    const told = [said.join(), JSON.stringify(record), manualTasks(SETTINGS).join()].join();
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
      'function watch',
      'mini-program 1.2.3',
      'timer sweep',
      'timer watch',
    ]);
    const left = manualTasks(bare).join('\n');
    for (const name of COLLECTION_NAMES) expect(left).toContain(name);
    expect(left).toContain('超时时间 10 秒、10 秒、60 秒、60 秒');
    expect(left).toContain('OWNER_SETUP_CODE');
  });

  it('leaves to be done by hand first of all that nobody else writes into the database, then the runtime, since miniprogram-ci makes missing functions with one on which they do not run', () => {
    const [first, second] = manualTasks(SETTINGS);
    expect(first).toMatch(/云开发控制台 → 数据库 → .*数据权限 → 仅管理端可读写/);
    for (const name of COLLECTION_NAMES) expect(first).toContain(name);
    expect(second).toMatch(/运行环境：要是 Nodejs16\.13 或更新/);
  });

  it('wants functions that have been built', () => {
    const unbuilt = { ...project, functionsFolder: path.join(project.folder, 'nowhere') };
    expect(() => makePlan(unbuilt, SETTINGS, NEVER)).toThrow('getOrder has not been built');
  });
});
