import { renderComponent } from '../../../support/rendered-component';

const rider = {
  name: '陈师傅',
  initial: '陈',
  company: '顺丰同城',
  details: ['135****0000'],
  callable: true,
  change: '',
};

describe('the rider’s card', () => {
  it('shows the masked number and offers to call', async () => {
    const card = renderComponent('rider-card', { rider }, ['call']);
    expect(card.text('.rider__name')).toBe('陈师傅');
    expect(card.text('.rider__company')).toBe('顺丰同城');
    expect(card.text('.rider__detail')).toBe('135****0000');
    await card.dispatch('.rider__dial', 'click');
    expect(card.emitted('call')).toBe(1);
  });

  it('offers no call where none is possible, and says why', () => {
    const reason = '号码由配送公司隐藏';
    const card = renderComponent('rider-card', {
      rider: { ...rider, callable: false, details: [...rider.details, reason] },
    });
    expect(card.count('.rider__dial')).toBe(0);
    expect(card.text('.rider__detail')).toBe(`135****0000|${reason}`);
  });

  it('says why a call did not come about', async () => {
    const card = renderComponent('rider-card', { rider });
    expect(card.count('.rider__failure')).toBe(0);
    await card.set({ failure: { text: '网络不稳。', traceId: '' } });
    expect(card.text('.rider__failure')).toBe('网络不稳。');
    expect(card.count('.rider__trace')).toBe(0);
    await card.set({ failure: { text: '微信正忙。', traceId: 'rid-1' } });
    expect(card.count('.rider__trace')).toBe(1);
  });
});
