import { WATCH_ID } from '../../../../cloudfunctions/core/notices/send-state';
import { lookUpAll } from '../../../support/board-phone';
import { accept, chooseTemplate } from '../../../support/fake-messages';
import { openRobot, watchIn } from '../../../support/told-shop';
import { MINUTE } from '../../../support/delivery-reports';
import { shop, world, owner, put } from '../../../support/fresh-shop';
import { SETTINGS } from '../../../support/shop-world';

/** Returns the findings of the checks `robots`, `messages` and `watch`. */
async function found(through = world): Promise<readonly string[]> {
  const { lines } = await through.shop('o-owner', 'self-check', {});
  return lines
    .filter(({ check }) => ['robots', 'messages', 'watch'].includes(check))
    .map(({ finding, about, value }) => [finding, about, value].filter(Boolean).join(' '));
}

it('says that nobody wants to be told, where no store has a robot', async () => {
  expect(await found()).toEqual(['watch-idle']);
});

it('says of each store when its group was told, and that somebody asks each minute', async () => {
  await openRobot(world, shop.stores.one);
  await openRobot(world, shop.stores.two);
  expect(await found()).toEqual(['robots-told 二店', 'robots-told 一店', 'watch-recent']);
  world.orders.set('shop-one//A-1304', 304);
  await lookUpAll(world, 'o-clerk', 'A-1304');
  await watchIn(world);
  world.clock.now += 4 * MINUTE;
  expect(await found()).toEqual(['robots-told 二店', 'robots-told 一店 4', 'watch-recent']);
});

it('says what a robot refused, and what became unreadable', async () => {
  await openRobot(world, shop.stores.one);
  world.robots.answer = { errcode: 93000 };
  const trying = owner('try-robot', { storeId: shop.stores.one });
  await expect(trying).rejects.toThrow('robot-refused');
  expect((await found())[0]).toMatch(/^robots-refused 一店 企业微信不认这个地址/);
  const other = world.instance({ ...SETTINGS, SETTINGS_KEY: '6d'.repeat(32) });
  expect((await found(other))[0]).toBe('robots-refused 一店 地址读不出来了：再贴一次。');
});

it('says of messages when the last was sent, or why not, and watches while anybody has one left', async () => {
  await chooseTemplate(world);
  expect(await found()).toEqual(['messages-told', 'watch-idle']);
  world.clock.now += 60 * MINUTE;
  await accept(world, 'o-clerk', 2);
  expect(await found()).toEqual(['messages-told', 'watch-recent']);
  world.orders.set('shop-one//A-1304', 304);
  await lookUpAll(world, 'o-clerk', 'A-1304');
  await watchIn(world);
  world.clock.now += 4 * MINUTE;
  expect(await found()).toEqual(['messages-told 4', 'watch-recent']);
  world.messages.answer = { errcode: 47003, errmsg: 'data.thing3.value' };
  world.orders.set('shop-one//A-1304', 401);
  await lookUpAll(world, 'o-clerk', 'A-1304');
  await watchIn(world);
  const [line] = await found();
  expect(line).toMatch(/^messages-refused 模板“配送异常提醒”里“情况”这样填，微信不收/);
  world.clock.now += 6 * MINUTE;
  expect(await found()).toContain('watch-late 6');
});

it('says that the template cannot be read, as 提醒 does, until another one is chosen', async () => {
  await chooseTemplate(world);
  await accept(world, 'o-clerk');
  put('shop', 'shop', { messageTemplate: ['odd'] });
  expect(await found()).toEqual([
    'messages-refused 消息模板读不出来了：请店主在“店铺”的“提醒”里重选一个。',
    'watch-idle',
  ]);
  const problem = expect.stringContaining('重选一个') as unknown;
  expect(await owner('message-door', {})).toMatchObject({ template: null, problem });
  await watchIn(world);
  expect(world.log.join('')).toContain('messageTemplate');
  await chooseTemplate(world);
  expect(await found()).toEqual(['messages-told', 'watch-recent']);
});

it('says so when nobody has asked for five minutes, or never, while a robot is open', async () => {
  await openRobot(world, shop.stores.one);
  world.clock.now += 5 * MINUTE + 1;
  expect(await found()).toContain('watch-late');
  await watchIn(world);
  expect(await found()).toContain('watch-recent');
  world.clock.now += 6 * MINUTE;
  expect(await found()).toContain('watch-late 6');
});

it('is not misled by a robot that was entered while a clock was a day ahead', async () => {
  await openRobot(world, shop.stores.one);
  world.clock.now -= 24 * 60 * MINUTE;
  await watchIn(world);
  expect(await found()).toContain('watch-recent');
});

it('says how many orders the last turn had no time for', async () => {
  await openRobot(world, shop.stores.one);
  await watchIn(world);
  put('limits', WATCH_ID, { left: 12 });
  expect(await found()).toContain('watch-left 12');
});

it('tells how many robots still need the previous key', async () => {
  await openRobot(world, shop.stores.one);
  const { SETTINGS_KEY: previous = '' } = SETTINGS;
  const keys = { SETTINGS_KEY: '6d'.repeat(32), SETTINGS_KEY_PREVIOUS: previous };
  const moving = world.instance({ ...SETTINGS, ...keys });
  const { lines } = await moving.shop('o-owner', 'self-check', {});
  // Two accounts, one mini-program, and the robot.
  expect(lines.find(({ finding }) => finding === 'key-previous-needed')?.value).toBe('4');
});
