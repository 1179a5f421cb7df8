import {
  decimalIn,
  nameReason,
  readTexts,
  refusalLine,
  wholeNumberIn,
} from '../../../../miniprogram/management/views/typed-text';

describe('a name that is typed', () => {
  it.each([
    ['', '请填名字。'],
    [' \t', '请填名字。'],
    ['一二三四', '最多 3 个字。'],
    ['小\u200b林', '里面有看不见的字符，请重新输入。'],
    ['小\n林', '里面有看不见的字符，请重新输入。'],
  ])('%j is refused with a reason', (typed, reason) => {
    expect(nameReason('name', typed, 3, '请填名字。')).toEqual({ name: reason });
  });

  it.each([' 小林 ', '🏍️店'.replace('\ufe0f', ''), 'abc'])('%j is good', (typed) => {
    expect(nameReason('name', typed, 3, '请填名字。')).toEqual({});
  });
});

describe('a form of texts', () => {
  const RULES = {
    code: { most: 9, missing: '请填设置码。' },
    name: { most: 3, missing: '请填名字。' },
  };

  it('is read trimmed', () => {
    const value = { code: 'abc', name: '小林' };
    expect(readTexts({ code: ' abc', name: '小林 ' }, RULES)).toEqual({ ok: true, value });
  });

  it('says of each text why it cannot be saved', () => {
    const reasons = { code: '请填设置码。', name: '最多 3 个字。' };
    expect(readTexts({ code: ' ', name: '一二三四' }, RULES)).toEqual({ ok: false, reasons });
  });
});

describe('a number that is typed', () => {
  it.each([
    ['1', 1],
    [' 90 ', 90],
    ['0', null],
    ['91', null],
    ['9.0', null],
    ['-1', null],
    ['', null],
    ['1e1', null],
  ])('%j is a whole one from 1 to 90: %j', (typed, value) => {
    expect(wholeNumberIn(typed, 1, 90)).toBe(value);
  });

  it.each([
    ['113.3245', 113.3245],
    [' -23.1 ', -23.1],
    ['180', 180],
    ['180.1', null],
    ['113.', null],
    ['1e2', null],
    ['', null],
  ])('%j is one of at most 180 either way: %j', (typed, value) => {
    expect(decimalIn(typed, 180)).toBe(value);
  });
});

describe('what is said beside 保存', () => {
  it('counts what is wrong above', () => {
    const reasons = { name: '请填名字。', minutes: '请填整数。' };
    expect(refusalLine({ ok: false, reasons })).toBe('还有 2 处要改，见上面的红字。');
  });

  it('is nothing where nothing is', () => {
    expect(refusalLine({ ok: true, value: 'good' })).toBe('');
  });
});
