import { currentToken } from '../../../../cloudfunctions/core/providers/wechat/access-token';
import { replaceToken } from '../../../../cloudfunctions/core/providers/wechat/stored-token';
import { openWeChat } from '../../../../cloudfunctions/core/shop/shop-wechat';
import { fakeCall } from '../../../support/calls';
import { APP_ID } from '../../../support/fake-wechat';
import { type ShopWorld, SETTINGS, shopIn } from '../../../support/shop-world';
import { twoStoreShop } from '../../../support/two-store-shop';

let world: ShopWorld;

beforeEach(async () => {
  ({ world } = await twoStoreShop());
});

const wechatWith = (environment: Readonly<Record<string, string>>) =>
  openWeChat(shopIn(world, environment), world.memory.database);

const token = { token: 'PLAIN', expiresAt: 7, deadUntil: 0 };

describe('the shop’s connection to WeChat', () => {
  it('stores tokens encrypted', async () => {
    const { tokens } = wechatWith(SETTINGS)(APP_ID);
    expect(await replaceToken(tokens, APP_ID, { version: 0, token, leaseUntil: 0 })).toBeTruthy();
    expect(JSON.stringify(world.memory.dump())).not.toContain(token.token);
  });

  it.each([
    [{}, '缺少 SETTINGS_KEY'],
    [{ SETTINGS_KEY: 'short' }, 'SETTINGS_KEY 要是 32 字节'],
  ])('gets no token with %j', async (environment, problem) => {
    await expect(currentToken(wechatWith(environment)(APP_ID), fakeCall())).rejects.toMatchObject({
      code: 'settings-missing',
      userMessage: expect.stringContaining(problem) as string,
    });
  });
});
