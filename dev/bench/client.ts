import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { array, create, number, string, type } from 'superstruct';
import { createSandbox, DEMO_ACCOUNT } from '../sandbox/sandbox';
import type { CourierId } from '../sandbox/couriers';
import { installedPeers, REDIRECTED } from './installed-peers';
import type { Speed } from './statistics';
import { speedOf } from './statistics';

const PROJECT_FOLDER = path.join(__dirname, '../..');
/** Look-ups of each kind. */
const ROUNDS = 4000;

export interface ClientSpeeds {
  readonly rounds: number;
  /** A keep-alive POST of node:http: nothing signed, nothing read. */
  readonly bare: Speed;
  readonly ours: Speed;
  readonly nestWechat: Speed;
  readonly nodeEasywechat: Speed;
}

const timesShape = type({
  bare: array(number()),
  ours: array(number()),
  nestWechat: array(number()),
  nodeEasywechat: array(number()),
});

/**
 * Measures one look-up with a token at hand: by our client, by the least that node:http can do, and by other people's clients, by turns, in a process of
 * their own, at one sandbox.
 *
 * @param courierId the company that delivers what is looked up: each answers in its own manner
 * @throws Error when one of them does not find the order
 */
export async function measureClient(courierId: CourierId): Promise<ClientSpeeds> {
  const installed = await installedPeers();
  const sandbox = createSandbox({ now: Date.now });
  const { orderId } = sandbox.place({ courierId });
  for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
  const server = http.createServer(sandbox.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sandboxUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // node-easywechat writes a file where it runs.
  const cwd = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['--require', REDIRECTED, await buildRounds()],
        ...[installed, await tokenOf(sandboxUrl), orderId, String(ROUNDS)],
      ],
      { cwd, env: { ...process.env, SANDBOX_URL: sandboxUrl }, maxBuffer: 16 * 1024 * 1024 },
    );
    const times = create(JSON.parse(stdout), timesShape);
    return {
      rounds: ROUNDS,
      bare: speedOf(times.bare),
      ours: speedOf(times.ours),
      nestWechat: speedOf(times.nestWechat),
      nodeEasywechat: speedOf(times.nodeEasywechat),
    };
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(cwd, { recursive: true });
  }
}

/** Built as functions are: what tsx runs is slower, since it keeps the names of all functions. */
async function buildRounds(): Promise<string> {
  const outfile = path.join(PROJECT_FOLDER, 'dist/bench/client-rounds/index.js');
  await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [path.join(__dirname, 'client-rounds.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node16.13',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'silent',
  });
  return outfile;
}

async function tokenOf(sandboxUrl: string): Promise<string> {
  const { appId: appid, appSecret: secret } = DEMO_ACCOUNT;
  const response = await fetch(`${sandboxUrl}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify({ grant_type: 'client_credential', appid, secret }),
  });
  return create(await response.json(), type({ access_token: string() })).access_token;
}
