import { renderComponent } from '../../../support/rendered-component';

const headline = { tag: '配送中', tone: 'go' };
const hero = {
  prefix: '',
  figure: '12:43',
  title: '',
  chip: '',
  line: { before: '还有 ', strong: '8 分钟', after: '送达' },
  tone: 'neutral',
  spoken: '',
};

describe('the lowest stop of the sheet', () => {
  it('shows status, words and the time', () => {
    const peek = renderComponent('sheet-peek', { headline, hero });
    expect(peek.text('.peek__words')).toBe('还有 8 分钟送达');
    expect(peek.text('.peek__time')).toBe('12:43');
  });

  it('says how late it is', () => {
    const late = { ...hero, prefix: '原', figure: '12:39', chip: '晚 3 分', tone: 'wait' };
    const peek = renderComponent('sheet-peek', { headline, hero: late });
    expect(peek.text('.peek__words')).toBe('晚 3 分');
    expect(peek.text('.peek__time')).toBe('原12:39');
  });

  it('has a sentence where no time is known', () => {
    const unknown = { ...hero, figure: '', title: '暂时不知道到哪一步' };
    const peek = renderComponent('sheet-peek', { headline, hero: unknown });
    expect(peek.text('.peek__words')).toBe('暂时不知道到哪一步');
    expect(peek.count('.peek__time')).toBe(0);
    const late = { ...hero, figure: '', title: '配送出了异常', chip: '晚 3 分' };
    const trouble = renderComponent('sheet-peek', { headline, hero: late });
    expect(trouble.text('.peek__words')).toBe('晚 3 分 · 配送出了异常');
  });

  it('shows 取货码', () => {
    const code = {
      ...hero,
      prefix: '取货码',
      figure: '4827',
      isCode: true,
      spoken: '取货码 4 8 2 7',
    };
    const peek = renderComponent('sheet-peek', { headline, hero: code });
    expect(peek.text('.peek__time')).toBe('取货码4827');
    expect(peek.count('.peek__figure--code')).toBe(1);
    const line = { before: '取货序号 ', strong: '7', after: ' 和取货码都对上' };
    const late = renderComponent('sheet-peek', {
      headline,
      hero: { ...code, line, chip: '晚 3 分' },
    });
    expect(late.text('.peek__words')).toBe('晚 3 分 · 取货序号 7 和取货码都对上');
  });
});
