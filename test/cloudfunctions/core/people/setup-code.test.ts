import { verifiedSetupCodeHash } from '../../../../cloudfunctions/core/people/setup-code';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { thrownBy } from '../../../support/thrown-by';
import { SETUP_CODE, shopWorld } from '../../../support/shop-world';
import { HOUR } from '../../../support/delivery-reports';

const checked = (code: string, given = code) =>
  verifiedSetupCodeHash({ OWNER_SETUP_CODE: code }, given);

it('the set-up code fits itself, with or without spaces around it, and nothing else', () => {
  expect(checked(SETUP_CODE, ` ${SETUP_CODE}\n`)).toBe(checked(SETUP_CODE));
  const rejected = { code: 'setup-code-rejected' };
  for (const other of ['x7Kp2mQ9vT4wZ8rb', 'x7Kp2mQ9vT4wZ8r', '', 'x7Kp2mQ9vT4wZ8rBB'])
    expect(thrownBy(() => checked(SETUP_CODE, other))).toMatchObject(rejected);
});

const CODE = { code: SETUP_CODE, name: '店主' };
const WRONG = { ...CODE, code: 'mR4tY8bN2cV6xQ1w' };

describe('tries of the set-up code', () => {
  it('are five an hour by one, right code or wrong, made at once or not', async () => {
    const world = shopWorld();
    const calls = Array.from({ length: 20 }, () =>
      world.shop('o-a', 'claim', WRONG).catch((error: unknown) => (error as Error).message),
    );
    const tries = await Promise.all(calls);
    expect(tries.filter((code) => code === 'setup-code-rejected')).toHaveLength(5);
    expect(tries.filter((code) => code === 'too-many-tries')).toHaveLength(15);
    world.clock.now += HOUR - 1;
    await expect(world.shop('o-a', 'claim', CODE)).rejects.toThrow('too-many-tries');
    world.clock.now += 1;
    expect(await world.shop('o-a', 'claim', CODE)).toMatchObject({ role: 'owner' });
  });

  it('by a clock that was ahead lock nobody out for longer, and are replaced', async () => {
    const world = shopWorld();
    const tried = () => world.shop('o-a', 'claim', WRONG);
    world.clock.now += 90_000;
    for (let time = 0; time < 5; time += 1)
      await expect(tried()).rejects.toThrow('setup-code-rejected');
    world.clock.now -= 90_000;
    await expect(tried()).rejects.toThrow('setup-code-rejected');
    const [document] = world.memory.dump()[COLLECTIONS.limits] ?? [];
    expect(document).toMatchObject({ tries: 1, triesSince: world.clock.now });
  });

  it('by strangers, however many, keep out nobody who knows the code', async () => {
    const world = shopWorld();
    for (let who = 0; who < 60; who += 1)
      await world.shop(`o-${who}`, 'claim', WRONG).catch(() => undefined);
    const [claimed] = await Promise.all([
      world.shop('o-new', 'claim', CODE),
      ...Array.from({ length: 20 }, (_, who) =>
        world.shop(`o-late-${who}`, 'claim', WRONG).catch(() => undefined),
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
});
