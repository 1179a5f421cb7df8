import { renderComponent } from '../../../support/rendered-component';

const PROBLEM = {
  key: 'a',
  tone: 'bad',
  title: '顺丰：没有绑定',
  what: '查不到。',
  by: '店主',
  where: '公众平台',
};
const row = (more: object) => ({
  check: 'accounts',
  title: '配送账号',
  summary: '',
  tag: '',
  tone: 'neutral',
  problems: [],
  ...more,
});

describe('a line of the self-check', () => {
  it('says that it is being checked, then that all is well; there is nothing to open', () => {
    const shown = renderComponent('check-row', { row: row({}) });
    expect(shown.text('.row__waiting')).toBe('正在检查');
    const well = renderComponent('check-row', {
      row: row({ summary: '已绑定', tag: '正常', tone: 'done' }),
    });
    expect(well.text('.row__summary')).toBe('已绑定');
    expect([well.count('.row__arrow'), well.count('.problems')]).toEqual([0, 0]);
  });

  it('is open where something is wrong: what, who mends it, and where', () => {
    const shown = renderComponent('check-row', {
      row: row({ summary: '没有绑定', tag: '要处理', tone: 'bad', problems: [PROBLEM] }),
    });
    expect(shown.text('.problem__title')).toBe('顺丰：没有绑定');
    expect(shown.text('.problems')).toContain('店主');
    expect(shown.text('.problems')).toContain('公众平台');
  });

  it('is closed where something is only worth knowing', () => {
    const shown = renderComponent('check-row', {
      row: row({ tag: '留意', tone: 'wait', problems: [{ ...PROBLEM, tone: 'wait' }] }),
    });
    expect(shown.count('.problems')).toBe(0);
    expect(shown.count('.row__arrow')).toBe(1);
  });
});
