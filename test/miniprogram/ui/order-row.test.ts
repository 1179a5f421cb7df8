import { orderRows } from '../../../miniprogram/ui/wording/order-row';
import { at, knownOrder } from '../../support/delivery-reports';
import { renderComponent } from '../../support/rendered-component';

const NOW = at('12:35');
const more = { riderName: '何师傅', company: 'SFTC', stillSince: NOW, hasMoved: true };
const late = knownOrder('20261126-1284', 301, NOW, at('12:32'), more);
const calm = knownOrder('20261125-0931', 301, NOW, at('12:43'));
const [lateRow, calmRow] = orderRows([late, calm], NOW);

describe('a row', () => {
  it('has the last four, who delivers, the reason with its icon, and the figure', () => {
    const row = renderComponent('order-row', { row: lateRow });
    expect(row.text('.end')).toBe('1284');
    expect(row.text('.who')).toBe('20261126- · 何师傅 · 顺丰同城');
    expect(row.text('.second')).toBe('超过预计 骑手还在动');
    expect(row.count('.piece__icon')).toBe(1);
    expect(row.text('.figure')).toBe('晚 3 分');
    expect(row.text('.note')).toBe('原 12:32');
    expect(row.count('.row--urgent')).toBe(1);
  });

  it('that goes well has neither icon nor rail', () => {
    const row = renderComponent('order-row', { row: calmRow });
    expect(row.count('.piece__icon')).toBe(0);
    expect(row.count('.row--urgent')).toBe(0);
    expect(row.text('.second')).toBe('配送中');
  });

  it('is marked when its delivery is beside it', () => {
    const row = renderComponent('order-row', { row: calmRow, current: true });
    expect(row.count('.row--current')).toBe(1);
  });

  it('is a skeleton before there is anything', () => {
    const row = renderComponent('order-row', { row: null });
    expect(row.count('.blank')).toBe(4);
    expect(row.text()).toBe('');
  });
});
