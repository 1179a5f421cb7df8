import { openShop } from '../../../../cloudfunctions/core/access/shop-context';
import { openDeliveries } from '../../../../cloudfunctions/core/deliveries/deliveries';
import { rightClock } from '../../../support/calls';
import { thrownBy } from '../../../support/thrown-by';
import { memoryDatabase } from '../../../support/memory-database';

function wechatOf(environment: Readonly<Record<string, string>>) {
  const { database } = memoryDatabase();
  const shop = openShop({
    database,
    environment,
    openClock: () => rightClock(() => 0),
    log: () => undefined,
  });
  return openDeliveries(shop, database).wechat();
}

describe('openDeliveries', () => {
  it('stores the token encrypted, and as it is where the shop has no key', () => {
    const { cipher } = wechatOf({ SETTINGS_KEY: '5c'.repeat(32) }).tokens;
    expect(cipher?.encrypt('T', 'a')).toMatch(/^v1\./);
    expect(wechatOf({}).tokens.cipher).toBeNull();
    expect(wechatOf({ SETTINGS_KEY: ' ' }).tokens.cipher).toBeNull();
  });

  it('does not go on with a key that is none', () => {
    expect(thrownBy(() => wechatOf({ SETTINGS_KEY: 'short' }))).toMatchObject({
      code: 'settings-missing',
    });
  });
});
