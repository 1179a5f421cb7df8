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
    expect(riderView(report, [], at('12:32'))).toMatchObject({
      company: '达达',
      details: ['138****4410', '全程 2.3 公里'],
    });
  });

  it('comes with his company, and with how far he is from the store', () => {
    const position = { longitude: 113.33, latitude: 23.13 };
    const withStore = (metresNorth: number) =>
      riderView(
        reportOf(301, 0, {
          rider: { name: '陈师傅', phone: '135****0000', callable: true },
          company: 'SFTC',
          position: { ...position, latitude: position.latitude + metresNorth / 111_195 },
          storePosition: position,
        }),
        [],
        0,
      );
    expect(withStore(1240)).toMatchObject({
      company: '顺丰同城',
      details: ['135****0000', '距店 1.2 公里（直线）'],
    });
    expect(withStore(0)?.details[1]).toBe('距店 0 米（直线）');
  });

  it('is announced when he has taken over, for ten minutes from when he was first seen', () => {
    const of = (name: string | null) =>
      name === null ? null : { name, phone: null, callable: false };
    const told = (names: readonly (string | null)[], now: string) => {
      const reports = names.map((name, index) =>
        reportOf(102, at('12:00') + index * 60_000, { rider: of(name) }),
      );
      const last = reportOf(102, 0, { rider: of('何师傅') });
      return riderView(last, entriesOf(historyOf(...reports)), at(now))?.change;
    };
    expect(told(['陈师傅', '何师傅'], '12:10:59')).toBe('骑手已更换：何师傅');
    expect(told(['陈师傅', '何师傅'], '12:11:00')).toBe('');
    expect(told(['陈师傅', null, '何师傅', '何师傅'], '12:11:59')).toBe('骑手已更换：何师傅');
    expect(told(['何师傅', '陈师傅', '何师傅'], '12:03')).toBe('骑手已更换：何师傅');
    expect(told([null, '何师傅'], '12:02')).toBe('');
    expect(told(['陈师傅'], '12:02')).toBe('');
    expect(told(['何师傅', '何师傅'], '12:02')).toBe('');
  });

  it('has a name to be called by, and a badge for names beyond the basic plane', () => {
    expect(view({ name: null, phone: null, callable: false })).toMatchObject({
      name: '骑手',
      initial: '骑',
      details: ['配送公司没有给出号码'],
    });
    expect(view({ name: '𠮷师傅', phone: null, callable: false })?.initial).toBe('𠮷');
  });
});
