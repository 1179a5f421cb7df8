import type { CheckLine } from '../../../../miniprogram/contract/self-check';
import { checkedShop, failure } from '../../../support/checked-shop';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import { newStore } from '../../../support/two-store-shop';
import { type ShopWorld, SETTINGS, SETUP_CODE, shopWorld } from '../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
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
    const own = { appId: APP_ID, name: '骑手在哪', secret: 'app-secret' };
    await moving.shop('o-owner', 'save-mini-program', own);
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
    const own = { appId: APP_ID, name: '骑手在哪', secret: '0'.repeat(32) };
    await empty.shop('o-owner', 'save-mini-program', own);
    expect(await failure('settings', empty)).toEqual(['accounts-missing']);

    const { stores } = await empty.shop('o-owner', 'list-stores', {});
    await empty.shop('o-owner', 'save-mini-program', { ...MALL, secret: null });
    await empty.shop('o-owner', 'save-account', {
      ...{ accountId: null, version: 0, appId: MALL.appId, provider: 'wechat-instant' },
      ...{ company: 'SFTC', label: '顺丰', shopId: 'shop', secret: 'secret' },
      bindings: [{ storeId: stores[0]?.storeId ?? '', shopNo: null }],
    });
    expect(await failure('settings', empty)).toEqual([`app-secret-missing ${MALL.name}`]);
    await newStore(empty, '二店');
    expect(await failure('settings', empty)).toEqual([
      `app-secret-missing ${MALL.name}`,
      'store-without-account 二店',
    ]);
  });
});
