import { renderComponent } from '../../../support/rendered-component';

const CHOICES = [
  { value: 'clerk', title: '店员', detail: '查单' },
  { value: 'manager', title: '店长', detail: '' },
];
const ONE = { label: '角色', choices: CHOICES, chosen: ['manager'] };

describe('a list of choices', () => {
  it('shows each with what it means, and marks the chosen ones', async () => {
    const list = renderComponent('choice-list', ONE);
    expect(list.text('.choice__title')).toBe('店员|店长');
    expect(list.text('.choice__detail')).toBe('查单');
    expect(list.text('.choice--chosen')).toBe('店长');
    await list.set({ chosen: ['clerk', 'manager'] });
    expect(list.count('.choice--chosen')).toBe(2);
  });

  it('tells what was tapped, and chooses nothing by itself', async () => {
    const list = renderComponent('choice-list', ONE, ['choose']);
    await list.dispatch('.choice', 'tap');
    expect(list.emitted('choose')).toBe(1);
    expect(list.text('.choice--chosen')).toBe('店长');
  });

  it('has a ring for each, or a box where several may be chosen', async () => {
    const list = renderComponent('choice-list', ONE);
    const marks = () => ['ring', 'box'].map((mark) => list.count(`.choice__mark--${mark}`));
    expect(marks()).toEqual([2, 0]);
    await list.set({ several: true });
    expect(marks()).toEqual([0, 2]);
  });

  it('has a head of its own, but not among lines that have one', async () => {
    const list = renderComponent('choice-list', ONE);
    expect(list.text('.head')).toBe('角色');
    await list.set({ plain: true });
    expect(list.count('.head')).toBe(0);
  });

  it('shows many short ones side by side by their titles', () => {
    const list = renderComponent('choice-list', { ...ONE, chips: true });
    expect(list.count('.choices--chips')).toBe(1);
    expect(list.count('.choice__detail')).toBe(0);
  });

  it('says why it cannot be saved so', () => {
    const list = renderComponent('choice-list', { ...ONE, reason: '请至少选一家门店。' });
    expect(list.text('.reason')).toBe('请至少选一家门店。');
  });
});
