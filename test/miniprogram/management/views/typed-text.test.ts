import {
  accepted,
  joinForms,
  readNumber,
  readText,
  wrongFieldCountLine,
  refused,
} from '../../../../miniprogram/management/views/typed-text';

it.each([
  ['', '请填名字。'],
  [' \t', '请填名字。'],
  ['一二三四', '最多 3 个字。'],
  ['小\u200b林', '里面有看不见的字符，请重新输入。'],
  ['小\n林', '里面有看不见的字符，请重新输入。'],
])('the name %j is refused with a reason', (typed, reason) => {
  expect(readText('name', typed, 3, '请填名字。')).toEqual(refused('name', reason));
});

it.each([' 小林 ', '🏍️店'.replace('\ufe0f', ''), 'abc'])('the name %j is good', (typed) => {
  expect(readText('name', typed, 3, '请填名字。')).toEqual(accepted(typed.trim()));
});

it.each([
  ['1', 1],
  [' 90 ', 90],
  ['0', null],
  ['91', null],
  ['9.0', null],
  ['-1', null],
  ['', null],
  ['1e1', null],
])('%j is a whole number from 1 to 90: %j', (typed, value) => {
  const refusal = refused('days', '请填 1 到 90 的整数。');
  expect(readNumber('days', typed, 90)).toEqual(value === null ? refusal : accepted(value));
});

it('a form is whole once each part is, and else says all that is wrong, and how much it is', () => {
  const good = { name: accepted('小林'), stores: joinForms({ first: accepted(1) }) };
  const whole = joinForms(good);
  expect(whole).toEqual({ ok: true, value: { name: '小林', stores: { first: 1 } } });
  expect(wrongFieldCountLine(whole)).toBe('');
  const stores = joinForms({ first: refused('first', '请选。'), second: accepted(2) });
  const wrong = joinForms({ name: refused('name', '请填名字。'), stores });
  expect(wrong).toEqual({ ok: false, reasons: { name: '请填名字。', first: '请选。' } });
  expect(wrongFieldCountLine(wrong)).toBe('还有 2 处要改，见上面的红字。');
});
