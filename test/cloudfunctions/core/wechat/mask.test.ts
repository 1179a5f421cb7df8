import { maskedDigits, maskedPhone } from '../../../../cloudfunctions/core/wechat/mask';

describe('maskedPhone', () => {
  it.each([
    ['10012345678', '100****5678'],
    ['+8610012345678', '+861******5678'],
    ['02012345678', '020****5678'],
    ['95338', '***38'],
    ['1234567', '*****67'],
    ['137******2', '137******2'],
    ['10012345678,8899', '100****5678,****'],
    ['10012345678_1234', '100****5678_****'],
    ['010-12345678', '010-******78'],
  ])('%s leaves the cloud as %s', (phone, masked) => {
    expect(maskedPhone(phone)).toBe(masked);
  });
});

describe('maskedDigits', () => {
  it('masks runs of 7 digits or more, and leaves codes alone', () => {
    expect(maskedDigits('联系 10012345678 或 1234567，错误 2005')).toBe(
      '联系 100****5678 或 *****67，错误 2005',
    );
  });
});
