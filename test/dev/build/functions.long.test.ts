import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildFunctions } from '../../../dev/build/functions';
import { DEFERRED_FILE } from '../../../dev/build/deferred-packages';
import { realClock } from '../../../dev/clock/clock';
import { buildFunctionProcess } from '../../../dev/cloud/function-process-build';
import { createDatabase } from '../../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../../dev/cloud/database/database-journal';
import { startChild } from '../../../dev/cloud/function-child';
import { callMessage, processEnvironment } from '../../../dev/cloud/function-environment';
import { readManifest } from '../../../dev/cloud/function-manifest';
import type { SdkWorld } from '../../support/fixture-cloud';
import {
  CLERK,
  NOWHERE,
  builtFixture,
  fixtureCloud,
  resultOf,
  scripted,
} from '../../support/fixture-cloud';
import type { WireRequest } from '../../support/recorded-requests';
import { recordRequests } from '../../support/recorded-requests';
import { temporaryFolder } from '../../support/temporary-folder';

const PROJECT_FOLDER = path.join(__dirname, '../../..');

/** Folder of functions that run a test's script with the SDK. */
let fixture: string;
beforeAll(async () => {
  fixture = await builtFixture();
});

describe('what is built', () => {
  let folder: string;
  const textOf = (file: string, of = folder): Promise<string> =>
    readFile(path.join(of, 'getOrder', file), 'utf8');

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(path.join(folder, 'getOrder'));
    await writeFile(path.join(folder, 'getOrder/kept.txt'), 'of somebody else');
    await buildFunctions({ outputFolder: folder });
  });

  test('each folder with an index.ts is a function; core is none', async () => {
    const sources = await readdir(path.join(PROJECT_FOLDER, 'cloudfunctions'));
    expect(sources).toContain('core');
    expect((await readdir(folder)).sort()).toEqual(
      sources.filter((name) => name !== 'core' && path.extname(name) === '').sort(),
    );
  });

  test('what else lies there stays', async () => {
    expect(await textOf('kept.txt')).toBe('of somebody else');
  });

  test('the licences of what it contains, of what only rare calls read, too', async () => {
    const licences = await textOf('LICENSES.txt');
    for (const name of ['wx-server-sdk', 'superstruct', 'bson', 'axios'])
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(.*\\)\n\n.*\\S`, 'm'));
    expect(licences).not.toMatch(/^esbuild /m);
  });

  test('ASCII only, since one other character makes Node hold all of the file in twice the memory', async () => {
    const text = await textOf('index.js');
    expect(Buffer.byteLength(text)).toBe(text.length);
  });

  test('the manifest asks the cloud to install nothing, and keeps the limits', async () => {
    const manifest: unknown = JSON.parse(await textOf('package.json'));
    expect(manifest).toMatchObject({ name: 'getOrder', main: 'index.js' });
    expect(manifest).toHaveProperty('cloudFunction.timeoutSeconds');
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('the same source gives the same bytes, and no path of this machine is in them', async () => {
    const again = await temporaryFolder();
    await buildFunctions({ outputFolder: again });
    for (const file of ['index.js', 'deferred.js', 'package.json', 'config.json']) {
      const text = await textOf(file);
      expect(text === (await textOf(file, again))).toBe(true);
      expect(text.includes(PROJECT_FOLDER)).toBe(false);
    }
  });
});

describe('the trimmed SDK and the full one', () => {
  /** Uses all that our functions need of the SDK, and some deferred packages. */
  const useOfTheSdk = async ({ cloud, db }: SdkWorld): Promise<unknown> => {
    const things = db.collection('c');
    const { openapi } = cloud as unknown as {
      readonly openapi: {
        readonly wxacode: { readonly getUnlimited: (options: object) => Promise<unknown> };
      };
    };
    const uses: readonly (() => unknown)[] = [
      () => cloud.getWXContext(),
      () => db.collection('none').get(),
      () => db.createCollection('c'),
      () => things.add({ data: { _id: 'a', at: new Date(5), r: /x/i, 字: '令牌' } }),
      () => things.doc('b').set({ data: { n: 1, nested: { list: [1, null] } } }),
      () => things.doc('b').update({ data: { n: db.command.inc(1) } }),
      () =>
        things
          .where({ n: db.command.gt(1) })
          .orderBy('n', 'asc')
          .get(),
      // The local database refuses these. Refusals are compared, too.
      () => things.count(),
      () => things.aggregate().group({ _id: null }).end(),
      () => db.runTransaction((transaction) => transaction.collection('c').doc('b').remove()),
      () => cloud.callFunction({ name: 'other', data: { a: 1 } }),
      () => cloud.getTempFileURL({ fileList: ['cloud://file'] }),
      () => cloud.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('x') as never }),
      () => openapi.wxacode.getUnlimited({ scene: 's' }),
    ];
    const answers: unknown[] = [];
    for (const use of uses) {
      try {
        answers.push(await use());
      } catch (error) {
        answers.push({ failed: (error as { errMsg?: unknown }).errMsg });
      }
    }
    return answers;
  };

  /** Parts of JSON that differ between runs. */
  const OF_ONE_RUN: readonly (readonly [RegExp, string])[] = [
    [/(seqId|scfRequestId)=[^&"\\]*/g, '$1=…'],
    [/("(?:authorization|x-client-timestamp|x-timestamp)",)"[^"]*"/gi, '$1"…"'],
    [/boundary=[^"\\]*/g, 'boundary=…'],
    [/-{20,}[\da-f]+/g, '…'],
    [/(transactionId|requestId)(\\*":\\*")[^"\\]*/g, '$1$2…'],
    [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'],
  ];

  interface Run {
    readonly requests: readonly WireRequest[];
    readonly answers: unknown;
  }

  const runWith = async (functionsFolder: string): Promise<Run> => {
    const database = createDatabase(NO_JOURNAL);
    const recorder = await recordRequests(({ body }) => {
      if (!body.startsWith('{')) return { status: 204, body: '' };
      if (body.includes('"storage.getUploadMetadata"')) {
        const file = { token: 't', authorization: 'a', fileId: 'f', cosFileId: 'c' };
        const data = { url: recorder.address, ...file };
        return { status: 200, body: JSON.stringify({ data, requestId: 'r' }) };
      }
      return { status: 200, body: JSON.stringify(database.answer(body)) };
    });
    const manifest = readManifest(functionsFolder, 'sdk');
    if (manifest === null) throw new Error('The fixture was not built.');
    const clock = realClock(Date.now());
    const child = startChild({
      id: 'only',
      program: await buildFunctionProcess(),
      nodeExecutable: process.execPath,
      manifest,
      environment: processEnvironment(NOWHERE, `${recorder.address}/admin`),
      clock,
      onCrash: () => undefined,
    });
    const message = callMessage(manifest, scripted(useOfTheSdk), CLERK);
    const { outcome } = await child.call({ ...message, clock });
    await child.kill();
    await recorder.close();
    const run = JSON.stringify({ requests: recorder.taken(), answers: resultOf(outcome) });
    const port = new URL(recorder.address).port;
    return JSON.parse(
      OF_ONE_RUN.reduce((text, [found, put]) => text.replace(found, put), run).replaceAll(
        port,
        'PORT',
      ),
    ) as Run;
  };

  let trimmed: Run;
  let full: Run;
  beforeAll(async () => {
    [trimmed, full] = [await runWith(fixture), await runWith(await builtFixture(false))];
  });

  test('send the same requests, byte for byte', () => {
    expect(trimmed.requests).toEqual(full.requests);
    expect(trimmed.requests.length).toBeGreaterThan(12);
  });

  test('read the same answers', () => {
    expect(trimmed.answers).toEqual(full.answers);
  });

  test('name the version of the SDK that they are', async () => {
    const versionOf = async (name: string): Promise<unknown> => {
      const file = path.join(PROJECT_FOLDER, 'node_modules', name, 'package.json');
      return (JSON.parse(await readFile(file, 'utf8')) as { version?: unknown }).version;
    };
    const headers = trimmed.requests[0]?.headers ?? [];
    expect(headers).toContain(`tcb-node-sdk/${String(await versionOf('@cloudbase/node-sdk'))}`);
    expect(headers).toContain(`wx-server-sdk/${String(await versionOf('wx-server-sdk'))}`);
  });
});

describe('a deferred package', () => {
  const answered = async (
    functionsFolder: string,
    script: (world: SdkWorld) => unknown,
  ): Promise<unknown> => {
    const cloud = await fixtureCloud({ functionsFolder });
    const outcome = await cloud.invoke('sdk', scripted(script), CLERK);
    await cloud.stop();
    return resultOf(outcome);
  };

  // A failure means that deferring only moves a cost: adapt DEFERRED_PACKAGES or sdk-edits.ts.
  test('is needed neither at the start nor for identity and database', async () => {
    const folder = await temporaryFolder();
    const filter = (file: string): boolean => path.basename(file) !== DEFERRED_FILE;
    await cp(fixture, folder, { recursive: true, filter });
    const answer = await answered(folder, async ({ cloud, db }) => {
      await db.createCollection('c');
      const things = db.collection('c');
      await things.add({ data: { _id: 'a', n: 1 } });
      await things.doc('a').update({ data: { n: db.command.inc(1) } });
      const { data } = await things.where({ n: 2 }).get();
      const loaded = String(Reflect.get(process, 'moduleLoadList'));
      return [cloud.getWXContext().OPENID, data, loaded.includes('NativeModule https')];
    });
    expect(answer).toEqual(['o-clerk', [{ _id: 'a', n: 2 }], false]);
  });

  test('takes of the core of the SDK what index.js has, instead of having it twice', async () => {
    const coreOf = async (file: string): Promise<readonly string[]> =>
      (await readFile(path.join(fixture, 'sdk', file), 'utf8')).match(
        /@cloudbase\/node-sdk\/[^"]+/g,
      ) ?? [];
    const [index, deferred] = [await coreOf('index.js'), await coreOf(DEFERRED_FILE)];
    expect(deferred).toContain('@cloudbase/node-sdk/dist/storage/index.js');
    expect(deferred.filter((file) => index.includes(file))).toEqual([]);
  });

  test('does its work when it is used', async () => {
    const answer = await answered(fixture, ({ cloud }) => {
      const { ai } = cloud as unknown as { ai: () => { createModel: (name: string) => object } };
      return typeof ai().createModel('hunyuan-exp');
    });
    expect(answer).toBe('object');
  });
});
