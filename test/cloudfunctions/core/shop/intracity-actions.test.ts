import type { IntracityDraft, KeyKind } from '../../../../miniprogram/contract/shop-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { nextCertificate, STORE_ONE, STORE_TWO, testKeys } from '../../../support/signing-wechat';
import { APP_ID } from '../../../support/fake-wechat';
import { changeAccount, newAccount, intracityDraft } from '../../../support/two-store-shop';
import { shop, world, owner } from '../../../support/fresh-shop';

const draft = (changes: Partial<IntracityDraft> = {}): IntracityDraft => ({
  ...intracityDraft([{ storeId: shop.stores.one, shopNo: STORE_ONE }]),
  ...changes,
});
const save = (changes: Partial<IntracityDraft> = {}) =>
  owner('save-intracity-account', draft(changes));
const storesOf = (keys: IntracityDraft['keys'], accountId: string | null = null) =>
  owner('list-wechat-stores', { accountId, appId: APP_ID, keys });
const KEPT = { symmetricKey: null, symmetricKeyNumber: null, privateKey: null } as const;

describe('an account of 同城配送', () => {
  it('is saved once its keys have been tried, and tells all but the keys', async () => {
    const answer = await save({ label: ' 同城配送 ' });
    const { shopKey: _shopKey, ...saved } = { shopKey: '', ...answer };
    expect(saved).toEqual({
      accountId: expect.stringMatching(/^[\w-]{12}$/) as unknown,
      version: 1,
      provider: 'wechat-intracity',
      company: '',
      label: '同城配送',
      appId: APP_ID,
      shopId: '',
      secret: 'set',
      certificates: [{ number: 'cert-1', expiresAt: Date.UTC(2035, 0) }],
      bindings: [{ storeId: shop.stores.one, shopNo: STORE_ONE }],
      sharing: 'one-store',
    });
    const paths = world.signing.asked.map(({ path }) => path);
    expect(paths).toEqual(['/cgi-bin/express/intracity/querystore']);
    const { accounts } = await owner('list-accounts', {});
    expect(accounts).toContainEqual(saved);
    const everywhere = JSON.stringify([world.memory.dump(), world.log, accounts]);
    const { symmetricKey, privateKey } = testKeys();
    expect(everywhere).not.toContain(symmetricKey);
    expect(everywhere).not.toContain('PRIVATE KEY');
    expect(everywhere).not.toContain(privateKey.slice(40, 80));
  });

  it('lists WeChat’s stores to choose from, before it is saved and after', async () => {
    const listed = [{ wxStoreId: STORE_ONE }, { wxStoreId: STORE_TWO }];
    expect(await storesOf(testKeys())).toMatchObject({ stores: listed });
    const { accountId } = await save();
    expect(await storesOf(null, accountId)).toMatchObject({ stores: listed });
    await expect(storesOf(null)).rejects.toThrow('secret-needed');
  });

  it('is not saved with keys that WeChat refuses, nor with a store that it does not have', async () => {
    const before = JSON.stringify(world.memory.dump()[COLLECTIONS.accounts]);
    const bindings = [{ storeId: shop.stores.one, shopNo: '4000000000000000009' }];
    await expect(save({ bindings })).rejects.toThrow('wechat-store-wrong');
    const keys = { ...testKeys(), privateKey: 'x' };
    await expect(save({ keys })).rejects.toThrow('keys-malformed');
    world.signing.plain = { errcode: 40234, errmsg: 'no' };
    await expect(save()).rejects.toThrow('signature-rejected');
    expect(JSON.stringify(world.memory.dump()[COLLECTIONS.accounts])).toBe(before);
  });

  it('keeps what is not entered again, and takes certificates while they rotate', async () => {
    const { accountId } = await save();
    let version = 0;
    /** Saves it again, with certificates: a text, or null for one that is stored. */
    const again = async (certificates: NonNullable<IntracityDraft['keys']>['certificates']) => {
      version += 1;
      const saved = await save({ accountId, version, keys: { ...KEPT, certificates } });
      return saved.certificates?.map(({ number }) => number);
    };
    const kept = (number: string) => ({ number, certificate: null });
    const two = ['cert-1', 'cert-2'];
    expect(await again([...testKeys().certificates, nextCertificate()])).toEqual(two);
    expect(await again([kept('cert-1'), nextCertificate()])).toEqual(two);
    world.signing.rotates = true;
    expect(await again([kept(' cert-2 ')])).toEqual(['cert-2']);
    await expect(again([kept('cert-9')])).rejects.toThrow('secret-needed');
    const named = await save({ accountId, version: 4, keys: null, label: '同城' });
    expect(named).toMatchObject({ label: '同城', version: 5 });
    const keyless = save({ keys: { ...testKeys(), privateKey: null } });
    await expect(keyless).rejects.toThrow('secret-needed');
  });

  it('has each pasted key read, which asks nobody and stores nothing', async () => {
    const { symmetricKey, certificates } = testKeys();
    const read = (kind: KeyKind, text: string) => owner('read-key', { kind, text });
    const right = { isRight: true, words: '已粘贴，44 个字符', expiresAt: null };
    expect(await read('symmetric', symmetricKey)).toMatchObject(right);
    const { certificate = '' } = certificates[0] ?? {};
    const wrong = { isRight: false, words: '这是证书，要的是私钥', expiresAt: null };
    expect(await read('private', certificate)).toMatchObject(wrong);
    const expiry = { expiresAt: Date.UTC(2035, 0) };
    expect(await read('certificate', certificate)).toMatchObject(expiry);
    await expect(read('private', 'x'.repeat(40_000))).rejects.toThrow('bad-request');
    expect(world.signing.asked).toEqual([]);
    expect(JSON.stringify(world.log)).not.toContain(symmetricKey);
  });

  it('is one of a kind for a mini-program, whatever shopids of 即时配送 there are', async () => {
    await save();
    await expect(save({ label: '第二个' })).rejects.toThrow('account-exists');
    const instant = newAccount(world, 'SS', 'wxde00000000000000', 'secret', shop.stores.one);
    expect(await instant).toMatch(/^[\w-]{12}$/);
  });

  it('is not changed into one of the other service', async () => {
    const { accountId } = await save();
    const ofIntracity = { ...shop, accounts: { ...shop.accounts, one: accountId } };
    const asInstant = changeAccount(ofIntracity, { shopId: 'other', secret: 'secret' });
    await expect(asInstant).rejects.toThrow('no-such-entry');
    const asIntracity = { accountId: shop.accounts.one, version: 1 };
    await expect(save(asIntracity)).rejects.toThrow('no-such-entry');
  });
});
