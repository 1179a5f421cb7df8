import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { DEMO_ACCOUNT } from '../../../dev/sandbox/sandbox';
import { installOtherClients, REDIRECTED } from '../../support/install-other-clients';
import { type ServedSandbox, BUSINESS, serveSandbox } from '../../support/served-sandbox';
import { temporaryFolder } from '../../support/temporary-folder';

/** Output of each client: WeChat's answers as the client returns them. */
type Printed = Readonly<
  Record<'token' | 'placed' | 'moved' | 'read', Readonly<Record<string, unknown>>>
>;

describe('other people’s clients, of which only the host is redirected', () => {
  let installed: string;
  /** A temporary folder, since node-easywechat keeps its token in a file where it runs. */
  let workFolder: string;
  let wechat: ServedSandbox;

  beforeAll(async () => {
    installed = await installOtherClients();
    workFolder = await temporaryFolder();
    wechat = await serveSandbox({ now: Date.now });
  }, 240_000);

  afterAll(() => wechat.stop());

  async function run(client: string): Promise<Printed> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--require',
        REDIRECTED,
        path.join(__dirname, `../../support/other-clients/${client}.cjs`),
        installed,
        DEMO_ACCOUNT.appId,
        DEMO_ACCOUNT.appSecret,
      ],
      { cwd: workFolder, env: { SANDBOX_URL: wechat.baseUrl } },
    );
    return JSON.parse(stdout) as Printed;
  }

  it.each([
    ['nest-wechat', '/cgi-bin/token'],
    ['node-easywechat', '/cgi-bin/stable_token'],
  ])('%s gets a token, places, moves and reads an order', async (client, tokenPath) => {
    const before = new Map(wechat.sandbox.requests());
    const { token, placed, moved, read } = await run(client);
    const asked = (requested: string): number =>
      (wechat.sandbox.requests().get(requested) ?? 0) - (before.get(requested) ?? 0);

    expect(token['access_token']).toMatch(/^[\w-]{100,512}$/);
    expect(placed).toMatchObject({ resultcode: 0, order_status: 101 });
    expect(moved).toMatchObject({ resultcode: 0 });
    expect(read).toMatchObject({
      resultcode: 0,
      order_status: 301,
      waybill_id: placed['waybill_id'],
      rider_name: expect.stringMatching(/^测试骑手/) as string,
    });
    expect(read['reach_time']).toBeGreaterThan(0);
    expect(
      [
        tokenPath,
        `${BUSINESS}/order/add`,
        `${BUSINESS}/test_update_order`,
        `${BUSINESS}/order/get`,
      ].map(asked),
    ).toEqual([1, 1, 1, 1]);
  });
});
