import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import type { CheckLine } from '../../../../miniprogram/contract/self-check';
import { checkedShop } from '../../../support/checked-shop';
import { SdkError } from '../../../support/memory-database';
import type { ShopWorld } from '../../../support/shop-world';

let world: ShopWorld;

beforeEach(async () => {
  world = await checkedShop();
  const real = world.memory.database().collection.bind(null);
  jest.spyOn(world.memory.database(), 'collection').mockImplementation((name) => {
    if (name === COLLECTIONS.staff) return real(name);
    throw new SdkError(-502001);
  });
});

async function linesOf(name: 'shop' | 'getOrder', event: object): Promise<readonly CheckLine[]> {
  const answer = await world.call(name, 'o-owner', event);
  if (!answer.ok) throw new Error(answer.error.code);
  return (answer.data as { readonly lines: readonly CheckLine[] }).lines;
}

describe('a self-check while the database fails', () => {
  it('says so of all that needs it, and of nothing else', async () => {
    const lines = await linesOf('shop', { action: 'self-check' });
    const failed = lines.filter(({ finding }) => finding === 'database-failed');
    expect(failed.map(({ check, about }) => `${check} ${about}`.trim()).sort()).toEqual(
      [
        ...['accounts', 'ip', 'questions', 'quota', 'records', 'search', 'settings'],
        ...['settings shop', 'shop-no', 'sign', 'token'],
        'sweep',
        'time-limit shop',
      ].sort(),
    );
    expect(world.log.at(-1)).toContain('"wrong":"database-failed database-failed');
  });

  it('says so of the other function, too', async () => {
    const about = 'getOrder';
    expect(await linesOf('getOrder', { action: 'check-function' })).toEqual(
      ['settings', 'time-limit'].map((check) => ({
        check,
        finding: 'database-failed',
        about,
        value: '',
      })),
    );
  });
});
