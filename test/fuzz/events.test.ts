import fc from 'fast-check';
import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import { FUZZ } from '../support/fuzz';
import type { ShopWorld } from '../support/shop-world';
import { twoStoreShop } from '../support/two-store-shop';

let shop: ShopWorld;
beforeAll(async () => {
  ({ world: shop } = await twoStoreShop());
});

/**
 * Calls the function of a fresh shop, as deployed except network and database.
 *
 * @param upstream answer of WeChat, whatever the order
 */
async function called(openId: string, event: unknown, context: unknown, upstream = () => 301) {
  const world = shop.copy();
  world.orders.get = upstream;
  const answer = await world.call('getOrder', openId, event, 'wx_client', context);
  const asked = world.asked.map((key) => key.split('/').slice(2).join('/'));
  return { answer, asked, logged: world.log };
}

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1)
    value = level % 2 === 0 ? [value] : { orderId: value };
  return value;
}

/** An event whose order id throws when read. fast-check prints it without reading. */
const thrower = (thrown: unknown) => ({
  [fc.toStringMethod]: () => 'an event that throws',
  get orderId(): string {
    throw thrown;
  },
});

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withTypedArray: true,
  maxDepth: 3,
  maxKeys: 3,
});
/** jest's stack traces need printable names of errors. */
const primitive = fc.oneof(fc.string(), fc.nat(), fc.constant(undefined));
const orderId = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 150 }),
  fc.constantFrom('', ' ', '\uD800', '\u0000'),
  fc.constantFrom('20261124-1288', '单'.repeat(42), '9'.repeat(100_000)),
  anything,
);
const event = fc.oneof(
  anything,
  fc.jsonValue(),
  fc.record(
    {
      action: fc.oneof(fc.constantFrom('look-up', 'reveal-phone', 'refresh-orders'), anything),
      orderId,
      orderIds: fc.oneof(fc.array(orderId), anything),
      userInfo: anything,
    },
    { requiredKeys: [] },
  ),
  fc
    .jsonValue()
    .map((held): unknown => JSON.parse(`{"__proto__":${JSON.stringify({ orderId: held })}}`)),
  fc.constantFrom(1, 1000, 20_000).map(nested),
  anything.map(thrower),
  fc
    .record({ errCode: anything, stack: anything, name: primitive })
    .map((fields) => thrower(Object.assign(new Error('x'), fields))),
);

const LOOK_UP = { action: 'look-up', orderId: '1' };

describe('the function getOrder', () => {
  it('answers whatever event and context with an envelope that the phone reads, and asks upstream for order ids only', async () => {
    await fc.assert(
      fc.asyncProperty(event, anything, async (sent, context) => {
        const { answer, asked, logged } = await called('o-clerk', sent, context);
        const read = (['look-up', 'reveal-phone', 'refresh-orders'] as const).some(
          (action) => parseOrderAnswer(action, answer) !== null,
        );
        expect(read).toBe(true);
        expect(logged).toHaveLength(1);
        expect(logged[0]).not.toContain('12012345678');
        for (const id of asked) {
          expect(id).not.toBe('');
          expect(Buffer.byteLength(id)).toBeLessThanOrEqual(128);
          expect(JSON.stringify(id.replace(/\\/g, ''))).not.toContain('\\u');
        }
      }),
      FUZZ,
    );
  });

  it('answers a stranger always the same, and neither reads the event nor asks upstream', async () => {
    const context = { request_id: 'r-1' };
    const first = await called('o-stranger', LOOK_UP, context);
    await fc.assert(
      fc.asyncProperty(event, fc.constantFrom('', 'o-stranger', 'o-clerk '), async (sent, who) => {
        const { answer, asked } = await called(who, sent, context);
        expect(answer).toEqual(first.answer);
        expect(asked).toEqual([]);
      }),
      FUZZ,
    );
  });

  it('answers with an envelope whatever is thrown behind it, and logs none of its words', async () => {
    const fields = { errCode: anything, name: primitive, stack: anything };
    const some = fc.record(fields, { requiredKeys: [] });
    const errors = some.map((fields) => Object.assign(new Error('12012345678'), fields));
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, some, errors), async (error) => {
        const failing = (): never => {
          throw error;
        };
        const { answer, logged } = await called('o-clerk', LOOK_UP, {}, failing);
        expect(parseOrderAnswer('look-up', answer)).toMatchObject({ ok: false });
        expect(logged.join()).not.toContain('12012345678');
      }),
      FUZZ,
    );
  });
});
