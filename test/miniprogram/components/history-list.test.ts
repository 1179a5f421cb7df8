import { renderComponent } from '../../support/rendered-component';

it('经过 has a time for what was seen, and a mark on what is inferred', () => {
  const list = renderComponent('history-list', {
    rows: [
      { key: '1', time: '12:05–12:24 之间', text: '开始配送', inferred: false },
      { key: '0', time: '', text: '取货成功', inferred: true },
    ],
  });
  expect(list.text('.history__time')).toBe('12:05–12:24 之间|');
  expect(list.text('.history__text')).toBe('开始配送|取货成功推断');
});
