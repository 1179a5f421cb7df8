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
    expect(row.text('.row__note')).toBe('原 12:32');
    expect(row.count('.row--urgent')).toBe(1);
  });

  it('that goes well has neither icon nor rail, and is marked when its delivery is beside it', async () => {
    const row = renderComponent('order-row', { row: calmRow });
    expect(row.count('.piece__icon')).toBe(0);
    expect(row.count('.row--urgent')).toBe(0);
    expect(row.text('.second')).toBe('配送中');
    expect(row.count('.row--current')).toBe(0);
    await row.set({ current: true });
    expect(row.count('.row--current')).toBe(1);
  });

  it('is a skeleton before there is anything', () => {
    const row = renderComponent('order-row', { row: null });
    expect(row.count('.blank-line')).toBe(4);
    expect(row.text()).toBe('');
  });
});

it.each([
  ['how it stands with it', { value: '还没有', tone: 'wait' }, '还没有', ''],
  ['more below', { detail: '一店 · 密钥已保存' }, '', '一店 · 密钥已保存'],
])('a line that leads somewhere says what it is, and %s', (_what, more, value, detail) => {
  const row = renderComponent('menu-row', { title: '配送账号', ...more });
  expect(row.text('.title')).toBe('配送账号');
  expect(row.text('.value.tone-wait')).toBe(value);
  expect(row.count('.value')).toBe(value === '' ? 0 : 1);
  expect(row.text('.row__detail')).toBe(detail);
  expect(row.count('.row__detail')).toBe(detail === '' ? 0 : 1);
});

it.each([
  ['go', 'bike'],
  ['wait', 'clock'],
  ['done', 'check'],
  ['bad', 'alert'],
  ['back', 'return'],
  ['neutral', 'question'],
])('the tone %s is told by a word, a colour and an icon', (tone, icon) => {
  const tag = renderComponent('status-tag', { text: '配送中', tone });
  expect(tag.text()).toBe('配送中');
  expect(tag.count(`.tone-${tone}`)).toBe(1);
  const drawn = document.body.lastElementChild?.querySelectorAll(`[style*="--icon-${icon})"]`);
  expect(drawn).toHaveLength(1);
});
