import { renderComponent } from '../../support/rendered-component';

describe('a line that leads somewhere', () => {
  it('says what it is, and how it stands with it in the tone of that', () => {
    const row = renderComponent('menu-row', { title: '配送账号', value: '还没有', tone: 'wait' });
    expect(row.text('.title')).toBe('配送账号');
    expect(row.text('.value--wait')).toBe('还没有');
    expect(row.count('.detail')).toBe(0);
  });

  it('has room for more below', () => {
    const row = renderComponent('menu-row', { title: '顺丰', detail: '一店 · 密钥已保存' });
    expect(row.text('.detail')).toBe('一店 · 密钥已保存');
    expect(row.count('.value')).toBe(0);
  });
});
