import type { CheckLine } from '../../../../miniprogram/contract/self-check';
import { checkedShop, failure } from '../../../support/checked-shop';
import { newStore, twoStoreShop } from '../../../support/two-store-shop';
import { SETTINGS, SETUP_CODE, shopWorld } from '../../../support/shop-world';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { checkEntries } from '../../../../cloudfunctions/core/self-check/function-check';
import type { ShopParts } from '../../../../cloudfunctions/core/access/shop-context';
import { createDocuments } from '../../../../cloudfunctions/core/storage/documents';
import type { ShopWorld } from '../../../support/shop-world';

let checked: ShopWorld;
let world: ShopWorld;

beforeAll(async () => {
  checked = await checkedShop();
});

beforeEach(() => {
  world = checked.copy();
});

describe('settings', () => {
  const instance = (more: Readonly<Record<string, string>>) =>
    world.instance({ ...SETTINGS, ...more });

  it.each([
    [{ SETTINGS_KEY: '' }, 'key-missing shop SETTINGS_KEY'],
    [{ SETTINGS_KEY: 'short' }, 'key-invalid shop SETTINGS_KEY'],
    [{ SETTINGS_KEY_PREVIOUS: 'short' }, 'key-invalid shop SETTINGS_KEY_PREVIOUS'],
    [{ SETTINGS_KEY: '77'.repeat(32) }, 'key-differs shop'],
    [{ WECHAT_API_BASE_URL: 'http://api.example' }, 'base-url-invalid shop'],
  ])('of the environment: %j is %s', async (settings, found) => {
    expect(await failure('settings', instance(settings))).toEqual([found]);
  });

  it('tell how many secrets still need the previous key, and when it may go', async () => {
    const moving = instance({
      SETTINGS_KEY: '77'.repeat(32),
      SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '',
    });
    expect(await failure('settings', moving)).toEqual(['key-previous-needed shop 4']);
    // The check has used the accounts, and so encrypted their secrets again.
    expect(await failure('settings', moving)).toEqual(['key-previous-needed shop 1']);
    await moving.shop('o-owner', 'save-app-secret', { appSecret: 'app-secret' });
    expect(await failure('settings', moving)).toEqual(['key-previous-idle shop']);
    expect(await failure('settings', instance({ SETTINGS_KEY: '77'.repeat(32) }))).toEqual([]);
  });

  it('of getOrder are told by itself, with its time-out', async () => {
    const checked = async (at: ShopWorld) => {
      const answer = await at.call('getOrder', 'o-owner', { action: 'check-function' });
      return (answer as unknown as { data: { lines: CheckLine[] } }).data.lines;
    };
    expect(await checked(world)).toEqual([
      { check: 'settings', finding: 'settings-complete', about: 'getOrder', value: '' },
      { check: 'time-limit', finding: 'time-limit-enough', about: 'getOrder', value: '600' },
    ]);
    expect((await checked(instance({ SETTINGS_KEY: '77'.repeat(32) })))[0]).toMatchObject({
      finding: 'key-differs',
      about: 'getOrder',
    });
  });

  it('names what the owner has not entered yet, and does not ask WeChat for it', async () => {
    const empty = shopWorld();
    await empty.shop('o-owner', 'claim', { code: SETUP_CODE, name: '店主' });
    empty.weChat.token = 'settings-missing';
    expect(await failure('settings', empty)).toEqual([
      'app-secret-missing',
      'stores-missing',
      'accounts-missing',
    ]);
    expect(await failure('token', empty)).toEqual(['waits settings']);
    expect(await failure('accounts', empty)).toEqual(['waits token']);

    await newStore(empty, '一店');
    const half = empty.instance({ ...SETTINGS, DELIVERY_SHOP_ID: 'shop-env' });
    expect(await failure('settings', half)).toEqual(['app-secret-missing', 'account-incomplete']);
    const whole = {
      DELIVERY_SHOP_ID: 'shop-env',
      DELIVERY_APP_SECRET: 's',
      WECHAT_APP_SECRET: 'a',
    };
    expect(await failure('settings', empty.instance({ ...SETTINGS, ...whole }))).toEqual([]);
  });
});

async function found(
  { memory }: ShopWorld,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const documents = (name: string) => createDocuments(memory.database, name, () => undefined);
  const collections = {
    shop: documents(COLLECTIONS.shop),
    stores: documents(COLLECTIONS.stores),
    accounts: documents(COLLECTIONS.accounts),
  } as unknown as ShopParts['collections'];
  const lines = await checkEntries({ collections, environment });
  expect(lines.every(({ check }) => check === 'settings')).toBe(true);
  return lines.map(({ finding }) => finding);
}

describe('what the owner still has to enter', () => {
  let bare: ShopWorld;

  beforeEach(async () => {
    bare = shopWorld();
    await bare.shop('o-owner', 'claim', { code: SETUP_CODE, name: '店主' });
  });

  it('is nothing where all is there', async () => {
    expect(await found((await twoStoreShop()).world)).toEqual([]);
  });

  it('is the AppSecret, stores, and an account', async () => {
    expect(await found(bare)).toEqual(['app-secret-missing', 'stores-missing', 'accounts-missing']);
  });

  it('is an account only, when there is a store', async () => {
    await newStore(bare, '一店');
    await bare.shop('o-owner', 'save-app-secret', { appSecret: '0'.repeat(32) });
    expect(await found(bare)).toEqual(['accounts-missing']);
  });

  it('is nothing of what stands in the environment', async () => {
    const environment = {
      WECHAT_APP_SECRET: '0'.repeat(32),
      DELIVERY_SHOP_ID: 'shop-out',
      DELIVERY_APP_SECRET: 'secret',
    };
    expect(await found(bare, environment)).toEqual([]);
  });

  it('is the rest of an account that stands in the environment by half', async () => {
    expect(await found(bare, { WECHAT_APP_SECRET: 's', DELIVERY_SHOP_ID: 'shop-out' })).toEqual([
      'account-incomplete',
    ]);
  });
});
