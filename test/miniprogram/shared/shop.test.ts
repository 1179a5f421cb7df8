import { sharingOf } from '../../../miniprogram/shared/shop';

const at = (storeId: string, shopNo: string | null) => ({ storeId, shopNo });

describe('sharingOf', () => {
  it.each([
    ['no store', [], 'one-store'],
    ['one store', [at('a', null)], 'one-store'],
    ['stores without numbers', [at('a', null), at('b', null)], 'shared'],
    ['stores with the same number', [at('a', '1'), at('b', '1')], 'shared'],
    ['a store without a number', [at('a', '1'), at('b', null)], 'shared'],
    ['stores with numbers of their own', [at('a', '1'), at('b', '2')], 'shared-unless-checked'],
  ])('tells whose the deliveries of an account with %s are', (_name, bindings, sharing) => {
    expect(sharingOf(bindings)).toBe(sharing);
  });
});
