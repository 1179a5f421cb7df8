import { renderComponent } from '../../../support/rendered-component';

describe('a field of a form', () => {
  it('says below it what to know before, and what is wrong instead', async () => {
    const field = renderComponent('form-field', { label: '名字', hint: '店里人认得的名字' });
    expect(field.text('.label')).toBe('名字');
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

  it('names the unit behind figures', () => {
    const field = renderComponent('form-field', { label: '到店没走', unit: '分钟' });
    expect(field.text('.field__unit')).toBe('分钟');
  });
});
