import type { MessageTemplate } from '../../../../miniprogram/contract/messages';
import { COLLECTIONS } from '../../../../miniprogram/contract/shop-collections';
import { boardPhone } from '../../../support/board-phone';
import { FILLED, TEMPLATE, accept, chooseTemplate } from '../../../support/fake-messages';
import {
  shop,
  world,
  auditLines,
  lookUp,
  owner,
  put,
  stored,
  tell,
} from '../../../support/fresh-shop';
import { join, staffIdOf } from '../../../support/two-store-shop';
import { justBefore } from '../../../support/write-hooks';

const { templateId, title } = TEMPLATE;

const door = (openId: string) => world.shop(openId, 'message-door', {});
const wire = (content: string, id = 'tmpl-2') => {
  world.messages.templates.push({ priTmplId: id, title: '另一个', content, type: 2 });
};
const save = (filled: Parameters<typeof saved>[1], id = 'tmpl-2') => saved(id, filled);
const saved = (id: string | null, filled: readonly (typeof FILLED)[number][]) =>
  owner('save-message-template', { templateId: id, filled });

describe('message-door', () => {
  it('says that no template is chosen, and so that nobody has a message left', async () => {
    const none = { template: null, problem: null, others: [] };
    const own = { left: 0, quiet: null };
    expect(await door('o-clerk')).toMatchObject({ ...none, own });
  });

  it('tells each person their own, and the counts of those whom they manage', async () => {
    await chooseTemplate(world);
    await join(world, 'o-other', 'clerk', [shop.stores.two]);
    await accept(world, 'o-clerk', 3);
    await accept(world, 'o-manager');
    const seenBy = async (openId: string) => {
      const { own, others } = await door(openId);
      return [own.left, ...others.map(({ name, role, left }) => `${name} ${role} ${left}`).sort()];
    };
    expect((await door('o-owner')).template).toEqual({ templateId, title });
    const all = ['o-clerk clerk 3', 'o-manager manager 1', 'o-other clerk 0'];
    expect(await seenBy('o-owner')).toEqual([0, ...all]);
    expect(await seenBy('o-manager')).toEqual([1, 'o-clerk clerk 3']);
    expect(await seenBy('o-clerk')).toEqual([3]);
  });
});

describe('list-message-templates', () => {
  it('lists what the own mini-program has, what is chosen, and an example', async () => {
    wire('备注:{{amount1.DATA}}');
    world.messages.templates.push({ priTmplId: 'l', title: '', content: '', type: 3 });
    const unfit: MessageTemplate = {
      templateId: 'tmpl-2',
      title: '另一个',
      places: [{ key: 'amount1', kind: 'amount', label: '备注' }],
    };
    const sample = { storeName: '二店', orderEnd: '1304', reason: 'unreachable' };
    expect(await owner('list-message-templates', {})).toMatchObject({
      templates: [TEMPLATE, unfit],
      ...{ chosenId: null, filled: [] },
      sample: { ...sample, at: world.clock.now },
    });
  });

  it('shows the last real trouble, without a whole id, and the chosen template', async () => {
    await chooseTemplate(world);
    await accept(world, 'o-owner');
    tell('20261124-7788', 304);
    await lookUp('o-clerk', '20261124-7788');
    const at = world.clock.now;
    world.clock.now += 60_000;
    const listed = await owner('list-message-templates', {});
    expect(listed).toMatchObject({ chosenId: templateId, filled: FILLED });
    const sample = { storeName: '一店', orderEnd: '7788', reason: 'unreachable', at };
    expect(listed.sample).toEqual(sample);
    expect(JSON.stringify(listed)).not.toContain('20261124');
  });

  it('shows an example where the last delivery cannot be read', async () => {
    await chooseTemplate(world);
    await accept(world, 'o-owner');
    tell('A-7788', 304);
    await lookUp('o-clerk', 'A-7788');
    put('deliveries', 'A-7788', { version: 'odd' });
    expect(await owner('list-message-templates', {})).toMatchObject({
      sample: { storeName: '二店', orderEnd: '7788' },
    });
  });

  it('says so where the own mini-program has no AppSecret, or WeChat refuses', async () => {
    world.forgetToken();
    world.weChat.token = 'ip-not-allowed';
    await expect(owner('list-message-templates', {})).rejects.toThrow('ip-not-allowed');
  });
});

describe('save-message-template', () => {
  it('keeps the template as WeChat has it, and what fills it, and the audit log says so', async () => {
    expect(await saved(templateId, FILLED)).toMatchObject({ template: { templateId, title } });
    const messageTemplate = [{ ...TEMPLATE, filled: FILLED }];
    expect(stored('shop', 'shop')).toMatchObject({ messageTemplate });
    expect(await saved(null, [])).toMatchObject({ template: null });
    const lines = await auditLines();
    expect(lines.slice(0, 2).map(({ act, about, outcome }) => [act, about, outcome])).toEqual([
      ['save-message-template', '', 'done'],
      ['save-message-template', title, 'done'],
    ]);
  });

  it('refuses a template that WeChat does not list', async () => {
    await expect(saved('tmpl-9', FILLED)).rejects.toThrow('no-such-entry');
  });

  it.each([
    ['情况:{{thing1.DATA}}\n金额:{{amount2.DATA}}', '里的“金额”（amount）放不下'],
    ['单号:{{character_string1.DATA}}', '没有放得下“什么事”的一格'],
    ['情况:{{thing1.DATA}}\n时间:{{time2.DATA}}', '每一格都要填上'],
  ])('refuses %j with the reason', async (content, why) => {
    wire(content);
    const input = { templateId: 'tmpl-2', filled: [{ key: 'thing1', part: 'reason' }] };
    const event = { action: 'save-message-template', ...input };
    expect(await world.call('shop', 'o-owner', event)).toMatchObject({
      ok: false,
      error: { code: 'template-unfit', message: expect.stringContaining(why) as unknown },
    });
    expect(await door('o-owner')).toMatchObject({ template: null });
  });

  it('takes one that was filled by hand', async () => {
    wire('甲:{{thing1.DATA}}\n乙:{{thing2.DATA}}');
    const filled = [
      { key: 'thing1', part: 'order' },
      { key: 'thing2', part: 'reason' },
    ] as const;
    expect(await save(filled)).toMatchObject({ template: { templateId: 'tmpl-2' } });
  });
});

describe('accept-message', () => {
  it('counts one message more, up to fifty, also of two taps at once', async () => {
    await chooseTemplate(world);
    const accepted = () => world.shop('o-clerk', 'accept-message', { templateId });
    expect(await accepted()).toMatchObject({ left: 1 });
    justBefore(world.memory, COLLECTIONS.staff, 'update', () => accept(world, 'o-clerk'));
    expect(await accepted()).toMatchObject({ left: 3 });
    await accept(world, 'o-clerk', 50);
    expect((await door('o-clerk')).own.left).toBe(50);
  });

  it('of another template counts nothing', async () => {
    const accepting = () => accept(world, 'o-clerk');
    await expect(accepting()).rejects.toThrow('changed-meanwhile');
    await chooseTemplate(world);
    await accepting();
    wire('情况:{{thing1.DATA}}');
    await save([{ key: 'thing1', part: 'reason' }]);
    await expect(accepting()).rejects.toThrow('changed-meanwhile');
    expect((await door('o-clerk')).own.left).toBe(0);
    await world.shop('o-clerk', 'accept-message', { templateId: 'tmpl-2' });
    expect((await door('o-clerk')).own.left).toBe(1);
  });

  it('is told by the board, with the template to accept, where one is chosen', async () => {
    const phone = boardPhone(world, 'o-clerk');
    expect((await phone.refresh()).board).not.toHaveProperty('messages');
    await chooseTemplate(world);
    await accept(world, 'o-clerk', 2);
    world.clock.now += 60_000;
    const { board } = await phone.refresh();
    expect(board.messages).toEqual({ templateId, left: 2 });
  });

  it('keeps role and stores of the person changeable meanwhile', async () => {
    await chooseTemplate(world);
    const staffId = await staffIdOf(world, 'o-clerk');
    justBefore(world.memory, COLLECTIONS.staff, 'update', () => accept(world, 'o-clerk'));
    const change = { staffId, role: 'clerk', stores: [shop.stores.two] } as const;
    await owner('change-member', change);
    expect((await door('o-clerk')).own.left).toBe(1);
  });
});
