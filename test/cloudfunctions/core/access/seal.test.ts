import { createSeal } from '../../../../cloudfunctions/core/access/seal';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const seal = createSeal({ current: NEW, previous: null });

describe('a sealed secret', () => {
  it('opens under what it was sealed for, and under nothing else', () => {
    const closed = seal.close('密钥 secret', 'account a shop');
    expect(closed).not.toContain('secret');
    expect(seal.open(closed, 'account a shop')).toEqual({ secret: '密钥 secret', isOld: false });
    expect(seal.open(closed, 'account b shop')).toBeNull();
  });

  it('looks different each time', () => {
    expect(seal.close('x', 'a')).not.toBe(seal.close('x', 'a'));
  });

  it('does not open when a bit of it has changed', () => {
    const closed = Buffer.from(seal.close('secret', 'a').slice(3), 'base64url');
    for (let at = 0; at < closed.length; at += 1) {
      const changed = Buffer.from(closed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seal.open(`v1.${changed.toString('base64url')}`, 'a')).toBeNull();
    }
  });

  it.each(['', 'v1.', 'secret', 'v2.AAAA', `v1.${'A'.repeat(36)}`])(
    'is not taken for one: %j',
    (text) => {
      expect(seal.open(text, 'a')).toBeNull();
    },
  );

  it('opens with the key before, and says that it is to be sealed anew', () => {
    const closed = createSeal({ current: OLD, previous: null }).close('secret', 'a');
    expect(seal.open(closed, 'a')).toBeNull();
    const moving = createSeal({ current: NEW, previous: OLD });
    expect(moving.open(closed, 'a')).toEqual({ secret: 'secret', isOld: true });
    expect(moving.open(moving.close('secret', 'a'), 'a')).toMatchObject({ isOld: false });
  });
});
