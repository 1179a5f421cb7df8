import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { type SetUpFault, faultsOf } from '../../../dev/faults/fault-table';
import { OWNER } from '../../../dev/host/people';
import type { World } from '../../../dev/host/world';
import { MALL } from '../../../dev/sandbox/mini-programs';
import { type CheckedLines, FINDINGS } from '../../../miniprogram/contract/self-check';
import { type LocalWorlds, callAs, localWorlds } from '../../support/local-world';

const OF_MALL = { appId: MALL.appId };

let worlds: LocalWorlds;
let world: World;

beforeAll(async () => {
  worlds = await localWorlds();
  world = await worlds.open('demo');
  await world.begin();
});
afterEach(() => {
  world.sandbox.faults.clear(null);
});
afterAll(() => worlds.close());

/** Returns a function's findings. */
async function found(name: 'shop' | 'getOrder', event: object): Promise<readonly string[]> {
  const answer = await callAs(world, OWNER, name, event);
  if (!answer.ok) return [answer.error.code];
  const { lines } = answer.data as CheckedLines;
  return lines.flatMap(({ finding, about, value }) =>
    FINDINGS[finding] === 'ok' ? [] : [[finding, about, value].filter(Boolean).join(' ')],
  );
}

const ofShop = () => found('shop', { action: 'self-check' });
const ofGetOrder = () => found('getOrder', { action: 'check-function' });

/** Lines of the self-check that need a token of the mall, whose faults these are. */
const WAITING: readonly string[] = Array<string>(5).fill('waits 茶小满点单 token');

/** Findings of the cloud. Only the phone finds the last two faults. */
const FOUND: Readonly<Record<SetUpFault, Partial<Record<'shop' | 'getOrder', readonly string[]>>>> =
  {
    'key-missing': {
      shop: ['key-missing shop SETTINGS_KEY', ...Array<string>(6).fill('waits settings')],
      getOrder: ['key-missing getOrder SETTINGS_KEY'],
    },
    'time-out-short': {
      shop: ['time-limit-short shop 3'],
      getOrder: ['time-limit-short getOrder 3'],
    },
    'app-secret-reset': {
      shop: ['app-secret-rejected 茶小满点单 40125', ...WAITING],
    },
    'app-secret-frozen': { shop: ['app-secret-frozen 茶小满点单', ...WAITING] },
    'binding-missing': { shop: ['account-not-bound 顺丰同城'] },
    'binding-under-review': { shop: ['account-under-review 顺丰同城'] },
    'binding-refused': { shop: ['account-refused 顺丰同城'] },
    'binding-everywhere': {},
    'shop-no-ignored': { shop: ['shop-no-ignored 顺丰同城', 'shop-no-ignored 达达'] },
    'quota-low': { shop: ['quota-low 茶小满点单 5000 / 100000'] },
    'database-open': {},
    'phone-clock-wrong': {},
  };

describe('the self-check of the demo’s shop, by the built functions', () => {
  test('finds all well', async () => {
    expect([await ofShop(), await ofGetOrder()]).toEqual([[], []]);
  });

  test.each(faultsOf('set-up'))('finds %s, and all well when it is over', async (fault) => {
    world.sandbox.faults.set(fault, OF_MALL);
    const { shop = [], getOrder = [] } = FOUND[fault];
    expect([...(await ofShop())].sort()).toEqual([...shop].sort());
    expect(await ofGetOrder()).toEqual(getOrder);
    world.sandbox.faults.clear(null);
    expect([await ofShop(), await ofGetOrder()]).toEqual([[], []]);
  });

  test.each([
    ['ip-not-allowed', ['ip-not-allowed 茶小满点单', 'waits 茶小满点单 ip']],
    ['sign-rejected', ['sign-rejected 顺丰同城', 'waits 顺丰同城 sign']],
    ['hang', ['no-answer 茶小满点单', 'waits 茶小满点单 token']],
  ] as const)('finds what a look-up meets: %s', async (fault, expected) => {
    // Shortens the time-out from 10 s to 3 s, which a hang nearly takes.
    if (fault === 'hang') world.sandbox.faults.set('time-out-short');
    world.sandbox.faults.set(fault, OF_MALL);
    expect(await ofShop()).toEqual(expect.arrayContaining([...expected]));
  });
});

test('a client of the shop’s collections is kept out, unless they are open', () => {
  const request = { operation: 'add', collection: COLLECTIONS.staff, data: {} };
  const add = () => world.cloud.database.answerClient('o-somebody', request);
  expect(add()).toMatchObject({ errCode: -502003 });
  world.sandbox.faults.set('database-open');
  expect(add()).toMatchObject({ data: expect.any(String) as string });
});
