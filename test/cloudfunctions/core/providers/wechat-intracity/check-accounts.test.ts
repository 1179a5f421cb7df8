import { FINDINGS } from '../../../../../miniprogram/contract/self-check';
import { checkedShop, failure, linesOf } from '../../../../support/checked-shop';
import { COLLECTIONS } from '../../../../../miniprogram/contract/shop-collections';
import { APP_ID } from '../../../../support/fake-wechat';
import { type ShopWorld, SETTINGS } from '../../../../support/shop-world';
import { STORE_ONE, testKeys } from '../../../../support/signing-wechat';
import { intracityDraft } from '../../../../support/two-store-shop';

const CHECKS = ['intracity', 'api-keys', 'certificate', 'cloud-clock'];
const DAY_MS = 86_400_000;
/** Expiry of the test's certificate. */
const EXPIRES_AT = Date.UTC(2035, 0, 1);

let saved: ShopWorld;
let world: ShopWorld;

/** Saves an account of 同城配送, for the first store. */
beforeAll(async () => {
  saved = await checkedShop();
  const { stores } = await saved.shop('o-owner', 'list-stores', {});
  const bindings = [{ storeId: stores[0]?.storeId ?? '', shopNo: STORE_ONE }];
  await saved.shop('o-owner', 'save-intracity-account', intracityDraft(bindings));
});

beforeEach(() => {
  world = saved.copy();
});

/** Returns the lines about 同城配送: `check finding value`. */
async function said(): Promise<readonly string[]> {
  return (await linesOf(world))
    .filter(({ check }) => CHECKS.includes(check))
    .map(({ check, finding, value }) => `${check} ${finding} ${value}`.trim());
}

describe('the self-check of an account of 同城配送', () => {
  it('finds all well where all is, by one signed question for the stores', async () => {
    world.signing.asked.length = 0;
    world.clock.now = EXPIRES_AT - 200.5 * DAY_MS;
    expect(await said()).toEqual([
      'intracity intracity-opened 2',
      'api-keys keys-accepted',
      'certificate certificate-far 200',
      'cloud-clock cloud-clock-right',
    ]);
    const paths = world.signing.asked.map(({ path }) => path);
    expect(paths).toEqual(['/cgi-bin/express/intracity/querystore']);
  });

  it('tells of the quota of its own API, too, and puts it down', async () => {
    const quotas = (await linesOf(world)).filter(({ check }) => check === 'quota');
    expect(quotas.map(({ about, value }) => [about, value])).toEqual([
      ['', '990 / 1000'],
      ['同城配送', '990 / 1000'],
    ]);
    expect(world.memory.collection(COLLECTIONS.limits)?.get('questions')).toMatchObject({
      [`limit ${APP_ID} wechat-intracity`]: 1000,
    });
  });

  it('leaves the accounts of 即时配送 to their own checks', async () => {
    const checks = ['accounts', 'sign', 'shop-no'];
    const lines = (await linesOf(world)).filter(({ check }) => checks.includes(check));
    expect(lines.map(({ about }) => about)).not.toContain('同城配送');
    expect(await failure('accounts', world)).toEqual([]);
  });

  it('says nothing where there is no such account', async () => {
    world = await checkedShop();
    expect(await said()).toEqual([]);
  });

  it.each([
    [60, 'certificate-near 60'],
    [7, 'certificate-urgent 7'],
    [-1, 'certificate-over 0'],
  ])('tells the expiry %s days ahead', async (days, found) => {
    world.clock.now = EXPIRES_AT - days * DAY_MS;
    expect(await said()).toContain(`certificate ${found}`);
  });

  it.each([
    [48001, 'intracity', 'intracity-not-opened'],
    [40234, 'api-keys', 'signature-rejected'],
    [40235, 'api-keys', 'encryption-rejected'],
    [40238, 'api-keys', 'keys-not-set-at-wechat'],
    [934011, 'api-keys', 'signature-missing'],
    [40240, 'cloud-clock', 'cloud-clock-wrong'],
  ])('%s is told by one line, for which the others wait', async (errcode, check, finding) => {
    world.signing.plain = { errcode, errmsg: 'no' };
    const lines = await said();
    const asked = ['intracity', 'api-keys', 'cloud-clock'];
    expect(lines.filter((line) => !line.startsWith('certificate')).sort()).toEqual(
      asked.map((one) => (one === check ? `${one} ${finding}` : `${one} waits ${check}`)).sort(),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^certificate certificate-far/));
  });

  it.each([
    [934000, 'no-answer 同城配送'],
    [934022, 'intracity-not-admitted 同城配送'],
  ])('tells of an error of the business: %i', async (errcode, finding) => {
    world.signing.refusal = errcode;
    expect(await failure('intracity', world)).toEqual([finding]);
  });

  it.each([0, 934000, 934022])(
    'tells of an answer that WeChat has not signed: %i',
    async (code) => {
      world.signing.plain = { errcode: code };
      expect(await failure('api-keys', world)).toEqual(['answer-unverified 同城配送']);
    },
  );

  it('tells that the keys are lost', async () => {
    world = world.instance({ ...SETTINGS, SETTINGS_KEY: '6d'.repeat(32) });
    const own = { appId: APP_ID, name: '骑手在哪', secret: 'app-secret' };
    await world.shop('o-owner', 'save-mini-program', own);
    expect(await said()).toEqual([
      'intracity waits api-keys',
      'api-keys keys-lost',
      'cloud-clock waits api-keys',
      'certificate waits api-keys',
    ]);
  });

  it('waits for the token', async () => {
    world.weChat.token = 'ip-not-allowed';
    world.forgetToken();
    const lines = await said();
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([...CHECKS].sort());
    for (const line of lines) expect(line).toMatch(/waits token$/);
  });

  it('asks nothing of 即时配送 in a shop that does not use it', async () => {
    const { accounts } = await world.shop('o-owner', 'list-accounts', {});
    for (const { provider, accountId, version } of accounts)
      if (provider === 'wechat-instant')
        await world.shop('o-owner', 'remove-account', { accountId, version });
    world.weChat.bound = 'api-not-opened';
    const lines = await linesOf(world);
    expect(lines.filter(({ check }) => ['accounts', 'shop-no'].includes(check))).toEqual([]);
    const wrong = lines.filter(({ finding }) => FINDINGS[finding] === 'wrong');
    expect(wrong.map(({ finding }) => finding)).toEqual(['store-without-account']);
  });

  it('tells neither a key nor a number', async () => {
    const answer = await world.call('shop', 'o-owner', { action: 'self-check' });
    const text = JSON.stringify(answer) + world.log.join('');
    const { symmetricKey, symmetricKeyNumber } = testKeys();
    for (const secret of [symmetricKey, symmetricKeyNumber, STORE_ONE, 'BEGIN'])
      expect(text).not.toContain(secret);
  });
});
