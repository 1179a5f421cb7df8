import {
  accept,
  joinForms,
  readNumber,
  readText,
  wrongFieldCountLine,
  refuse,
} from '../../../../miniprogram/management/views/typed-text';

it.each([
  ['', '请填名字。'],
  [' \t', '请填名字。'],
  ['一二三四', '最多 3 个字。'],
  ['小\u200b林', '里面有看不见的字符，请重新输入。'],
  ['小\n林', '里面有看不见的字符，请重新输入。'],
])('the name %j is refused with a reason', (typed, reason) => {
  expect(readText('name', typed, 3, '请填名字。')).toEqual(refuse('name', reason));
});

it.each([' 小林 ', '🏍️店'.replace('\ufe0f', ''), 'abc'])('the name %j is good', (typed) => {
  expect(readText('name', typed, 3, '请填名字。')).toEqual(accept(typed.trim()));
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
  const refusal = refuse('days', '请填 1 到 90 的整数。');
  expect(readNumber('days', typed, 90)).toEqual(value === null ? refusal : accept(value));
});

it('a form is whole once each part is, and else says all that is wrong, and how much it is', () => {
  const good = { name: accept('小林'), stores: joinForms({ first: accept(1) }) };
  const whole = joinForms(good);
  expect(whole).toEqual({ ok: true, value: { name: '小林', stores: { first: 1 } } });
  expect(wrongFieldCountLine(whole)).toBe('');
  const stores = joinForms({ first: refuse('first', '请选。'), second: accept(2) });
  const wrong = joinForms({ name: refuse('name', '请填名字。'), stores });
  expect(wrong).toEqual({ ok: false, reasons: { name: '请填名字。', first: '请选。' } });
  expect(wrongFieldCountLine(wrong)).toBe('还有 2 处要改，见上面的红字。');
});
