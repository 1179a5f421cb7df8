import { createHash } from 'node:crypto';
import { setupCodeOf } from '../../../../cloudfunctions/core/people/setup-code';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { thrownBy } from '../../../support/thrown-by';
import { SETUP_CODE, shopWorld } from '../../../support/shop-world';

const codeOf = (code: string) => setupCodeOf({ OWNER_SETUP_CODE: code });

describe('the set-up code', () => {
  it('is none where the console holds none', () => {
    expect(setupCodeOf({})).toBeNull();
    expect(codeOf('  ')).toBeNull();
  });

  it('of 15 characters is not taken, and not repeated', () => {
    const code = 'x7Kp2mQ9vT4wZ8r';
    const failure = thrownBy(() => codeOf(code));
    expect(failure).toHaveProperty('code', 'settings-missing');
    expect(failure).toHaveProperty('userMessage', expect.stringContaining('OWNER_SETUP_CODE'));
    expect(failure).toHaveProperty('userMessage', expect.not.stringContaining(code));
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

const HOUR = 3_600_000;
const CODE = { code: SETUP_CODE, name: '店主' };

describe('tries of the set-up code', () => {
  it('are five an hour by one, right code or wrong', async () => {
    const world = shopWorld();
    const wrong = { ...CODE, code: 'mR4tY8bN2cV6xQ1w' };
    for (let time = 0; time < 5; time += 1)
      await expect(world.shop('o-a', 'claim', wrong)).rejects.toThrow('setup-code-rejected');
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toThrow('too-many-tries');
    world.clock.now += HOUR - 1;
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toThrow('too-many-tries');
    world.clock.now += 1;
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
  });

  it('by a clock that was ahead lock nobody out for longer, and are replaced', async () => {
    const world = shopWorld();
    const wrong = { ...CODE, code: 'x' };
    world.clock.now += 90_000;
    for (let time = 0; time < 5; time += 1)
      await expect(world.shop('o-a', 'claim', wrong)).rejects.toThrow('setup-code-rejected');
    world.clock.now -= 90_000;
    await expect(world.shop('o-a', 'claim', wrong)).rejects.toThrow('setup-code-rejected');
    const [document] = world.memory.dump()[COLLECTIONS.limits] ?? [];
    expect(document).toMatchObject({ tries: [{ at: world.clock.now }] });
  });

  it('by strangers, however many, keep out nobody who knows the code', async () => {
    const world = shopWorld();
    const wrong = { ...CODE, code: 'x' };
    for (let who = 0; who < 60; who += 1)
      await world.shop(`o-${who}`, 'claim', wrong).catch(() => undefined);
    const [claimed] = await Promise.all([
      world.shop('o-new', 'claim', CODE),
      ...Array.from({ length: 20 }, (_, who) =>
        world.shop(`o-late-${who}`, 'claim', wrong).catch(() => undefined),
      ),
    ]);
    expect(claimed).toMatchObject({ role: 'owner' });
  });

  it('are not counted for a caller without an openid, who uses up no code', async () => {
    const world = shopWorld();
    expect(await world.call('shop', '', { action: 'claim', ...CODE })).toMatchObject({ ok: false });
    expect(world.memory.dump()).toEqual({});
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
  });

  it('are not more for being made at once', async () => {
    const world = shopWorld();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => world.shop('o-a', 'claim', { ...CODE, code: 'x' })),
    );
    const compared = tries.filter(
      (one) => one.status === 'rejected' && String(one.reason).includes('setup-code-rejected'),
    );
    expect(compared.length).toBeGreaterThan(0);
    expect(compared.length).toBeLessThanOrEqual(5);
  });
});
