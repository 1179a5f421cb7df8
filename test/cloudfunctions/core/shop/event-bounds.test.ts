import { isBounded } from '../../../../cloudfunctions/core/shop/event-bounds';

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { in: nested(levels - 1) };
}

describe('isBounded', () => {
  it.each([
    ['an event', { action: 'me', userInfo: { openId: 'o', appId: 'wx' } }],
    ['an empty one', {}],
    [
      'a hundred stores',
      { bindings: Array.from({ length: 100 }, () => ({ storeId: 'x'.repeat(12), shopNo: '1' })) },
    ],
    ['eight levels', nested(8)],
    ['19 kB', { text: 'x'.repeat(19_000) }],
  ])('passes %s', (_name, event) => {
    expect(isBounded(event)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'me'],
    ['a list', [{ action: 'me' }]],
    ['nine levels', nested(9)],
    ['20 kB in a value', { text: 'x'.repeat(20_000) }],
    ['20 kB in a name', { ['x'.repeat(20_000)]: 1 }],
    ['20 kB in small pieces', { list: Array.from({ length: 8000 }, () => ({})) }],
    ['a prototype', JSON.parse('{"__proto__":{"a":1}}')],
    ['a prototype further down', JSON.parse('{"a":[{"constructor":{"prototype":{}}}]}')],
  ])('stops %s', (_name, event) => {
    expect(isBounded(event)).toBe(false);
  });

  it('stops what cannot be read, and what never ends', () => {
    const endless: Record<string, unknown> = {};
    endless['in'] = endless;
    expect(isBounded(endless)).toBe(false);
    const thrower = {
      get action(): string {
        throw new Error('no');
      },
    };
    expect(isBounded(thrower)).toBe(false);
  });
});
