import { createHash, randomBytes } from 'node:crypto';
import { setupCodeOf } from '../../../../cloudfunctions/core/shop/setup-code';
import { thrownBy } from '../../../support/thrown-by';

const codeOf = (code: string) => setupCodeOf({ OWNER_SETUP_CODE: code });

describe('the set-up code', () => {
  it('is none where the console holds none', () => {
    expect(setupCodeOf({})).toBeNull();
    expect(codeOf('  ')).toBeNull();
  });

  it.each([
    ['15 characters', 'x7Kp2mQ9vT4wZ8r'],
    ['one character', 'aaaaaaaaaaaaaaaaaaaa'],
    ['few characters', 'abababcabcabcabcabca'],
    ['a part again and again', 'x7Kp2mQ9x7Kp2mQ9'],
    ['a part again, cut off', 'x7Kp2mQ9x7Kp2mQ9x7K'],
    ['counting up', '0123456789012345'],
    ['the alphabet', 'abcdefghijklmnop'],
    ['counting down', 'zyxwvutsrqponmlk'],
    ['every key twice', 'qqwweerrttyyuuii'],
  ])('of %s is not taken, and not repeated', (_name, code) => {
    const failure = thrownBy(() => codeOf(code));
    expect(failure).toMatchObject({ code: 'settings-missing' });
    expect(failure).toHaveProperty('said', expect.stringContaining('OWNER_SETUP_CODE'));
    expect(failure).toHaveProperty('said', expect.not.stringContaining(code));
  });

  it('is taken when it is random, whatever it is written in', () => {
    for (let time = 0; time < 200; time += 1) {
      expect(codeOf(randomBytes(16).toString('hex'))).not.toBeNull();
      expect(codeOf(randomBytes(12).toString('base64url'))).not.toBeNull();
    }
  });

  it('matches itself, with or without spaces around it, and nothing else', () => {
    const code = codeOf('x7Kp2mQ9vT4wZ8rB');
    expect(code?.matches(' x7Kp2mQ9vT4wZ8rB\n')).toBe(true);
    for (const other of ['x7Kp2mQ9vT4wZ8rb', 'x7Kp2mQ9vT4wZ8r', '', 'x7Kp2mQ9vT4wZ8rBB'])
      expect(code?.matches(other)).toBe(false);
  });

  it('is remembered by its hash', () => {
    expect(codeOf('x7Kp2mQ9vT4wZ8rB')?.hash).toBe(
      createHash('sha256').update('x7Kp2mQ9vT4wZ8rB').digest('hex'),
    );
  });
});
