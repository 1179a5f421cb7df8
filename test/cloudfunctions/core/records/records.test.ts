import {
  type AskResult,
  NO_RECORD,
  recordFields,
  withAnswers,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { describeOrder } from '../../../../cloudfunctions/core/records/describe-order';
import * as knownOrders from '../../../../cloudfunctions/core/records/known-orders';
import { readRecord, readableRecords } from '../../../../cloudfunctions/core/records/read-record';
import type { ProviderName } from '../../../../miniprogram/contract/providers';
import { found, notFound } from '../../../support/asked';
import { DAY, NOON } from '../../../support/delivery-reports';
import { memoryDocuments } from '../../../support/memory-documents';
import { usableAccount } from '../../../support/usable-account';

const OWNER = { stores: 'all' } as const;
const ACCOUNT = usableAccount({ accountId: 'one', company: '' });
const TARGETS = new Map([['one ', { key: 'one ', account: ACCOUNT, shopNo: null }]]);

const documentOf = (orderId: string, asked: readonly AskResult[], lookedUpAt = NOON) => ({
  ...recordFields(orderId, withAnswers(NO_RECORD, asked, NOON), lookedUpAt),
  ...{ _id: orderId, version: 1 },
});

/** Stores orders of the account, each with its status code. */
function stored(codes: Readonly<Record<string, number>>) {
  const documents = memoryDocuments();
  for (const [orderId, code] of Object.entries(codes))
    documents.held.set(orderId, documentOf(orderId, [found('one ', code)]));
  const accounts = () => Promise.resolve([ACCOUNT]);
  const mayLackAccountOf = () => Promise.resolve(false);
  return { documents, accounts: { accounts, mayLackAccountOf } };
}

it('an order is what the person’s own accounts tell of it, also if nobody knows who asked when', () => {
  const { visibleOrderIn } = knownOrders;
  const document = documentOf('A', [found('one ', 201, NOON - 1), found('two ', 301)]);
  const order = { ids: ['A', '3000000001'], current: { targetKey: 'one ', status: 'at-store' } };
  expect(visibleOrderIn(document, TARGETS)).toMatchObject({ ...order, lookedUpAt: NOON });
  const undated = visibleOrderIn({ ...document, lastAskedAt: 'odd' }, TARGETS);
  expect(undated).toMatchObject({ ...order, lookedUpAt: NOON - 1 });
  expect(visibleOrderIn(documentOf('A', [found('two ', 301)]), TARGETS)).toBeNull();
});

it.each<[string, string, string, ProviderName?]>([
  ['one, with the shop’s number', 'A-1/W 7123/W', 'A-1'],
  ['one, whichever is first', '7123/W A-1/W', 'A-1'],
  ['one, with the first of two as long', 'A-1/W A-2/W', 'A-1'],
  ['two of two waybills', 'A-1/V 7123/W', 'A-1 7123'],
  ['two without a waybill', 'A-1 7123', 'A-1 7123'],
  ['two of a service that has one number', 'A-1/W 7123/W', 'A-1 7123', 'wechat-instant'],
])('two records are %s', (_what, ids, left, provider = 'wechat-intracity') => {
  const orders = ids.split(' ').map((pair) => {
    const [orderId, waybillId = null] = pair.split('/');
    const target = { account: usableAccount({ provider }) };
    return { orderId, current: { waybillId }, target } as knownOrders.VisibleOrder;
  });
  const remaining = knownOrders.withoutDuplicates(orders).map(({ orderId }) => orderId);
  expect(remaining.join(' ')).toBe(left);
});

it('a text is a whole id first, then the end of one, if it has four characters', async () => {
  const records = stored({ '8842': 302, 'A-8842': 301, 'B-7777': 301, AB: 301 });
  const texts = ['8842', '7777', '777', 'none'];
  const orders = await knownOrders.knownOrdersByTexts(records, texts, OWNER);
  const idsByText = Object.fromEntries([...orders].map(([text, { orderId }]) => [text, orderId]));
  expect(idsByText).toEqual({ '8842': '8842', '7777': 'B-7777' });
  expect(await knownOrders.knownOrdersEndingWith(records, 'ab', OWNER)).toEqual([]);
});

it('orders are read by their ids; for no ids the database is not asked', async () => {
  const records = stored({ A: 301, B: 301 });
  const { documents } = records;
  const listed = (ids: readonly string[]) => knownOrders.knownOrdersByIds(records, ids, OWNER);
  expect(await listed(['B', 'C'])).toMatchObject([{ orderId: 'B' }]);
  documents.held.set('damaged', { version: 7, attempts: 'odd' });
  expect([...(await readableRecords(documents, ['A', 'C', 'damaged'])).keys()]).toEqual(['A']);
  const before = documents.operations();
  expect([await listed([]), await readableRecords(documents, [])]).toEqual([[], new Map()]);
  expect(documents.operations()).toBe(before);
});

it('a document without version is a failure to answer with; a dead database is none', async () => {
  const { documents } = stored({});
  documents.held.set('A', JSON.parse('{ "attempts": [] }') as { version: number });
  expect(await readRecord(documents, 'A')).toMatchObject({ code: 'unreadable-document' });
  const dead = { ...documents, read: () => Promise.reject(new Error('dead')) };
  await expect(readRecord(dead, 'A')).rejects.toThrow('dead');
});

it('an order in a list has its rider for less than a day, and no company without a name', () => {
  const order = knownOrders.visibleOrderIn(documentOf('A', [found('one ', 301)]), TARGETS);
  const described = (ageMs: number) => order && describeOrder(order, [], NOON + ageMs);
  expect(described(DAY - 1)).toMatchObject({ riderName: '陈师傅' });
  expect(described(DAY)).not.toMatchObject({ riderName: '陈师傅' });
  expect(described(DAY)).not.toHaveProperty('company');
});

it('the latest orders have their accounts, whatever unknown ids were asked for since', async () => {
  const { documents } = stored({ A: 301 });
  for (let n = 0; n < 100; n += 1)
    documents.held.set(`${n}`, documentOf(`${n}`, [notFound('one ')], NOON + 1));
  const latest = await knownOrders.latestOrdersAtAccounts(documents);
  expect(latest).toEqual([{ orderId: 'A', accountId: 'one', shopNo: null }]);
});
