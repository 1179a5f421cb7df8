import { readShop } from '../../cloudfunctions/core/storage/shop-document';
import { createQuestionBudget } from '../../cloudfunctions/core/deliveries/question-budget';
import fc from 'fast-check';
import { deliveryActions } from '../../cloudfunctions/core/deliveries/delivery-actions';
import { CLIENT_SOURCES, defineFunction } from '../../cloudfunctions/core/runtime/define-function';
import { openAction, performActions } from '../../cloudfunctions/core/access/access';
import { nothing } from '../../cloudfunctions/core/access/input-shapes';
import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import { rightClock, unrecorded } from '../support/calls';
import { FUZZ, FUZZ_TIMEOUT_MS } from '../support/fuzz';
import { NOON } from '../support/delivery-reports';
import { fakeWeChat } from '../support/fake-wechat';
import { memoryDocuments } from '../support/memory-documents';
import { staffDocuments } from '../support/staff-documents';

const found = () => ({
  resultcode: 0,
  order_status: 301,
  rider_name: '陈师傅',
  rider_phone: '12012345678',
});
const account = {
  accountId: 'account',
  provider: 'wechat-instant' as const,
  version: 1,
  company: 'SFTC',
  label: '顺丰',
  shopId: 'shop',
  secret: 'secret',
  bindings: null,
  shopNo: null,
};

/**
 * Calls the function as deployed, except network and database. @returns answer, upstream requests
 * and log
 */
async function called(openId: string, event: unknown, context: unknown, upstream = found) {
  const asked: unknown[] = [];
  const logged: string[] = [];
  const now = () => NOON;
  const staff = staffDocuments({ openId: 'o-clerk', role: 'clerk' });
  const wechat = fakeWeChat({
    now,
    post: async (_url, body) => {
      asked.push((body as { readonly shop_order_id: unknown }).shop_order_id);
      await Promise.resolve();
      return JSON.stringify(upstream());
    },
  });
  const deliveries = {
    documents: memoryDocuments(),
    staff,
    accounts: {
      accounts: () => Promise.resolve([account]),
      mayLack: () => Promise.resolve(false),
    },
    stores: () => Promise.resolve([]),
    shop: () => readShop(memoryDocuments()),
    budget: createQuestionBudget(memoryDocuments(), now),
    uncounted: new Map(),
    lastFound: [],
    audit: unrecorded,
    wechat: () => wechat,
    now,
    sleep: () => Promise.resolve(),
  };
  const main = defineFunction({
    name: 'getOrder',
    sources: CLIENT_SOURCES,
    caller: () => ({ openId, appId: 'wx-demo', source: 'wx_client' }),
    handle: performActions({
      actions: deliveryActions(
        deliveries,
        openAction({
          sources: CLIENT_SOURCES,
          grants: 'anyone',
          input: nothing,
          handle: () => Promise.resolve({}),
        }),
      ),
      staff,
      clock: rightClock(now),
      shop: deliveries.shop,
    }),
    now,
    log: (fields) => logged.push(JSON.stringify(fields)),
  });
  return { answer: await main(event, context), asked, logged };
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
  fc.constantFrom(
    '20261124-1288',
    '',
    ' ',
    '\uD800',
    '\u0000',
    '单'.repeat(42),
    '9'.repeat(100_000),
  ),
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

describe('the function getOrder', () => {
  it(
    'answers whatever event and context with an envelope that the phone reads, and asks upstream for order ids only',
    async () => {
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
            if (typeof id !== 'string') throw new Error('It asked for what is no text.');
            expect(id).not.toBe('');
            expect(Buffer.byteLength(id)).toBeLessThanOrEqual(128);
            expect(JSON.stringify(id.replace(/\\/g, ''))).not.toContain('\\u');
          }
        }),
        FUZZ,
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'answers a stranger always the same, and neither reads the event nor asks upstream',
    async () => {
      const first = await called(
        'o-stranger',
        { action: 'look-up', orderId: '1' },
        { request_id: 'r-1' },
      );
      await fc.assert(
        fc.asyncProperty(
          event,
          fc.constantFrom('', 'o-stranger', 'o-clerk '),
          async (sent, who) => {
            const { answer, asked } = await called(who, sent, { request_id: 'r-1' });
            expect(answer).toEqual(first.answer);
            expect(asked).toEqual([]);
          },
        ),
        FUZZ,
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'answers with an envelope whatever is thrown behind it, and logs none of its words',
    async () => {
      const thrown = fc.oneof(
        anything,
        fc.record({ errCode: anything, name: primitive, stack: anything }, { requiredKeys: [] }),
        fc
          .record({ errCode: anything, name: primitive, stack: anything }, { requiredKeys: [] })
          .map((fields) => Object.assign(new Error('12012345678'), fields)),
      );
      await fc.assert(
        fc.asyncProperty(thrown, async (error) => {
          const { answer, logged } = await called(
            'o-clerk',
            { action: 'look-up', orderId: '1' },
            {},
            () => {
              throw error;
            },
          );
          expect(parseOrderAnswer('look-up', answer)).toMatchObject({ ok: false });
          expect(logged.join()).not.toContain('12012345678');
        }),
        FUZZ,
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});
