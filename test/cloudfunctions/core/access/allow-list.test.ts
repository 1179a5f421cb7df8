import type { ShopAction } from '../../../../miniprogram/contract/shop-api';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone, lookUpAll } from '../../../support/board-phone';
import { accept, chooseTemplate } from '../../../support/fake-messages';
import { lookUpIn } from '../../../support/look-ups';
import { refreshIn } from '../../../support/order-lists';
import { shop, world, getOrder, newKey, owner, register } from '../../../support/fresh-shop';
import { SETTINGS } from '../../../support/shop-world';
import { newAccount } from '../../../support/two-store-shop';
import { MINUTE } from '../../../support/delivery-reports';

/** Value of a field that nobody has told the phone of. */
const MADE_UP = 'made-up';

/** Adds the field to a stored value, at every depth. */
function withMadeUp(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMadeUp);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, withMadeUp(one)]);
  return { ...Object.fromEntries(fields), madeUp: MADE_UP };
}

/** Adds the field to all that is stored. @returns names of the collections that have documents */
function plant(): readonly string[] {
  return Object.values(COLLECTIONS).filter((name) => {
    const documents = [...(world.memory.collection(name) ?? [])];
    for (const [_id, document] of documents)
      world.memory.put(name, { ...(withMadeUp(document) as typeof document), _id });
    return documents.length > 0;
  });
}

/** Actions of `shop` that only tell. */
const READING: readonly ShopAction[] = [
  ...(['me', 'list-people', 'list-stores', 'list-accounts', 'list-register-keys'] as const),
  ...(['settings', 'self-check', 'message-door', 'list-message-templates'] as const),
];

it('a field that is added to what is stored is in no answer', async () => {
  const { stores } = shop;
  await newAccount(world, 'SS', 'third', 'secret-3', stores.one);
  await owner('invite', { role: 'clerk', stores: [stores.one] });
  await register((await newKey()).key, { orderId: 'C', note: '三楼' });
  world.orders.set('shop-one//A', 201).set('third//B', 103);
  await lookUpAll(world, 'o-clerk', 'A', 'B');
  world.clock.now += 20 * MINUTE;
  await getOrder('o-clerk', 'acknowledge', { orderId: 'A', reason: 'stuck' });
  await lookUpAll(world, 'o-clerk', 'A', 'B');

  await chooseTemplate(world);
  await accept(world, 'o-owner');

  expect(plant().length).toBeGreaterThan(6);
  const anew = world.instance(SETTINGS);
  const phone = boardPhone(anew, 'o-owner');
  const answers = [
    await lookUpIn(anew, 'o-clerk', 'A'),
    await lookUpIn(anew, 'o-owner', 'B'),
    await refreshIn(anew, ['A', 'B']),
    (await phone.refresh({ isOpening: true })).board,
    ...(await Promise.all(READING.map((action) => anew.call('shop', 'o-owner', { action })))),
    await anew.call('shop', 'o-owner', { action: 'list-audit', before: null }),
  ];
  anew.clock.now += MINUTE;
  answers.push(await lookUpIn(anew, 'o-clerk', 'A'));
  expect(answers.filter((one) => 'ok' in one && !one.ok)).toEqual([]);
  const told = answers.map((one) => JSON.stringify(one));
  expect(told.join()).toContain('三楼');
  expect(told.filter((one) => one.includes(MADE_UP))).toEqual([]);
});
