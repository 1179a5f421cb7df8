import { statusOf } from '../../../../miniprogram/contract/delivery-status';
import { barActions } from '../../../../miniprogram/delivery/view/bar-view';
import { at, reportOf } from '../../../support/delivery-reports';

const rider = { name: '陈师傅', phone: '135****0000', callable: true };
const masked = { ...rider, phone: '135******0', callable: false };
const waybillId = 'SF7444';

const names = (code: number, more: object = {}) =>
  barActions(reportOf(code, at('12:31'), more), null).map(({ name }) => name);

describe('the actions of the bar', () => {
  it('are a call to the rider and what to tell the customer', () => {
    expect(names(301, { rider })).toEqual(['call', 'copy-summary']);
  });

  it('are what to tell the customer only, while there is nobody to call', () => {
    expect(names(101)).toEqual(['copy-summary']);
    expect(names(301, { rider: masked, waybillId })).toEqual(['copy-summary']);
  });

  it('have the waybill id where a rider whose number is hidden has to be asked', () => {
    const stuck = { reason: 'not-moving', since: at('12:15') };
    expect(names(301, { rider: masked, waybillId, stuck })).toEqual([
      'copy-waybill',
      'copy-summary',
    ]);
    const late = barActions(reportOf(301, at('12:31'), { rider: masked, waybillId }), 'copy');
    expect(late.map(({ name }) => name)).toEqual(['copy-waybill', 'copy-summary']);
    expect(names(304, { rider: masked, waybillId })).toEqual(['copy-waybill', 'copy-summary']);
    expect(names(304, { rider: masked })).toEqual(['copy-summary']);
    const status = statusOf('exception');
    expect(names(301, { status, rider: masked, waybillId })[0]).toBe('copy-waybill');
    expect(names(304, { rider, waybillId })).toEqual(['call', 'copy-summary']);
  });

  it('have no call after the end', () => {
    expect(names(302, { rider, waybillId })).toEqual(['copy-summary']);
  });

  it.each([
    ['call', ['拨打骑手']],
    ['copy', ['复制给顾客']],
    [null, []],
  ] as const)('put forward what has to be done: %s', (emphasis, forward) => {
    const actions = barActions(reportOf(301, at('12:31'), { rider }), emphasis);
    expect(actions.filter(({ isPrimary }) => isPrimary).map(({ text }) => text)).toEqual(forward);
  });
});
