import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { buildFunctions } from '../build/functions';
import { realClock } from '../clock/clock';
import { createCloud } from '../cloud/cloud';
import { createDatabase } from '../cloud/database/database';
import type { DatabaseServer } from '../cloud/database/database-server';
import { serveDatabase } from '../cloud/database/database-server';
import { openDatabaseJournal } from '../cloud/database/database-journal';
import { callMessage, processEnvironment } from '../cloud/function-environment';
import { DEMO_SHOP_SETTINGS, openShop } from '../host/open-shop';
import { CLERK } from '../host/people';
import { createSandbox, DEMO_ACCOUNT } from '../sandbox/sandbox';
import { median } from './statistics';

/** Fresh processes of each kind. */
const ROUNDS = 25;

const PROJECT_FOLDER = path.join(__dirname, '../..');
const FUNCTION = 'getOrder';
/** Of a cold one: who asks, how often, where the order is, by which accounts, where the store is, the token, whose turn it is, and what was seen. */
const REQUESTS_OF_A_LOOK_UP = 8;
/** What the measured processes are called at the database. */
const CLIENT = 'bench';

/** Prints the time from `require` to the answer in ms, after the answer; stops when the look-up failed, since then it measured something else. */
const MEASURE = `
const [file, event, context] = process.argv.slice(1).map((text, at) => at === 0 ? text : JSON.parse(text));
const start = process.hrtime.bigint();
require(file).main(event, context).then((answer) => {
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  console.log('ms ' + ms);
});`;

/** Medians, in ms, and sizes in bytes. */
export interface ColdStart {
  readonly rounds: number;
  readonly plainMs: number;
  readonly bundleMs: number;
  readonly bundleBytes: number;
  /** What lies beside the bundle and is read only when it is used. */
  readonly deferredBytes: number;
}

/**
 * Measures a cold start of getOrder, from `require` to the first answer: a whole look-up at the sandbox, with the token from the database. The built
 * bundle against the same code with wx-server-sdk from node_modules, in turns, each in a fresh process, so that what else the machine does hits both.
 *
 * @throws Error when a look-up goes another way than that: then the figures would be of something else
 */
export async function measureColdStart(): Promise<ColdStart> {
  const functions = await buildFunctions({
    outputFolder: path.join(PROJECT_FOLDER, 'dist/bench/bundle'),
  });
  const built = functions.find(({ name }) => name === FUNCTION);
  if (built === undefined) throw new Error(`There is no function ${FUNCTION}.`);
  const bundle = path.join(built.folder, 'index.js');
  const plain = await buildPlain();

  const sandbox = createSandbox({ now: Date.now });
  const upstream = http.createServer(sandbox.handle).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const databaseFile = path.join(PROJECT_FOLDER, 'dist/bench/database.journal');
  await rm(databaseFile, { force: true });
  await openShopIn(databaseFile, path.dirname(built.folder), port);
  const database = await serveDatabase(
    createDatabase(openDatabaseJournal(databaseFile, console.log)),
  );
  // Each looks for an order of its own: what another has just asked for is told without a question.
  const measure = (file: string): Promise<number> =>
    timeOf(file, { orderId: sandbox.place().orderId, database, port });

  // The first look-up brings the token into the database.
  await measure(bundle);
  const requestsBefore = database.countOf(CLIENT);
  const times: { readonly plain: number; readonly bundle: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push({ plain: await measure(plain), bundle: await measure(bundle) });
  }
  await database.close();
  upstream.close();
  if (database.countOf(CLIENT) !== requestsBefore + 2 * ROUNDS * REQUESTS_OF_A_LOOK_UP) {
    throw new Error('Not every look-up asked the database for as much as a cold one does.');
  }
  return {
    rounds: ROUNDS,
    plainMs: median(times.map((each) => each.plain)),
    bundleMs: median(times.map((each) => each.bundle)),
    bundleBytes: built.bytes,
    deferredBytes: built.deferredBytes,
  };
}

/** A database with the demo's shop in it. */
async function openShopIn(
  databaseFile: string,
  functionsFolder: string,
  port: number,
): Promise<void> {
  const clock = realClock(Date.now());
  const cloud = await createCloud({
    functionsFolder,
    databaseFile,
    clock: () => clock,
    environment: settingsFor(port),
  });
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: [CLERK] });
  await cloud.stop();
}

function settingsFor(port: number): Readonly<Record<string, string>> {
  return { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: `http://127.0.0.1:${port}` };
}

/** The same source in one file, but every package from node_modules: it has to lie below the project to find them. */
async function buildPlain(): Promise<string> {
  const outfile = path.join(PROJECT_FOLDER, 'dist/bench/plain', FUNCTION, 'index.js');
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [path.join(PROJECT_FOLDER, 'cloudfunctions', FUNCTION, 'index.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node16.13',
    format: 'cjs',
    logLevel: 'silent',
  });
  await writeFile(path.join(path.dirname(outfile), 'package.json'), '{ "main": "index.js" }\n');
  return outfile;
}

interface Surroundings {
  readonly orderId: string;
  readonly database: DatabaseServer;
  readonly port: number;
}

async function timeOf(file: string, { orderId, database, port }: Surroundings): Promise<number> {
  const manifest = { name: FUNCTION, folder: '', timeoutSeconds: 20, memoryMb: 256 };
  const caller = { openId: CLERK.openId, appId: DEMO_ACCOUNT.appId };
  const { event, context, environment } = callMessage(manifest, { orderId }, caller);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', MEASURE, file, JSON.stringify(event), JSON.stringify(context)],
    {
      env: {
        ...processEnvironment(settingsFor(port), database.urlFor(CLIENT)),
        ...environment,
      },
    },
  );
  const ms = /^ms ([\d.]+)$/m.exec(stdout)?.[1];
  if (ms === undefined) throw new Error(`The look-up did not go as it should: ${stdout}`);
  return Number(ms);
}
