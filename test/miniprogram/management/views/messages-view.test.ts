import type { MessageTemplate } from '../../../../miniprogram/contract/messages';
import {
  messagesView,
  placeViews,
  templateChoices,
  withNextPart,
} from '../../../../miniprogram/management/views/messages-view';

const place = (kind: string, label: string, index = 1) => ({ key: `${kind}${index}`, kind, label });
const template = (title: string, ...places: MessageTemplate['places']): MessageTemplate => ({
  templateId: title,
  title,
  places,
});
const SAMPLE = {
  storeName: '天河南店',
  orderEnd: '1304',
  reason: 'unreachable',
  at: Date.parse('2026-11-29T22:14:00+08:00'),
} as const;
const TROUBLE = template('异常', place('thing', '门店'), place('thing', '情况', 2));

it('a template that cannot hold our words stays in the list, with the reason', () => {
  const points = template('积分', place('amount', '余额'));
  const times = template('时间', place('time', '时间'));
  expect(templateChoices([TROUBLE, points, times])).toEqual([
    { value: '异常', title: '异常', detail: '门店、情况' },
    expect.objectContaining({ unfit: '“余额”填不了，不能用' }),
    expect.objectContaining({ unfit: '放不下“出了什么事”，不能用' }),
  ]);
});

it('places show what a real message would say, and a tap takes the next part that fits', () => {
  const filled = [
    { key: 'thing1', part: 'store' },
    { key: 'thing2', part: 'reason' },
  ] as const;
  const words = (some: Parameters<typeof placeViews>[1]) =>
    placeViews(TROUBLE.places, some, SAMPLE).map((one) => one.words);
  expect(words(filled)).toEqual(['天河南店', '联系不上收货人']);
  const changed = withNextPart(TROUBLE.places, filled, 'thing1');
  expect(words(changed)).toEqual(['1304', '联系不上收货人']);
  // The only place that says what has happened stays.
  expect(withNextPart(TROUBLE.places, filled, 'thing2')).toBe(filled);
});

it('a place that only one part fits cannot be changed', () => {
  const filled = [{ key: 'phrase1', part: 'reason' }] as const;
  const [only] = placeViews([place('phrase', '状态')], filled, SAMPLE);
  expect(only).toMatchObject({ words: '联系不上', canChange: false });
});

it('others are told with their role and what they can still get', () => {
  const other = { staffId: 's', name: '小林', role: 'clerk' } as const;
  const door = {
    template: { templateId: 't', title: '异常' },
    problem: null,
    own: { left: 3, quiet: { from: 23, to: 8 } },
    others: [0, 1].map((left) => ({ ...other, left })),
  };
  const { others, quiet, mayChoose } = messagesView(door, 'manager');
  expect(others.map(({ role, count, tone }) => [role, count, tone])).toEqual([
    ['店员', '收不到', 'wait'],
    ['店员', '还能收 1 条', 'neutral'],
  ]);
  expect([quiet, mayChoose]).toEqual([['23:00–8:00'], false]);
  const expected = { templateId: '', templateName: '还没选', mayChoose: true };
  expect(messagesView({ ...door, template: null }, 'owner')).toMatchObject(expected);
});
