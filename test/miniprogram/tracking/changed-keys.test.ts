import { changedKeys } from '../../../miniprogram/tracking/changed-keys';

interface Data {
  readonly a: number;
  readonly list: readonly { readonly name: string }[];
}

it('is everything at first', () => {
  expect(changedKeys<Data>(null, { a: 1, list: [] })).toEqual({ a: 1, list: [] });
});

it('is what was not there before, and what is there no more in value', () => {
  expect(changedKeys<Data>({ a: 1 }, { a: 1, list: [] })).toEqual({ list: [] });
  expect(changedKeys<Data>({ a: 1, list: [{ name: 'x' }] }, { a: 2, list: [] })).toEqual({
    a: 2,
    list: [],
  });
});

it('is what differs in value, not what was made anew', () => {
  const before: Data = { a: 1, list: [{ name: 'x' }] };
  expect(changedKeys<Data>(before, { a: 1, list: [{ name: 'x' }] })).toEqual({});
  expect(changedKeys<Data>(before, { a: 1, list: [{ name: 'y' }] })).toEqual({
    list: [{ name: 'y' }],
  });
});
