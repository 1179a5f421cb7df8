import { SETUP_CODE, shopWorld } from '../../../support/shop-world';

const HOUR = 3_600_000;
const CODE = { code: SETUP_CODE, name: '店主' };

const refused = (code: string) => new Error(code);

describe('the set-up code', () => {
  it('may be tried five times an hour by one, right code or wrong', async () => {
    const world = shopWorld();
    const wrong = { ...CODE, code: 'mR4tY8bN2cV6xQ1w' };
    for (let time = 0; time < 5; time += 1)
      await expect(world.shop('o-a', 'claim', wrong)).rejects.toEqual(
        refused('setup-code-rejected'),
      );
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toEqual(refused('too-many-tries'));
    world.clock.now += HOUR - 1;
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toEqual(refused('too-many-tries'));
    world.clock.now += 1;
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
  });

  it('may be tried fifty times an hour by all', async () => {
    const world = shopWorld();
    const wrong = { ...CODE, code: 'x' };
    for (let who = 0; who < 50; who += 1)
      await world.shop(`o-${who}`, 'claim', wrong).catch(() => undefined);
    await expect(world.shop('o-new', 'claim', CODE)).rejects.toEqual(refused('too-many-tries'));
    world.clock.now += HOUR;
    expect(await world.shop('o-new', 'claim', CODE)).toMatchObject({ role: 'owner' });
  });

  it('cannot be tried more often by trying at once', async () => {
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
