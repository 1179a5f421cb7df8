import type { CheckLine } from '../../../../miniprogram/shared/self-check';
import { checkedShop, trouble } from '../../../support/checked-shop';
import { newStore } from '../../../support/furnished-shop';
import type { ShopWorld } from '../../../support/shop-world';
import { SETTINGS, SETUP_CODE, shopWorld } from '../../../support/shop-world';

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
    expect(await trouble('settings', instance(settings))).toEqual([found]);
  });

  it('of getOrder are told by itself, with its time-out', async () => {
    const checked = async (at: ShopWorld) => {
      const answer = await at.call('getOrder', 'o-owner', { action: 'check-function' });
      return (answer as unknown as { data: { lines: CheckLine[] } }).data.lines;
    };
    expect(await checked(world)).toEqual([
      { check: 'settings', finding: 'settings-complete', about: 'getOrder', value: '' },
      { check: 'time-limit', finding: 'time-limit-enough', about: 'getOrder', value: '10' },
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
    expect(await trouble('settings', empty)).toEqual([
      'app-secret-missing',
      'stores-missing',
      'accounts-missing',
    ]);
    expect(await trouble('token', empty)).toEqual(['waits settings']);
    expect(await trouble('accounts', empty)).toEqual(['waits token']);

    await newStore(empty, '一店');
    const half = empty.instance({ ...SETTINGS, DELIVERY_SHOP_ID: 'shop-env' });
    expect(await trouble('settings', half)).toEqual(['app-secret-missing', 'account-incomplete']);
    const whole = {
      DELIVERY_SHOP_ID: 'shop-env',
      DELIVERY_APP_SECRET: 's',
      WECHAT_APP_SECRET: 'a',
    };
    expect(await trouble('settings', empty.instance({ ...SETTINGS, ...whole }))).toEqual([]);
  });
});
