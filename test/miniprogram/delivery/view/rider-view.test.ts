import type { Rider } from '../../../../miniprogram/contract/delivery';
import { entriesOf } from '../../../../miniprogram/contract/delivery/delivery-history';
import { riderView } from '../../../../miniprogram/delivery/view/rider-view';
import { at, historyOf, reportOf } from '../../../support/delivery-reports';
import { intracity } from '../../../support/intracity-reports';

function view(rider: Rider | null, code = 301) {
  return riderView(reportOf(code, 0, { rider }), [], 0);
}

describe('the rider', () => {
  it('is as the delivery company gave him', () => {
    expect(view({ name: '谢**', phone: '137****0002', callable: true })).toEqual({
      name: '谢**',
      initial: '谢',
      company: '',
      details: ['137****0002'],
      change: '',
    });
  });

  it('is left out when nothing is known of him, and after the end', () => {
    expect(view(null)).toBeNull();
    expect(view({ name: '谢**', phone: '137****0002', callable: false }, 302)).toBeNull();
  });

  it.each([
    ['号码由配送公司隐藏', '137******2'],
    ['配送公司没有给出号码', null],
  ])('says why no call is offered: %s', (reason, phone) => {
    expect(view({ name: '陈师傅', phone, callable: false })).toMatchObject({
      details: phone === null ? [reason] : [phone, reason],
    });
  });

  it('of 同城配送 comes with the length of his route, which is no straight line', () => {
    const rider = { name: '李师傅', phone: '138****4410', callable: true };
    const report = intracity('at-store', '12:32', { rider, routeMetres: 2310, company: 'DADA' });
    const expected = { company: '达达', details: ['138****4410', '全程 2.3 公里'] };
    expect(riderView(report, [], at('12:32'))).toMatchObject(expected);
  });

  it('comes with his company, and with how far he is from the store', () => {
    const storePosition = { longitude: 113.33, latitude: 23.13 };
    const rider = { name: '陈师傅', phone: '135****0000', callable: true };
    const shown = (metresNorth: number) => {
      const position = { ...storePosition, latitude: 23.13 + metresNorth / 111_195 };
      const report = reportOf(301, 0, { rider, company: 'SFTC', position, storePosition });
      const { company, details = [] } = riderView(report, [], 0) ?? {};
      return [company, ...details];
    };
    expect(shown(1240)).toEqual(['顺丰同城', '135****0000', '距店 1.2 公里（直线）']);
    expect(shown(0)).toContain('距店 0 米（直线）');
  });

  it.each([
    ['10 minutes after he was first seen', ['陈师傅', '何师傅'], '12:10:59', true],
    ['no longer', ['陈师傅', '何师傅'], '12:11:00', false],
    ['from when he was named', ['陈师傅', null, '何师傅', '何师傅'], '12:11:59', true],
    ['when he is back', ['何师傅', '陈师傅', '何师傅'], '12:03', true],
    ['not where nobody was named before', [null, '何师傅'], '12:02', false],
    ['not before he is seen', ['陈师傅'], '12:02', false],
    ['not where he was there before', ['何师傅', '何师傅'], '12:02', false],
  ])('is announced when he has taken over: %s', (_when, names, now, isTold) => {
    const reports = ['何师傅', ...names].map((name, index) => {
      const rider = name === null ? null : { name, phone: null, callable: false };
      return reportOf(102, at('11:59') + index * 60_000, { rider });
    });
    const [last = reportOf(102, 0), ...seen] = reports;
    const change = riderView(last, entriesOf(historyOf(...seen)), at(now))?.change;
    expect(change).toBe(isTold ? '骑手已更换：何师傅' : '');
  });

  it('has a name to be called by, and a badge for names beyond the basic plane', () => {
    const expected = { name: '骑手', initial: '骑', details: ['配送公司没有给出号码'] };
    expect(view({ name: null, phone: null, callable: false })).toMatchObject(expected);
    expect(view({ name: '𠮷师傅', phone: null, callable: false })?.initial).toBe('𠮷');
  });
});
