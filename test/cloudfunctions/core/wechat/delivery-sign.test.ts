import { deliverySign } from '../../../../cloudfunctions/core/wechat/delivery-sign';

describe('deliverySign', () => {
  it('gives the official vector (docs/getorder-contract.md §3 [O])', () => {
    expect(deliverySign('test_shop_id', 'test_shop_order_id', 'test_app_secrect')).toBe(
      'a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb',
    );
  });

  it('signs the bytes of UTF-8', () => {
    // printf '店单密' | sha1sum
    expect(deliverySign('店', '单', '密')).toBe('f2f60aede77040f5a59d6289e01b1c4eb980a5ba');
  });
});
