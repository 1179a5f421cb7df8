import { expectedArrival } from '../../../../miniprogram/delivery/view/delivery-times';
import { heroView } from '../../../../miniprogram/delivery/view/hero-view';
import {
  deliveryDataOfListed,
  withListedOrder,
} from '../../../../miniprogram/delivery/view/listed-order';
import type { KnownOrder } from '../../../../miniprogram/contract/cloud-api';
import { at, knownOrder } from '../../../support/delivery-reports';
import { HANDOVER, intracity, toldHistory } from '../../../support/intracity-reports';

function heroAt(now: string, order: KnownOrder): readonly string[] {
  const { report, history } = deliveryDataOfListed(order);
  const arrival = expectedArrival(report, history, at(now));
  const { prefix, figure, chip, line } = heroView(report, history, arrival, at(now));
  return [`${prefix} ${figure}`.trim(), chip, `${line.before}${line.strong}${line.after}`];
}

describe('what the list knows of an order', () => {
  it('is enough to count on from when the status was first seen', () => {
    const waiting = { ...knownOrder('A-1', 101, at('12:34')), company: 'SFTC' };
    const words = ['已等 4:00', '', '12:31 查到时在等待接单，顺丰同城在派单'];
    expect(heroAt('12:35', { ...waiting, statusSince: at('12:31') })).toEqual(words);
  });

  it('tells how far the arrival has moved from the first promise', () => {
    const order = knownOrder('A-1', 301, at('12:34'), at('12:43'));
    const promised = { ...order, statusSince: at('12:24'), promisedAt: at('12:39') };
    expect(heroAt('12:35', promised)).toEqual(['12:43', '', '还有 8 分钟送达 · 比最初晚 4 分']);
  });

  it('tells an end as it was seen', () => {
    const order = { ...knownOrder('A-1', 302, at('12:50')), endedAt: at('12:43') };
    expect(heroAt('12:51', { ...order, liveAt: at('12:42:30') })[0]).toBe('12:43');
    expect(heroAt('12:51', { ...order, liveAt: at('12:20') })[0]).toBe('约 12:43');
  });
});

describe('what the list adds to older data of 同城配送', () => {
  const older = intracity('assigned', '12:30', { orderId: 'A-1', handover: HANDOVER });
  const history = toldHistory([older, { waiting: '12:10', assigned: '12:13' }]);
  const listed = { ...knownOrder('A-1', 201, at('12:34')), provider: 'wechat-intracity' as const };

  it('leaves the times that the company told', () => {
    expect(withListedOrder({ report: older, history }, listed).history.eventTimes).toEqual(
      history.eventTimes,
    );
  });

  it('leaves the service, but not 取货码, which only an answer tells', () => {
    const { report } = withListedOrder({ report: older, history }, listed);
    expect(report.provider).toBe('wechat-intracity');
    expect(report).not.toHaveProperty('handover');
    expect(deliveryDataOfListed(listed).report.provider).toBe('wechat-intracity');
  });
});
