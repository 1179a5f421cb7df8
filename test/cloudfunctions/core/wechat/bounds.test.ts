import { cut } from '../../../../cloudfunctions/core/wechat/bounds';

describe('cut', () => {
  it.each([
    ['', 3, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['陈🛵🛵', 3, '陈🛵🛵'],
    ['🛵🛵🛵🛵', 3, '🛵🛵🛵…'],
  ])('%j to %i characters is %j', (text, bound, kept) => {
    expect(cut(text, bound)).toBe(kept);
  });
});
