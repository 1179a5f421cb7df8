import { MINUTE } from '../../../support/delivery-reports';
import { FEISHU_ADDRESS, ROBOT_KEY, textsOf } from '../../../support/fake-robots';
import { shop, world, lookUp, tell } from '../../../support/fresh-shop';
import { openRobot, watchIn } from '../../../support/told-shop';
import { SETTINGS } from '../../../support/shop-world';

describe('the key of a robot', () => {
  const SIGN = 'sign-secret-of-the-group';

  it('is in no answer, log or document', async () => {
    const draft = { storeId: shop.stores.one, address: FEISHU_ADDRESS, signSecret: SIGN };
    const answers: unknown[] = [];
    const owner = async (action: string, input: object): Promise<void> => {
      answers.push(await world.call('shop', 'o-owner', { action, ...input }));
    };
    for (const answer of [{ code: 0 }, { code: 19021 }, 'upstream-unreachable'] as const) {
      world.robots.answer = answer;
      await owner('try-robot', draft);
      await owner('save-robot', draft);
      await owner('list-robots', {});
      const orderId = `A-${answers.length}000`;
      tell(orderId, 304);
      await lookUp('o-clerk', orderId);
      world.clock.now += MINUTE;
      await watchIn(world);
      await owner('self-check', {});
    }
    await owner('try-robot', { ...draft, address: `${FEISHU_ADDRESS}?x=1` });
    await owner('list-stores', {});
    await owner('list-audit', { before: null });
    const everything = JSON.stringify([answers, world.log, world.memory.dump()]);
    expect(world.robots.sent.length).toBeGreaterThan(5);
    expect(everything).not.toContain(ROBOT_KEY);
    expect(everything).not.toContain(SIGN);
  });

  it('moves to a new SETTINGS_KEY by itself', async () => {
    await openRobot(world, shop.stores.one);
    const SETTINGS_KEY = '7d'.repeat(32);
    const both = { SETTINGS_KEY, SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '' };
    await watchIn(world.instance({ ...SETTINGS, ...both }));
    const next = world.instance({ ...SETTINGS, SETTINGS_KEY });
    await next.shop('o-owner', 'try-robot', { storeId: shop.stores.one });
    expect(textsOf(world.robots)).toHaveLength(1);
  });
});
