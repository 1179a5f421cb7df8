import { changedKeys } from '../../../miniprogram/tracking/changed-keys';

interface Data {
  readonly a: number;
  readonly list: readonly { readonly name: string }[];
}

it('is everything at first', () => {
  expect(changedKeys<Data>(null, { a: 1, list: [] })).toEqual({ a: 1, list: [] });
});

it('is what differs in value, not what was made anew', () => {
  const before: Data = { a: 1, list: [{ name: 'x' }] };
  expect(changedKeys<Data>(before, { a: 1, list: [{ name: 'x' }] })).toEqual({});
  expect(changedKeys<Data>(before, { a: 1, list: [{ name: 'y' }] })).toEqual({
    list: [{ name: 'y' }],
  });
});
