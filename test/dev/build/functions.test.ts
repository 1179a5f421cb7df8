import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildFunctions } from '../../../dev/build/functions';
import { realClock } from '../../../dev/clock/clock';
import { buildFunctionProcess } from '../../../dev/cloud/function-process-build';
import { createDatabase } from '../../../dev/cloud/database/database';
import { NO_JOURNAL } from '../../../dev/cloud/database/database-journal';
import { startChild } from '../../../dev/cloud/function-child';
import { callMessage, processEnvironment } from '../../../dev/cloud/function-environment';
import { readManifest } from '../../../dev/cloud/function-manifest';
import type { SdkWorld } from '../../support/fixture-cloud';
import { temporaryFolder } from '../../support/temporary-folder';
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

const PROJECT_FOLDER = path.join(__dirname, '../../..');

describe('what is built', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(path.join(folder, 'getOrder'), { recursive: true });
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

  test('a folder that can be uploaded alone; what else lies there stays', async () => {
    expect(await readdir(path.join(folder, 'getOrder'))).toEqual([
      'config.json',
      'deferred.js',
      'index.js',
      'kept.txt',
      'package.json',
    ]);
  });

  test('the manifest asks the cloud to install nothing, and keeps the limits', async () => {
    const text = await readFile(path.join(folder, 'getOrder/package.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    expect(manifest).toMatchObject({ name: 'getOrder', main: 'index.js' });
    expect(manifest).toHaveProperty('cloudFunction.timeoutSeconds');
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('the same source gives the same bytes', async () => {
    const again = await temporaryFolder();
    await buildFunctions({ outputFolder: again });
    for (const file of ['index.js', 'deferred.js', 'package.json', 'config.json']) {
      const [one, two] = await Promise.all(
        [folder, again].map((each) => readFile(path.join(each, 'getOrder', file), 'utf8')),
      );
      expect(two === one).toBe(true);
    }
  });

  test('no path of this machine is in it', async () => {
    for (const file of ['index.js', 'deferred.js']) {
      const text = await readFile(path.join(folder, 'getOrder', file), 'utf8');
      expect(text.includes(PROJECT_FOLDER)).toBe(false);
    }
  });
});

describe('the trimmed SDK and the full one', () => {
  /** Everything that a function of this product does with the SDK, and some of what only the deferred packages can do. */
  const useOfTheSdk = async ({ cloud, db }: SdkWorld): Promise<unknown> => {
    const answers: unknown[] = [cloud.getWXContext()];
    const keep = async (what: unknown): Promise<void> => {
      try {
        answers.push(await what);
      } catch (error) {
        answers.push({ failed: (error as { errMsg?: unknown }).errMsg });
      }
    };
    await keep(db.collection('none').get());
    await keep(db.createCollection('c'));
    await keep(
      db.collection('c').add({ data: { _id: 'a', at: new Date(5), r: /x/i, 字: '令牌' } }),
    );
    await keep(db.collection('c').add({ data: { _id: 'b', n: 1, nested: { list: [1, null] } } }));
    await keep(
      db
        .collection('c')
        .doc('b')
        .update({ data: { n: db.command.inc(1) } }),
    );
    await keep(
      db
        .collection('c')
        .where({ n: db.command.gt(1) })
        .orderBy('n', 'asc')
        .get(),
    );
    // What follows the local database refuses: what is asked and what is made of the refusal is compared all the same.
    await keep(db.collection('c').count());
    await keep(db.collection('c').aggregate().group({ _id: null }).end());
    await keep(db.runTransaction((transaction) => transaction.collection('c').doc('b').remove()));
    await keep(cloud.callFunction({ name: 'other', data: { a: 1 } }));
    await keep(cloud.getTempFileURL({ fileList: ['cloud://file'] }));
    await keep(cloud.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('x') as never }));
    const openapi = cloud.openapi as unknown as {
      readonly wxacode: { readonly getUnlimited: (options: object) => Promise<unknown> };
    };
    await keep(openapi.wxacode.getUnlimited({ scene: 's' }));
    return answers;
  };

  /** Takes out what differs from one run to the next. */
  const normalised = ({ line, headers, body }: WireRequest): WireRequest => ({
    line: line.replace(/seqId=[^&]*/, 'seqId=…').replace(/scfRequestId=[^&]*/, 'scfRequestId=…'),
    headers: headers.map((value, index) =>
      /^(authorization|x-client-timestamp|x-timestamp)$/i.test(headers[index - 1] ?? '')
        ? '…'
        : value.replace(/boundary=.*/, 'boundary=…'),
    ),
    body: body
      .replace(/-{20,}[\da-f]+/g, '…')
      .replace(/("transactionId":")[^"]*/g, '$1…')
      .replace(/("requestId":")[^"]*/g, '$1…'),
  });

  interface Run {
    readonly requests: readonly WireRequest[];
    readonly answers: unknown;
  }

  const runWith = async (trim: boolean): Promise<Run> => {
    const database = createDatabase(NO_JOURNAL);
    const recorder = await recordRequests(({ body }) => {
      if (!body.startsWith('{')) return { status: 204, body: '' };
      if (body.includes('"storage.getUploadMetadata"')) {
        const data = {
          url: recorder.address,
          token: 't',
          authorization: 'a',
          fileId: 'f',
          cosFileId: 'c',
        };
        return { status: 200, body: JSON.stringify({ data, requestId: 'r' }) };
      }
      return { status: 200, body: JSON.stringify(database.answer(body).answer) };
    });
    const manifest = readManifest(await builtFixture(trim), 'sdk');
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
    const port = new URL(recorder.address).port;
    const text = JSON.stringify({
      requests: recorder.taken().map(normalised),
      answers: resultOf(outcome),
    });
    // Each run has a port of its own, and the database numbers its answers.
    return JSON.parse(
      text
        .replaceAll(port, 'PORT')
        .replace(/seqId=[\da-f_]+/g, 'seqId=…')
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'),
    ) as Run;
  };

  let trimmed: Run;
  let full: Run;
  beforeAll(async () => {
    [trimmed, full] = await Promise.all([runWith(true), runWith(false)]);
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

test('identity and database need none of the deferred packages', async () => {
  const functionsFolder = await builtFixture();
  await rm(path.join(functionsFolder, 'sdk/deferred.js'));
  const cloud = await fixtureCloud({ functionsFolder });
  const outcome = await cloud.invoke(
    'sdk',
    scripted(async ({ cloud: sdk, db }) => {
      await db.createCollection('c');
      await db.collection('c').add({ data: { _id: 'a', n: 1 } });
      await db
        .collection('c')
        .doc('a')
        .update({ data: { n: db.command.inc(1) } });
      const { data } = await db.collection('c').where({ n: 2 }).get();
      return [sdk.getWXContext().OPENID, data];
    }),
    CLERK,
  );
  await cloud.stop();
  expect(resultOf(outcome)).toEqual(['o-clerk', [{ _id: 'a', n: 2 }]]);
});

test('a deferred package does its work when it is used', async () => {
  const cloud = await fixtureCloud({ functionsFolder: await builtFixture() });
  const outcome = await cloud.invoke(
    'sdk',
    scripted(({ cloud: sdk }) => {
      const { ai } = sdk as unknown as { ai: () => { createModel: (name: string) => object } };
      return typeof ai().createModel('hunyuan-exp');
    }),
    CLERK,
  );
  await cloud.stop();
  expect(resultOf(outcome)).toBe('object');
});
