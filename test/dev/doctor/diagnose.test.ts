import { spawn } from 'node:child_process';
import { diagnose } from '../../../dev/doctor/diagnose';
import type { FaultName } from '../../../dev/faults/fault-table';
import { DEMO_ACCOUNT, DEMO_ACCOUNTS } from '../../../dev/sandbox/account';
import { ROOT } from '../../support/repository';
import type { ServedSandbox } from '../../support/served-sandbox';
import { serveSandbox } from '../../support/served-sandbox';

jest.setTimeout(60_000);

let wechat: ServedSandbox;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  wechat = await serveSandbox({ now: Date.now });
  const account = DEMO_ACCOUNTS.find(({ courierId }) => courierId === 'SFTC');
  const { orderId } = wechat.sandbox.place({
    courierId: 'SFTC',
    shopId: account?.shopId ?? '',
    shopNo: 'SF-01',
  });
  environment = {
    WECHAT_API_BASE_URL: wechat.baseUrl,
    WECHAT_APP_ID: DEMO_ACCOUNT.appId,
    WECHAT_APP_SECRET: DEMO_ACCOUNT.appSecret,
    DELIVERY_SHOP_ID: account?.shopId ?? '',
    DELIVERY_APP_SECRET: account?.secret ?? '',
    DELIVERY_SHOP_NO: 'SF-01',
    DELIVERY_OTHER_SHOP_NO: 'SF-02',
    DELIVERY_ORDER_ID: orderId,
  };
});
afterEach(() => {
  wechat.sandbox.faults.clear(null);
});
afterAll(() => wechat.stop());

async function diagnosed(more: Readonly<Record<string, string>> = {}) {
  const said: string[] = [];
  const code = await diagnose({ ...environment, ...more }, (line) => said.push(line));
  return { code, said };
}

describe('npm run doctor', () => {
  it('finds all well in one line each, and names what only the page can tell', async () => {
    const { code, said } = await diagnosed();
    expect(said.map((line) => line.replace(/剩 .* 次/, '剩 … 次'))).toEqual([
      '✓ IP 白名单：没有拦住这台电脑；拦不拦云函数，自检里看',
      '✓ 访问令牌：微信给了',
      '✓ 配送账号：已绑定，审核通过',
      '✓ 签名：和微信的例子一致',
      '✓ 签名：配送公司认可',
      '✓ 门店编号：分得清各家的订单',
      '✓ 查询额度：剩 … 次',
      '这里看不到、只有小程序里的 店铺 → 自检 看得到：设置、云函数超时、数据库权限、手机时间。',
    ]);
    expect(code).toBe(0);
  });

  it.each<readonly [FaultName, RegExp]>([
    ['app-secret-reset', /^✗ 访问令牌：微信不认小程序密钥。.*开发设置/],
    ['ip-not-allowed', /^✗ IP 白名单：.*40164/],
    ['binding-missing', /^✗ 配送账号：没有绑定。/],
    ['binding-under-review', /^✗ 配送账号：还在审核。/],
    ['binding-refused', /^✗ 配送账号：审核没有通过。/],
    ['sign-rejected', /^✗ 签名：配送公司不认签名。/],
    ['shop-no-ignored', /^✗ 门店编号：不核对门店编号。/],
    ['quota-low', /^✗ 查询额度：快用完了。/],
  ])('finds %s, and ends with 1', async (fault, line) => {
    wechat.sandbox.faults.set(fault);
    const { code, said } = await diagnosed();
    expect(said).toContainEqual(expect.stringMatching(line));
    expect(code).toBe(1);
  });

  it('asks no company without an account, and says so', async () => {
    const { code, said } = await diagnosed({ DELIVERY_SHOP_ID: '', DELIVERY_APP_SECRET: '' });
    expect(said.filter((line) => !line.startsWith('✓')).slice(0, -1)).toEqual([
      '! 配送账号：没有给 DELIVERY_SHOP_ID 和 DELIVERY_APP_SECRET，没有问配送公司。',
    ]);
    expect(code).toBe(0);
  });

  it.each<readonly [Readonly<Record<string, string>>, RegExp]>([
    [
      { WECHAT_APP_ID: '', WECHAT_APP_SECRET: ' ' },
      /^WECHAT_APP_ID is missing[^]*WECHAT_APP_SECRET is missing[^]*DELIVERY_ORDER_ID/,
    ],
    [{ DELIVERY_SHOP_ID: '' }, /^DELIVERY_SHOP_ID and DELIVERY_APP_SECRET go together/],
    [{ WECHAT_API_BASE_URL: 'http://api.example' }, /^WECHAT_API_BASE_URL is no https address/],
  ])('asks nothing with %j, and says what it wants', async (more, sentence) => {
    const { code, said } = await diagnosed(more);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(sentence);
    expect(code).toBe(1);
  });

  it('prints no secret, whatever is wrong', async () => {
    wechat.sandbox.faults.set('sign-rejected');
    const secrets = [DEMO_ACCOUNT.appSecret, ...DEMO_ACCOUNTS.map(({ secret }) => secret)];
    for (const { said } of [await diagnosed(), await diagnosed({ WECHAT_APP_ID: '' })]) {
      for (const secret of secrets) expect(said.join('\n')).not.toContain(secret);
    }
  });

  it('is the program behind the command, with its exit code', async () => {
    wechat.sandbox.faults.set('quota-low');
    const child = spawn(process.execPath, ['dev/run.mjs', 'doctor'], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(printed).toContain('✗ 查询额度：快用完了。');
    expect(code).toBe(1);
  });
});
