import { shopWorld, SETUP_CODE } from '../../../support/shop-world';
import { world, owner, auditLines } from '../../../support/fresh-shop';

describe('how long is kept what', () => {
  it('is 90 days and 180 until the owner shortens it, which is on record', async () => {
    const world = shopWorld();
    await world.shop('o-a', 'claim', { code: SETUP_CODE, name: '甲' });
    expect(await world.shop('o-a', 'settings', {})).toMatchObject({
      retention: { historyDays: 90, auditDays: 180 },
    });
    const retention = { historyDays: 30, auditDays: 7 };
    expect(await world.shop('o-a', 'save-retention', retention)).toMatchObject({ retention });
    expect((await world.shop('o-a', 'settings', {})).retention).toEqual(retention);
    const { lines } = await world.shop('o-a', 'list-audit', { before: null });
    const line = { at: world.clock.now, who: '甲', act: 'save-retention', about: '30 / 7' };
    expect(lines).toContainEqual(expect.objectContaining(line));
    const before = await world.shop('o-a', 'list-audit', { before: world.clock.now });
    expect(before.lines).toEqual([]);
  });

  it.each([
    { historyDays: 91, auditDays: 180 },
    { historyDays: 90, auditDays: 181 },
    { historyDays: 0, auditDays: 1 },
    { historyDays: 1, auditDays: 0.5 },
  ])('is never longer, and a day at least: not %j', async (retention) => {
    await expect(owner('save-retention', retention)).rejects.toThrow('bad-request');
  });
});

describe('the dark style for the map', () => {
  const darkMap = { key: 'AB3CD-EFGHI', style: 2 };

  it('is what the owner has entered, without blanks around, until it is taken back', async () => {
    expect(await owner('settings', {})).not.toHaveProperty('darkMap');
    const typed = { key: ` ${darkMap.key} `, style: 2 };
    expect(await owner('save-dark-map', { darkMap: typed })).toMatchObject({ darkMap });
    expect(await owner('settings', {})).toMatchObject({ darkMap });
    world.clock.now += 1;
    expect(await owner('save-dark-map', { darkMap: null })).not.toHaveProperty('darkMap');
    expect((await auditLines()).slice(0, 2)).toMatchObject([
      { act: 'save-dark-map', about: '' },
      { act: 'save-dark-map', about: '2' },
    ]);
  });

  it.each([
    { ...darkMap, key: ' ' },
    { ...darkMap, key: 'K'.repeat(65) },
    { ...darkMap, style: 0 },
    { ...darkMap, style: 1.5 },
    { ...darkMap, style: 100 },
  ])('is refused as %j', async (wrong) => {
    await expect(owner('save-dark-map', { darkMap: wrong })).rejects.toThrow('bad-request');
  });
});
