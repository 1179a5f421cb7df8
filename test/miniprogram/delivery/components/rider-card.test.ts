import { renderComponent } from '../../../support/rendered-component';

const rider = {
  name: '陈师傅',
  initial: '陈',
  company: '顺丰同城',
  details: ['135****0000'],
  change: '',
};

describe('the rider’s card', () => {
  it('shows the name, the company and the masked number', () => {
    const card = renderComponent('rider-card', { rider });
    expect(card.text('.rider__name')).toBe('陈师傅');
    expect(card.text('.rider__company')).toBe('顺丰同城');
    expect(card.text('.rider__detail')).toBe('135****0000');
  });

  it('says why no call is possible', () => {
    const reason = '号码由配送公司隐藏';
    const card = renderComponent('rider-card', {
      rider: { ...rider, details: [...rider.details, reason] },
    });
    expect(card.text('.rider__detail')).toBe(`135****0000|${reason}`);
  });
});
