import { renderComponent } from '../../../support/rendered-component';

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    key: String(index),
    time: `12:0${index}`,
    text: `第 ${index} 步`,
    inferred: false,
  }));
}

describe('经过', () => {
  it('has a time for what was seen, and a mark on what is inferred', () => {
    const list = renderComponent('history-list', {
      rows: [
        { key: '1', time: '12:05–12:24 之间', text: '开始配送', inferred: false },
        { key: '0', time: '', text: '取货成功', inferred: true },
      ],
    });
    expect(list.text('.history__time')).toBe('12:05–12:24 之间|');
    expect(list.text('.history__text')).toBe('开始配送|取货成功推断');
  });

  it('folds a long history to the latest, and shows all of it on request', async () => {
    const list = renderComponent('history-list', { rows: rows(6) });
    expect(list.text('.history__text')).toBe('第 0 步|第 1 步');
    expect(list.text('.head__fold')).toBe('全部 6 条');
    await list.dispatch('.head__fold', 'tap');
    expect(list.count('.history__text')).toBe(6);
    expect(list.text('.head__fold')).toBe('收起');
    await list.dispatch('.head__fold', 'tap');
    expect(list.count('.history__text')).toBe(2);
  });

  it('shows a short one as it is', () => {
    const list = renderComponent('history-list', { rows: rows(3) });
    expect(list.count('.history__text')).toBe(3);
    expect(list.count('.head__fold')).toBe(0);
  });
});
