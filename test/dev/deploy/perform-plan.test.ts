import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildFunctions } from '../../../dev/build/functions';
import { leftToDo } from '../../../dev/deploy/by-hand';
import { INDEXES } from '../../../dev/deploy/indexes';
import { performPlan, sentenceOf } from '../../../dev/deploy/perform-plan';
import type { Plan, Project } from '../../../dev/deploy/plan';
import { makePlan } from '../../../dev/deploy/plan';
import type { DeployRecord } from '../../../dev/deploy/record';
import { readRecord, writeRecord } from '../../../dev/deploy/record';
import type { DeploySettings } from '../../../dev/deploy/settings';
import type { TcbApi } from '../../../dev/deploy/tcb-api';
import { openUploadModule } from '../../../dev/deploy/upload-module';
import { SHOP_COLLECTIONS } from '../../../miniprogram/shared/shop-collections';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

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

beforeAll(async () => {
  const folder = await temporaryFolder();
  const functionsFolder = path.join(folder, 'functions');
  await Promise.all([
    buildFunctions({ outputFolder: functionsFolder }),
    cp(path.join(ROOT, 'miniprogram/pages'), path.join(folder, 'miniprogram/pages'), {
      recursive: true,
    }),
    cp(path.join(ROOT, 'project.config.json'), path.join(folder, 'project.config.json')),
  ]);
  project = { folder, functionsFolder, version: '1.2.3', description: 'first' };
});

/** Stands in for miniprogram-ci and for WeChat, and writes down what it was called with. It checks nothing, and uploads nothing. */
function recorder(existing: readonly string[] = []) {
  const calls: unknown[] = [];
  const ci = {
    Project: class {
      constructor(readonly options: object) {
        calls.push(['project', options]);
      }
    },
    upload: ({ project: _project, ...options }: { project: object }) => {
      calls.push(['upload', options]);
      return Promise.resolve();
    },
    cloud: {
      uploadFunction: ({ project: _project, ...options }: { project: object }) => {
        calls.push(['uploadFunction', options]);
        return Promise.resolve();
      },
    },
  };
  const tcb: TcbApi = {
    collections: () => Promise.resolve(existing),
    addCollection: (name) => {
      calls.push(['addCollection', name]);
      return Promise.resolve();
    },
    addIndex: ({ collection, name }) => {
      calls.push(['addIndex', `${collection}.${name}`]);
      return Promise.resolve();
    },
    configureFunction: (...given) => {
      calls.push(['configureFunction', ...given]);
      return Promise.resolve();
    },
  };
  return { calls, tcb, uploads: openUploadModule(project.folder, SETTINGS, ci) };
}

async function performed(plan: Plan, before = NEVER, existing: readonly string[] = []) {
  const { calls, tcb, uploads } = recorder(existing);
  const said: string[] = [];
  const kept: DeployRecord[] = [];
  const record = await performPlan(plan, before, {
    uploads,
    tcb,
    say: (sentence) => said.push(sentence),
    keep: (one) => kept.push(one),
  });
  return { calls, said, kept, record };
}

describe('a deployment', () => {
  it('does what its plan says, in that order: the database first, the pages last', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { calls, said } = await performed(plan);
    expect(said).toEqual(plan.steps.map(sentenceOf));
    const [first, ...rest] = calls;
    expect(first).toEqual([
      'project',
      expect.objectContaining({ appid: 'wx-1', privateKeyPath: 'somewhere/private.key' }),
    ]);
    const functionCalls = (name: string, timeoutSeconds: number, environment: object) => [
      [
        'uploadFunction',
        {
          env: 'prod-1',
          name,
          path: path.join(project.functionsFolder, name),
          remoteNpmInstall: false,
        },
      ],
      ['configureFunction', name, timeoutSeconds, environment],
    ];
    expect(rest).toEqual([
      ...SHOP_COLLECTIONS.map((name) => ['addCollection', name]),
      ...INDEXES.map(({ collection, name }) => ['addIndex', `${collection}.${name}`]),
      ...functionCalls('getOrder', 10, { SETTINGS_KEY: 'the-settings-key' }),
      ...functionCalls('shop', 10, SETTINGS.functionEnvironment),
      ...functionCalls('sweep', 60, {}),
      ['upload', { version: '1.2.3', desc: 'first', setting: { useProjectConfig: true } }],
    ]);
  });

  it('plans nothing new the second time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { record } = await performed(plan);
    const again = makePlan(project, SETTINGS, record);
    expect(again.steps).toEqual([]);
    expect(again.unchanged).toHaveLength(plan.steps.length);
    expect((await performed(again, record)).calls).toHaveLength(1);
  });

  it('plans what has changed: a function, its settings, a page, the version', async () => {
    const { record } = await performed(makePlan(project, SETTINGS, NEVER));
    const folder = await temporaryFolder();
    await cp(project.folder, folder, { recursive: true });
    const functionsFolder = path.join(folder, 'functions');
    const changed = { ...project, folder, functionsFolder };
    expect(makePlan(changed, SETTINGS, record).steps).toEqual([]);
    await writeFile(path.join(functionsFolder, 'shop/index.js'), '// another');
    await writeFile(path.join(folder, 'miniprogram/pages/new.ts'), '');
    const other = { ...SETTINGS, functionEnvironment: { SETTINGS_KEY: 'another' } };
    expect(makePlan(changed, other, record).steps.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'function-config getOrder',
      'function shop',
      'function-config shop',
      'mini-program 1.2.3',
    ]);
    await cp(path.join(project.folder, 'miniprogram'), path.join(folder, 'miniprogram'), {
      recursive: true,
    });
    await rm(path.join(folder, 'miniprogram/pages/new.ts'));
    await writeFile(path.join(folder, 'project.config.json'), '{ "setting": {} }');
    const compiledOtherwise = makePlan(
      { ...changed, functionsFolder: project.functionsFolder },
      SETTINGS,
      record,
    );
    expect(compiledOtherwise.steps.map(({ kind }) => kind)).toEqual(['mini-program']);
    const next = { ...project, version: '1.2.4' };
    expect(makePlan(next, SETTINGS, record).steps.map(({ kind }) => kind)).toEqual([
      'mini-program',
    ]);
  });

  it('makes no collection that is there already', async () => {
    const { calls } = await performed(makePlan(project, SETTINGS, NEVER), NEVER, ['shop', 'staff']);
    const added = calls.flatMap((call) =>
      Array.isArray(call) && call[0] === 'addCollection' ? [call[1] as string] : [],
    );
    expect(added).toEqual(SHOP_COLLECTIONS.filter((name) => name !== 'shop' && name !== 'staff'));
  });

  it('that breaks off goes on from there the next time', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { tcb, uploads } = recorder();
    let record = NEVER;
    const failing = performPlan(plan, NEVER, {
      uploads: { ...uploads, uploadFunction: () => Promise.reject(new Error('ip not allowed')) },
      tcb,
      say: () => undefined,
      keep: (kept) => {
        record = kept;
      },
    });
    await expect(failing).rejects.toThrow('ip not allowed');
    expect(makePlan(project, SETTINGS, record).steps[0]).toMatchObject({
      kind: 'function',
      id: 'getOrder',
    });
  });

  it('takes an index that is there already for what is wanted, and no other failure', async () => {
    const plan = makePlan(project, SETTINGS, NEVER);
    const { tcb, uploads } = recorder();
    const indexing = (message: string) =>
      performPlan(plan, NEVER, {
        uploads,
        tcb: { ...tcb, addIndex: () => Promise.reject(new Error(message)) },
        say: () => undefined,
        keep: () => undefined,
      });
    await expect(indexing('updateindex answered -1: index already exists')).resolves.toBeDefined();
    await expect(indexing('updateindex answered 40097: bad')).rejects.toThrow('40097');
    const missing = 'updateindex answered -502005: database collection not exists';
    await expect(indexing(missing)).rejects.toThrow('-502005');
  });

  it('does not take for done what it cannot do', async () => {
    const { uploads } = recorder();
    const plan = makePlan(project, SETTINGS, NEVER);
    const parts = { uploads, tcb: null, say: () => undefined, keep: () => undefined };
    await expect(performPlan(plan, NEVER, parts)).rejects.toThrow('need the AppSecret');
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
    expect(makePlan(project, bare, NEVER).steps.map(({ kind }) => kind)).toEqual([
      'function',
      'function',
      'function',
      'mini-program',
    ]);
    const left = leftToDo(bare).join('\n');
    for (const name of SHOP_COLLECTIONS) expect(left).toContain(name);
    expect(left).toContain('超时时间：10 秒、10 秒、60 秒');
    expect(left).toContain('OWNER_SETUP_CODE');
  });

  it('leaves to be done by hand first of all that nobody else writes into the database', () => {
    const [first] = leftToDo(SETTINGS);
    expect(first).toMatch(/云开发控制台 → 数据库 → .*数据权限 → 仅管理端可读写/);
    for (const name of SHOP_COLLECTIONS) expect(first).toContain(name);
  });

  it('tells which runtime functions need, since miniprogram-ci makes those that are missing with one on which they do not run', () => {
    expect(leftToDo(SETTINGS)[1]).toMatch(/运行环境：要是 Nodejs16\.13 或更新/);
  });

  it('wants functions that have been built', () => {
    const unbuilt = { ...project, functionsFolder: path.join(project.folder, 'nowhere') };
    expect(() => makePlan(unbuilt, SETTINGS, NEVER)).toThrow('getOrder has not been built');
  });
});

describe('the record of what was deployed', () => {
  it('is read as it was written; what cannot be read counts as nothing', async () => {
    const file = path.join(await temporaryFolder(), 'deploy/prod-1.json');
    expect(readRecord(file)).toEqual(NEVER);
    writeRecord(file, { marks: { 'function shop': 'a' } });
    expect(readRecord(file)).toEqual({ marks: { 'function shop': 'a' } });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{ "marks": 1 }');
    expect(readRecord(file)).toEqual(NEVER);
  });
});
