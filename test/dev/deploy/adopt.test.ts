import { refuseOthers } from '../../../dev/deploy/adopt';
import type { Plan } from '../../../dev/deploy/plan';

function planOf(...names: readonly string[]): Plan {
  const steps = names.map((name) => ({
    name,
    mark: 'new',
    sentence: name,
    perform: () => Promise.resolve(),
  }));
  return { steps, unchanged: [] };
}

const PLAN = planOf('collection rider_where_shop', 'function shop', 'mini-program 1.0.0');

describe('what is in an environment, and was not deployed from here', () => {
  it.each([['function shop'], ['collection rider_where_shop']])(
    'is named and refused: %s',
    async (name) => {
      const refused = refuseOthers(PLAN, { marks: {} }, () =>
        Promise.resolve(['function x', name]),
      );
      await expect(refused).rejects.toThrow(`not deployed from here: ${name}. `);
      await expect(refused).rejects.toThrow('--adopt');
    },
  );

  it('is none of it: what is on record, and what the plan does not touch', async () => {
    const there = () =>
      Promise.resolve(['function login', 'function shop', 'collection shop', 'mini-program 1.0.0']);
    await expect(
      refuseOthers(PLAN, { marks: { 'function shop': 'old' } }, there),
    ).resolves.toBeUndefined();
  });
});
