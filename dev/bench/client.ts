import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Infer } from 'superstruct';
import { array, create, number, string, type } from 'superstruct';
import { DEMO_ACCOUNT } from '../sandbox/account';
import type { CourierId } from '../sandbox/couriers';
import { buildProgram } from './build-program';
import { installOtherClients, REDIRECTED } from './install-other-clients';
import { serveSandbox } from './served-sandbox';

const ROUNDS = 4000;

const timesShape = type({
  /** Baseline: a keep-alive POST by node:http, without signing or parsing. */
  bare: array(number()),
  ours: array(number()),
  nestWechat: array(number()),
});

/** Duration of each look-up in ms, by client. */
export type ClientTimes = Infer<typeof timesShape>;

/**
 * Measures one look-up with a known token: by our client, by bare node:http and by other npm
 * clients. All take turns in one child process and ask the same sandbox.
 *
 * @param courierId delivery company of the order, since each company answers in its own manner
 * @throws Error when a client does not find the order
 */
export async function measureClient(courierId: CourierId): Promise<ClientTimes> {
  const installed = await installOtherClients();
  const sandbox = await serveSandbox(Date.now);
  try {
    const program = await buildProgram('dev/bench/client-rounds.ts', true);
    const words = [
      installed,
      await tokenOf(sandbox.url),
      sandbox.placeOrder(courierId),
      String(ROUNDS),
    ];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', REDIRECTED, program, ...words],
      { env: { ...process.env, SANDBOX_URL: sandbox.url }, maxBuffer: 16 * 1024 * 1024 },
    );
    return create(JSON.parse(stdout), timesShape);
  } finally {
    sandbox.close();
  }
}

async function tokenOf(sandboxUrl: string): Promise<string> {
  const { appId: appid, appSecret: secret } = DEMO_ACCOUNT;
  const response = await fetch(`${sandboxUrl}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify({ grant_type: 'client_credential', appid, secret }),
  });
  return create(await response.json(), type({ access_token: string() })).access_token;
}
