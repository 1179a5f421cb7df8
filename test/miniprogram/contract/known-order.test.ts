import { knownOrderOf, lookedUpAtOf } from '../../../miniprogram/contract/known-order';
import { summaryOf } from '../../../miniprogram/contract/delivery/order-summary';
import { historyOf, knownOrder, NOON, report } from '../../support/delivery-reports';

const STORE = { longitude: 113.33, latitude: 23.13 };
const RIDER = { longitude: 113.33, latitude: 23.14 };
const there = report({ position: RIDER });
const summary = summaryOf(there, historyOf(there));
const nothing = {
  lookedUpAt: undefined,
  company: undefined,
  store: undefined,
  storePosition: undefined,
  stuck: undefined,
};

it('has of the places the distance only', () => {
  const order = knownOrderOf('A-1', summary, { ...nothing, storePosition: STORE });
  expect(order.distanceMetres).toBe(1112);
  expect(JSON.stringify(order)).not.toContain('113.33');
});

it('lacks what is not known', () => {
  const order = knownOrderOf(
    'A-1',
    { ...summary, position: null },
    { ...nothing, company: 'SFTC' },
  );
  expect(order).toMatchObject({ orderId: 'A-1', company: 'SFTC', riderName: '陈师傅' });
  for (const field of [
    'lookedUpAt',
    'store',
    'storePosition',
    'stuck',
    'distanceMetres',
    'position',
  ])
    expect(order).not.toHaveProperty(field);
});

it('was looked up, by a row that does not say when, when it was asked for', () => {
  expect(lookedUpAtOf(knownOrder('A-1', 301, NOON))).toBe(NOON);
  expect(lookedUpAtOf(knownOrder('A-1', 301, NOON, null, { lookedUpAt: 7 }))).toBe(7);
});
