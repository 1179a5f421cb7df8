import { renderComponent } from '../../../support/rendered-component';

const headline = { tag: '配送中', tone: 'go' };
const freshness = { text: '刚刚更新', tone: 'done' };
const hero = {
  prefix: '',
  figure: '12:43',
  isCode: false,
  title: '',
  chip: '',
  line: { before: '还有 ', strong: '8 分钟', after: '送达 · 比最初晚 4 分' },
  tone: 'neutral',
  spoken: '',
};

describe('the summary', () => {
  it('says where, how fresh and when', () => {
    const summary = renderComponent('delivery-summary', { headline, freshness, hero });
    expect(summary.text('.summary__tag')).toBe('配送中');
    expect(summary.text('.freshness__text')).toBe('刚刚更新');
    expect(summary.text('.hero')).toBe('12:43');
    expect(summary.text('.line')).toBe('还有 8 分钟送达 · 比最初晚 4 分');
    expect(summary.text('.line__strong')).toBe('8 分钟');
    expect(summary.count('.hero--old')).toBe(0);
  });

  it('marks what is late', () => {
    const late = { ...hero, prefix: '原', figure: '12:39', chip: '晚 3 分', tone: 'wait' };
    const summary = renderComponent('delivery-summary', { headline, freshness, hero: late });
    expect(summary.text('.hero')).toBe('原12:39晚 3 分');
    expect(summary.text('.hero__figure--wait')).toBe('12:39');
  });

  it('has a sentence where there is no figure, and greys what is old', () => {
    const unknown = { ...hero, figure: '', title: '暂时不知道到哪一步' };
    const summary = renderComponent('delivery-summary', {
      headline,
      freshness,
      hero: unknown,
      old: true,
    });
    expect(summary.text('.hero--old')).toBe('暂时不知道到哪一步');
    expect(summary.count('.hero__figure')).toBe(0);
  });

  it('spaces 取货码, and shows it whole', () => {
    const code = {
      ...hero,
      prefix: '取货码',
      figure: '4827',
      isCode: true,
      spoken: '取货码 4 8 2 7',
    };
    const summary = renderComponent('delivery-summary', { headline, freshness, hero: code });
    expect(summary.text('.hero')).toBe('取货码4827');
    expect(summary.text('.hero__figure--code')).toBe('4827');
  });

  it('asks for newer data by a tap on their age, and says so where there were none', async () => {
    const known = { headline, freshness, hero, canRefresh: true };
    const summary = renderComponent('delivery-summary', known, ['refresh']);
    await summary.dispatch('.freshness', 'tap');
    expect(summary.emitted('refresh')).toBe(1);
    await summary.set({ latest: true });
    expect(summary.text('.freshness__text')).toBe('已是最新');
  });

  it('does not ask where there is nothing to ask for yet', async () => {
    const summary = renderComponent('delivery-summary', { headline, freshness }, ['refresh']);
    await summary.dispatch('.freshness', 'tap');
    expect(summary.emitted('refresh')).toBe(0);
    expect(summary.count('.freshness__icon')).toBe(0);
  });
});
