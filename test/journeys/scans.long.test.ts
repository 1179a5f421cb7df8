import { openShop } from '../../dev/host/open-shop';
import type { World } from '../../dev/host/world';
import { DEMO_ACCOUNT } from '../../dev/sandbox/account';
import { STAFF_MINI_PROGRAM } from '../../dev/sandbox/mini-programs';
import { productPhone } from '../support/browser-phone';
import { rowOf, scan, SEARCH } from '../support/counter-screen';
import { type LocalWorlds, localWorlds } from '../support/local-world';
import { BUSINESS } from '../support/served-sandbox';

const CLERK = { openId: 'o-counter', name: '小林' };
const SCANS = 30;
/** Wait beyond any rate limit's window. */
const PAUSE_MS = 15 * 60_000;

/** Forms of an order id from scanners and codes. */
const KINDS: readonly (readonly [name: string, text: (orderId: string) => string])[] = [
  ['CODE_128,', (id) => `CODE_128,${id}`],
  ['QR_CODE,', (id) => `QR_CODE,${id}`],
  ['EAN13:', (id) => `EAN13:${id}`],
  ['DATA_MATRIX，', (id) => `DATA_MATRIX，${id}`],
  ['code39, ', (id) => `code39, ${id}`],
  ['a URL', (id) => `https://shop.example/o?from=bag&order_id=${id}`],
  ['JSON', (id) => `{"shop":"1","orderId":"${id}"}`],
];

const phone = productPhone();
let worlds: LocalWorlds;
let world: World;

beforeAll(async () => {
  worlds = await localWorlds();
  world = await worlds.open('empty');
  await world.begin();
  await openShop(world.cloud, { account: DEMO_ACCOUNT, clerks: [CLERK] });
  const caller = { openId: CLERK.openId, appId: STAFF_MINI_PROGRAM.appId };
  for (const name of ['getOrder', 'shop'])
    phone.host.functions[name] = (event) => world.cloud.invoke(name, event, caller);
});

afterAll(() => worlds.close());

const questions = (): number => world.sandbox.requests().get(`${BUSINESS}/order/get`) ?? 0;

test.each(KINDS)(
  'thirty scans of new orders with %s: thirty answers, a question each',
  async (name, textOf) => {
    world.clock.jump(PAUSE_MS);
    const { page } = await phone.open(SEARCH, { viewport: { width: 1280, height: 800 } });
    const before = questions();
    for (let n = 0; n < SCANS; n += 1) {
      const orderId = `NEW-${KINDS.findIndex(([kind]) => kind === name)}-${100 + n}`;
      world.sandbox.placeOrder({ orderId });
      await scan(page, textOf(orderId));
      await page.getByRole('button', { name: `关闭，订单 ${orderId}` }).waitFor();
      await rowOf(page, orderId).waitFor();
    }
    expect(questions() - before).toBe(SCANS);
  },
);
