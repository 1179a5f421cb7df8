/** @jest-environment jsdom */
import { shopCard } from '../../../../dev/console/page/shop-card';
import type { ShownShop } from '../../../../dev/protocol/host-state';
import { recorded, rendered } from '../../../support/rendered-template';

const account = {
  company: '顺丰同城',
  shopId: 'demo-sftc-3158',
  secret: 'demo-sftc-secret-9d41',
  stores: [
    { name: '天河南店', shopNo: 'SF-01' },
    { name: '云汇店', shopNo: null },
  ],
};
const shop: ShownShop = {
  kind: 'demo',
  setupCode: 'demo-setup-7q4kx',
  appSecret: '0123456789abcdef',
  accounts: [account],
  intracity: {
    symmetricKey: 'c3ltbWV0cmlj',
    symmetricKeyNumber: 'fa05fe1e',
    privateKey: 'PEM of the private key',
    certificate: 'PEM of the certificate',
    certificateNumber: '79ba700e',
    nextCertificate: 'PEM of the next certificate',
    nextCertificateNumber: '81c2d3e4',
    stores: [{ name: '天河南店', wxStoreId: '4000000000000042001' }],
  },
};
const { pressed, press } = recorded();

const card = (kind: ShownShop['kind'] = 'demo', said: string | null = null) =>
  rendered(
    shopCard(
      { shop: { ...shop, kind }, holder: '小林', said },
      { fill: press('fill'), sweep: press('sweep')(), startOver: press('startOver') },
    ),
  );

describe('开店', () => {
  const VALUES = [
    ...['demo-setup-7q4kx', '小林', '天河南店', '云汇店', '0123456789abcdef'],
    ...['顺丰同城', 'demo-sftc-3158', 'demo-sftc-secret-9d41', 'SF-01'],
  ];

  it('types whatever a shop is set up with', () => {
    for (const value of VALUES) card().button(value).click();
    expect(pressed).toEqual(VALUES.map((value) => ['fill', value]));
    expect(card().text()).toContain('云汇店 不用编号');
  });

  it('types the keys of 同城配送, long ones by their name', () => {
    const { intracity: keys } = shop;
    const shown = [
      ...[keys.symmetricKey, keys.symmetricKeyNumber, '私钥 PEM', '证书 PEM'],
      ...[keys.certificateNumber, '新证书 PEM', keys.nextCertificateNumber],
      ...['4000000000000042001', '同城配送'],
    ];
    for (const name of shown) card().button(name).click();
    expect(pressed.map(([, text]) => text)).toEqual([
      ...[keys.symmetricKey, keys.symmetricKeyNumber, keys.privateKey, keys.certificate],
      ...[keys.certificateNumber, keys.nextCertificate, keys.nextCertificateNumber],
      ...['4000000000000042001', '同城配送'],
    ]);
  });

  it.each([
    ['定时清理', ['sweep']],
    ['从空店开始', ['startOver', 'empty']],
    ['从示例开始', ['startOver', 'demo']],
  ])('has a button %s', (name, does) => {
    card().button(name).click();
    expect(pressed).toEqual([does]);
  });

  it('says how it is used, or what came of the last button', () => {
    expect(card().text()).toContain('这家店就是用这些开的');
    expect(card('empty').text()).toContain('先在手机里点一下要填的框');
    expect(card('demo', '清理做完了').text()).not.toContain('这家店就是用这些开的');
  });
});
