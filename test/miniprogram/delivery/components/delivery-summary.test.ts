import { renderComponent } from '../../../support/rendered-component';

const headline = { tag: '配送中', tone: 'go', title: '骑手正在送货', meaning: '' };
const freshness = { text: '位置 25 秒前有变化 · 刚刚查询', tone: 'done' };
const arrival = {
  figure: '12:43',
  caption: '还有 8 分钟送达',
  late: false,
  drift: '比最初晚 4 分钟',
};

describe('the summary', () => {
  it('says where, when and how fresh', () => {
    const summary = renderComponent('delivery-summary', { headline, freshness, arrival });
    expect(summary.text('.summary__title')).toBe('骑手正在送货');
    expect(summary.text('.summary__figure')).toBe('12:43');
    expect(summary.text('.summary__caption')).toBe('还有 8 分钟送达');
    expect(summary.text('.freshness__text')).toBe(freshness.text);
    expect(summary.text('.freshness__drift')).toBe('比最初晚 4 分钟');
  });

  it('leaves the figure out when nothing is known of an arrival', () => {
    const summary = renderComponent('delivery-summary', { headline, freshness, arrival: null });
    expect(summary.count('.summary__when')).toBe(0);
    expect(summary.count('.freshness__drift')).toBe(0);
  });

  it('marks what is late', () => {
    const late = { ...arrival, caption: '已超过预计 3 分钟', late: true };
    const summary = renderComponent('delivery-summary', { headline, freshness, arrival: late });
    expect(summary.text('.summary__caption--late')).toBe('已超过预计 3 分钟');
  });
});
