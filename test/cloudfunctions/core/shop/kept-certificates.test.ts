import type { Account } from '../../../../miniprogram/contract/shop';
import type { CertificateDraft } from '../../../../miniprogram/contract/shop-api';
import type { ShopWorld } from '../../../support/shop-world';
import { shopWorld } from '../../../support/shop-world';
import { nextCertificate, STORE_ONE, testKeys } from '../../../support/signing-wechat';
import { setUpTwoStores } from '../../../support/two-store-shop';

const NO_OTHERS = { symmetricKey: null, symmetricKeyNumber: null, privateKey: null };

let world: ShopWorld;
let account: Account;

/** Saves the account with these certificates, and else with the keys that it has. */
function save(certificates: readonly CertificateDraft[]): Promise<Account> {
  const { accountId, version, label, bindings } = account;
  const keys = { ...NO_OTHERS, certificates };
  return world.shop('o-owner', 'save-intracity-account', {
    ...{ accountId, version, label, bindings, keys },
  });
}

beforeEach(async () => {
  const { stores, ...shop } = await setUpTwoStores(shopWorld());
  world = shop.world;
  account = await world.shop('o-owner', 'save-intracity-account', {
    accountId: null,
    version: 0,
    label: '同城配送',
    keys: testKeys(),
    bindings: [{ storeId: stores.one, shopNo: STORE_ONE }],
  });
});

describe('certificates while they rotate', () => {
  it('the first one stays by its number alone, since nobody sees its text again', async () => {
    account = await save([{ number: 'cert-1', certificate: null }, nextCertificate()]);
    expect(account.certificates?.map(({ number }) => number)).toEqual(['cert-1', 'cert-2']);
    world.signing.rotates = true;
    account = await save([{ number: ' cert-2 ', certificate: null }]);
    expect(account.certificates?.map(({ number }) => number)).toEqual(['cert-2']);
  });

  it('one with a number that is not stored has to be entered', async () => {
    await expect(save([{ number: 'cert-9', certificate: null }])).rejects.toThrow('secret-needed');
  });
});
