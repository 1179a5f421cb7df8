import { lookUpAll } from '../../../support/board-phone';
import { FEISHU_ADDRESS, ROBOT_KEY, textsOf } from '../../../support/fake-robots';
import { openRobot, watchIn } from '../../../support/told-shop';
import { SETTINGS } from '../../../support/shop-world';
import { twoStoreShop } from '../../../support/two-store-shop';

const MINUTE = 60_000;

describe('the key of a robot', () => {
  const SIGN = 'sign-secret-of-the-group';

  it('is in no answer, log or document', async () => {
    const { world, stores } = await twoStoreShop();
    const draft = { storeId: stores.one, address: FEISHU_ADDRESS, signSecret: SIGN };
    const answers: unknown[] = [];
    const shop = async (action: string, input: object): Promise<void> => {
      answers.push(await world.call('shop', 'o-owner', { action, ...input }));
    };
    for (const answer of [{ code: 0 }, { code: 19021 }, 'upstream-unreachable'] as const) {
      world.robots.answer = answer;
      await shop('try-robot', draft);
      await shop('save-robot', draft);
      await shop('list-robots', {});
      const orderId = `A-${answers.length}000`;
      world.orders.set(`shop-one//${orderId}`, 304);
      await lookUpAll(world, 'o-clerk', orderId);
      world.clock.now += MINUTE;
      await watchIn(world);
      await shop('self-check', {});
    }
    await shop('try-robot', { ...draft, address: `${FEISHU_ADDRESS}?x=1` });
    await shop('list-stores', {});
    await shop('list-audit', { before: null });
    const everything = JSON.stringify([answers, world.log, world.memory.dump()]);
    expect(world.robots.sent.length).toBeGreaterThan(5);
    expect(everything).not.toContain(ROBOT_KEY);
    expect(everything).not.toContain(SIGN);
  });

  it('moves to a new SETTINGS_KEY by itself', async () => {
    const { world, stores } = await twoStoreShop();
    await openRobot(world, stores.one);
    const SETTINGS_KEY = '7d'.repeat(32);
    const both = { SETTINGS_KEY, SETTINGS_KEY_PREVIOUS: SETTINGS['SETTINGS_KEY'] ?? '' };
    await watchIn(world.instance({ ...SETTINGS, ...both }));
    const next = world.instance({ ...SETTINGS, SETTINGS_KEY });
    await next.shop('o-owner', 'try-robot', { storeId: stores.one });
    expect(textsOf(world.robots)).toHaveLength(1);
  });
});
