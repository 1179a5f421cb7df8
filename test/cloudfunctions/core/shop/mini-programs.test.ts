import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { readAppSecret } from '../../../../cloudfunctions/core/shop/mini-programs';
import { APP_ID, MALL } from '../../../support/fake-wechat';
import { APP_SECRET } from '../../../support/two-store-shop';
import { failing } from '../../../support/write-hooks';
import { type ShopWorld, SETTINGS, shopIn, shopWorld } from '../../../support/shop-world';
import { world, owner, put, stored } from '../../../support/fresh-shop';

const NEW_KEY = 'c5'.repeat(32);
const MOVING = { SETTINGS_KEY: NEW_KEY, SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '' };

/** Finds the AppSecret that an instance with these settings uses. */
const secretIn = (
  world: ShopWorld,
  environment: Readonly<Record<string, string>>,
  appId = APP_ID,
) => readAppSecret(shopIn(world, environment), appId);

describe('the AppSecret', () => {
  it('is the one that the owner has entered, and lies encrypted in the database', async () => {
    expect(await secretIn(world, SETTINGS)).toBe(APP_SECRET);
    expect(JSON.stringify(world.memory.dump())).not.toContain(APP_SECRET);
  });

  it('is else missing, as is the key that decrypts it', async () => {
    await expect(secretIn(shopWorld(), {})).rejects.toMatchObject({
      code: 'settings-missing',
      userMessage: '还没有下单小程序的 AppSecret：请店主在“店铺”的“下单小程序”里填写。',
    });
    await expect(secretIn(world, {})).rejects.toMatchObject({
      code: 'settings-missing',
      userMessage: '云函数的环境变量缺少 SETTINGS_KEY。',
    });
  });

  it('of one mini-program opens for no other', async () => {
    await owner('save-mini-program', MALL);
    expect(await secretIn(world, SETTINGS, MALL.appId)).toBe(MALL.secret);
    const [own, mall] = [APP_ID, MALL.appId].map((id) => stored('miniPrograms', id)?.['appSecret']);
    put('miniPrograms', APP_ID, { appSecret: mall });
    put('miniPrograms', MALL.appId, { appSecret: own });
    for (const appId of [APP_ID, MALL.appId])
      await expect(secretIn(world, SETTINGS, appId)).rejects.toMatchObject({
        code: 'secret-needed',
      });
  });

  it('is moved to a new key by the first who needs it, and the key before can go', async () => {
    expect(await secretIn(world, MOVING)).toBe(APP_SECRET);
    expect(await secretIn(world, { SETTINGS_KEY: NEW_KEY })).toBe(APP_SECRET);
  });

  it('is told though it cannot be moved', async () => {
    failing(world.memory, COLLECTIONS.miniPrograms, 'update');
    expect(await secretIn(world, MOVING)).toBe(APP_SECRET);
  });

  it('asks to be entered again when its key is lost', async () => {
    await expect(secretIn(world, { SETTINGS_KEY: NEW_KEY })).rejects.toMatchObject({
      code: 'secret-needed',
      userMessage: '小程序“骑手在哪”的 AppSecret：请重新填写密钥。',
    });
    const lost = world.instance({ SETTINGS_KEY: NEW_KEY });
    expect(await lost.shop('o-owner', 'list-mini-programs', {})).toMatchObject({
      miniPrograms: [{ secret: 'lost' }],
    });
    const { accounts } = await lost.shop('o-owner', 'list-accounts', {});
    expect(accounts.map(({ secret }) => secret)).toEqual(['lost', 'lost']);
    const again = { appId: APP_ID, name: '骑手在哪', secret: ' entered again ' };
    expect(await lost.shop('o-owner', 'save-mini-program', again)).toMatchObject({ secret: 'set' });
    expect(await secretIn(world, { SETTINGS_KEY: NEW_KEY })).toBe('entered again');
  });
});
