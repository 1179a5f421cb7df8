import { createEncryption } from '../../../../cloudfunctions/core/secrets/encryption';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const encryption = createEncryption({ current: NEW, previous: null });

describe('a encrypted secret', () => {
  it('opens under what it was encrypted for, and under nothing else', () => {
    const encrypted = encryption.encrypt('密钥 secret', 'account a shop');
    expect(encrypted).not.toContain('secret');
    expect(encryption.decrypt(encrypted, 'account a shop')).toEqual({
      secret: '密钥 secret',
      isOld: false,
    });
    expect(encryption.decrypt(encrypted, 'account b shop')).toBeNull();
  });

  it('looks different each time', () => {
    expect(encryption.encrypt('x', 'a')).not.toBe(encryption.encrypt('x', 'a'));
  });

  it('does not open when a bit of it has changed', () => {
    const encrypted = Buffer.from(encryption.encrypt('secret', 'a').slice(3), 'base64url');
    for (let at = 0; at < encrypted.length; at += 1) {
      const changed = Buffer.from(encrypted);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(encryption.decrypt(`v1.${changed.toString('base64url')}`, 'a')).toBeNull();
    }
  });

  it.each(['', 'v1.', 'secret', 'v2.AAAA', `v1.${'A'.repeat(36)}`])(
    'is not taken for one: %j',
    (text) => {
      expect(encryption.decrypt(text, 'a')).toBeNull();
    },
  );

  it('opens with the key before, and says that it is to be encrypted anew', () => {
    const encrypted = createEncryption({ current: OLD, previous: null }).encrypt('secret', 'a');
    expect(encryption.decrypt(encrypted, 'a')).toBeNull();
    const moving = createEncryption({ current: NEW, previous: OLD });
    expect(moving.decrypt(encrypted, 'a')).toEqual({ secret: 'secret', isOld: true });
    expect(moving.decrypt(moving.encrypt('secret', 'a'), 'a')).toMatchObject({ isOld: false });
  });
});
