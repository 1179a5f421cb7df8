import { renderComponent } from '../../../support/rendered-component';

describe('a field of a form', () => {
  it('says below it what to know before, and what is wrong instead', async () => {
    const field = renderComponent('form-field', {
      label: '名字',
      unit: '分钟',
      hint: '店里人认得的名字',
    });
    expect([field.text('.label'), field.text('.field__unit')]).toEqual(['名字', '分钟']);
    expect(field.text('.hint')).toBe('店里人认得的名字');
    await field.set({ reason: '请填名字。' });
    expect(field.text('.reason')).toBe('请填名字。');
    expect(field.count('.hint')).toBe(0);
    expect(field.count('.field--refused')).toBe(1);
  });

  it('shows a secret on demand only, once there is something to show', async () => {
    const field = renderComponent('form-field', { label: '密钥', secret: true });
    expect(field.count('.field__button')).toBe(0);
    await field.set({ value: 's3cret' });
    expect(field.text('.field__button')).toBe('显示');
    await field.dispatch('.field__button', 'tap');
    expect(field.text('.field__button')).toBe('隐藏');
  });
});

const CHOICES = [
  { value: 'clerk', title: '店员', detail: '查单' },
  { value: 'manager', title: '店长', detail: '' },
];
const ONE = { label: '角色', choices: CHOICES, chosen: ['manager'] };

describe('a list of choices', () => {
  it('tells what was tapped, and chooses nothing by itself', async () => {
    const list = renderComponent('choice-list', ONE, ['choose']);
    await list.dispatch('.choice', 'tap');
    expect(list.emitted('choose')).toBe(1);
    expect(list.text('.choice--chosen')).toBe('店长');
  });

  it('has a ring for each, or a box where several may be chosen; a head, or none', async () => {
    const list = renderComponent('choice-list', ONE);
    const marks = () => ['ring', 'box'].map((mark) => list.count(`.choice__mark--${mark}`));
    expect(marks()).toEqual([2, 0]);
    expect(list.text('.head')).toBe('角色');
    await list.set({ several: true, plain: true });
    expect(marks()).toEqual([0, 2]);
    expect(list.count('.head')).toBe(0);
  });

  it('shows many short ones side by side by their titles, and why it cannot be saved so', async () => {
    const list = renderComponent('choice-list', { ...ONE, chips: true });
    expect(list.count('.choices--chips')).toBe(1);
    expect(list.count('.choice__detail')).toBe(0);
    await list.set({ reason: '请至少选一家门店。' });
    expect(list.text('.reason')).toBe('请至少选一家门店。');
  });
});

const PROBLEM = { key: 'a', tone: 'wait', title: '没有绑定', what: '', by: '店主', where: '' };
const row = (more: object) => {
  const bare = { check: 'accounts', title: '配送账号', summary: '', tag: '', tone: 'neutral' };
  return { row: { ...bare, problems: [], ...more } };
};

describe('a line of the self-check', () => {
  it('is closed where something is only worth knowing', () => {
    const state = { tag: '留意', tone: 'wait', problems: [PROBLEM] };
    const shown = renderComponent('check-row', row(state));
    expect(shown.count('.problems')).toBe(0);
    expect(shown.count('.row__arrow')).toBe(1);
  });
});
