import { choicesView } from '../../../../miniprogram/delivery/view/choices-view';
import { at, knownOrder } from '../../../support/delivery-reports';

const orderNamed = (orderId: string) =>
  knownOrder(orderId, 301, at('12:35'), at('12:43'), { company: 'SFTC' });
const two = [orderNamed('20261124-8842'), orderNamed('20261123-8842')];

describe('what is asked when several orders end in what was typed', () => {
  it('says how many, and how each stands, with the whole of its id', () => {
    const view = choicesView({ choices: two, more: false }, '8842', at('12:35:25'));
    const question = '有 2 个订单以“8842”结尾，选一个：';
    expect(view).toMatchObject({ question, more: '', typed: '8842' });
    expect(view.rows[0]).toMatchObject({
      orderId: '20261124-8842',
      front: '20261124-',
      isFrontDecisive: true,
      end: '8842',
      who: '顺丰同城',
      figure: '12:43',
      note: '还有 8 分',
    });
  });

  it('says of an order whose own id does not end so that its waybill’s does', () => {
    const choices = [...two, orderNamed('20261124-0007')];
    const row = choicesView({ choices, more: false }, '8842', at('12:36')).rows[2];
    expect(row).toMatchObject({
      front: '20261124-',
      end: '0007',
      who: '运单号结尾相同 · 顺丰同城',
      label: '20261124-0007，运单号结尾相同，顺丰同城，配送中，12:43，还有 7 分。',
    });
  });

  it('says what to do when there are others besides', () => {
    const view = choicesView({ choices: two, more: true }, '8842', at('12:36'));
    expect(view.question).toBe('不止 2 个订单以“8842”结尾，选一个：');
    expect(view.more).toContain('多输几位');
  });
});
