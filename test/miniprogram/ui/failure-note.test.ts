import { phoneOf } from '../../support/phone-of';
import { renderComponent, settled } from '../../support/rendered-component';

const failure = {
  title: '请重新填写密钥',
  detail: '',
  steps: ['请店主在“店铺”里重新填写密钥。'],
  traceId: 'req-1',
};

describe('a note about a failed action', () => {
  it('says what and why, with its number behind a button', async () => {
    phoneOf('manager');
    const note = renderComponent('failure-note', { failure });
    await settled();
    expect(note.text('.failure__title')).toBe('请重新填写密钥');
    expect(note.text('.failure__line')).toBe('请店主在“店铺”里重新填写密钥。');
    expect(note.text()).not.toContain('req-1');
    expect(note.count('.failure__check')).toBe(0);
  });

  it('tells the owner what to do, and leads to the self-check', async () => {
    const led = phoneOf('owner');
    const note = renderComponent('failure-note', { failure });
    await settled();
    expect(note.text('.failure__line')).toBe('请在“店铺”里重新填写密钥。');
    await note.dispatch('.failure__check', 'tap');
    expect(led).toEqual(['/management/pages/self-check/self-check']);
  });
});
