import { STATUS_NAMES } from '../../../../miniprogram/contract/delivery-status';
import { expectedArrival } from '../../../../miniprogram/delivery/view/arrival';
import { customerSummary } from '../../../../miniprogram/delivery/view/customer-summary';
import { handoverCode } from '../../../../miniprogram/delivery/view/handover';
import { heroView } from '../../../../miniprogram/delivery/view/hero-view';
import { nextStepView } from '../../../../miniprogram/delivery/view/next-step-view';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { arriving, at, historyOf } from '../../../support/delivery-reports';
import { HANDOVER, intracity } from '../../../support/intracity-reports';

const atStore = intracity('at-store', '12:32', { handover: HANDOVER });

function heroOf(report: DeliveryReport) {
  const history = historyOf(report);
  return heroView(report, history, expectedArrival(report, history, report.askedAt), at('12:35'));
}

describe('取货码', () => {
  it('is told while a rider is on his way to the store or there, and in no other status', () => {
    const told = STATUS_NAMES.filter(
      (name) => handoverCode(intracity(name, '12:32', { handover: HANDOVER })) !== null,
    );
    expect(told).toEqual(['assigned', 'at-store']);
    expect(handoverCode(intracity('at-store', '12:32'))).toBeNull();
  });

  it('is the figure of the page, read digit by digit, with the number that the rider names', () => {
    expect(heroOf(atStore)).toMatchObject({
      prefix: '取货码',
      figure: '4827',
      isCode: true,
      line: { before: '取货序号 ', strong: '16', after: ' 和取货码都对上，再把货给骑手' },
      spoken: '取货码 4 8 2 7',
    });
  });

  it('has the remark beside it that the delivery is late', () => {
    const { arrival } = arriving('12:31');
    expect(heroOf({ ...atStore, arrival })).toMatchObject({ figure: '4827', chip: '晚 1 分' });
    const trouble = intracity('exception', '12:32', { arrival });
    expect(heroOf(trouble)).toMatchObject({ figure: '', chip: '晚 1 分' });
  });

  it('stands alone where no number is known', () => {
    const alone = { ...atStore, handover: { code: '4827', serial: null } };
    expect(heroOf(alone).line).toMatchObject({
      before: '取货码对上，再把货给骑手',
      strong: '',
    });
  });

  it('gives way to the time where it is not known, and to the arrival after the pick-up', () => {
    const unknown = { ...atStore, handover: { code: null, serial: '16' } };
    expect(heroOf(unknown)).toMatchObject({ prefix: '已等', isCode: false });
    const { arrival } = arriving('12:58');
    const left = intracity('delivering', '12:34', { handover: HANDOVER, arrival });
    expect(heroOf(left)).toMatchObject({ figure: '12:58', isCode: false });
  });

  it('takes the place of the usual step at the store, but not of a warning', () => {
    expect(nextStepView(atStore, null, at('12:35'))).toBeNull();
    const stuck = { reason: 'at-store', since: at('12:20') } as const;
    expect(nextStepView({ ...atStore, stuck }, null, at('12:35'))?.text).toMatch(/^骑手到店/);
    const coming = intracity('assigned', '12:32', { handover: HANDOVER });
    expect(nextStepView(coming, null, at('12:35'))?.text).toContain('把货备好');
    expect(nextStepView(intracity('at-store', '12:32'), null, at('12:35'))?.text).toContain('核对');
  });

  it('is not in what is copied for the customer', () => {
    expect(customerSummary(atStore, historyOf(atStore), at('12:35'))).not.toMatch(/4827|16 号/);
  });
});
