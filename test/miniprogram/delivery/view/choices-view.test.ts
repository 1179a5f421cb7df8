import { choicesView } from '../../../../miniprogram/delivery/view/choices-view';
import { at, knownOrder } from '../../../support/delivery-reports';

const orderNamed = (orderId: string) => knownOrder(orderId, 301, at('12:35'), at('12:43'));
const two = [orderNamed('20261124-8842'), orderNamed('20261123-8842')];

describe('what is asked when several orders end in what was typed', () => {
  it('says how many, and how each stands, with its end apart', () => {
    const view = choicesView({ choices: two, more: false }, '8842', at('12:35:25'));
    expect(view).toMatchObject({
      question: '有 2 个订单以“8842”结尾，选一个：',
      more: '',
      typed: '8842',
    });
    expect(view.rows[0]).toEqual({
      orderId: '20261124-8842',
      before: '20261124-',
      end: '8842',
      tag: '配送中',
      tone: 'go',
      detail: '预计 12:43 送达',
      age: '25 秒前',
    });
  });

  it('shows an end as it is written in the order id, whichever way it was typed', () => {
    const choices = [orderNamed('m-AbCd'), orderNamed('n-abcd')];
    const { rows } = choicesView({ choices, more: false }, 'ABCD', at('12:36'));
    expect(rows.map(({ before, end }) => [before, end])).toEqual([
      ['m-', 'AbCd'],
      ['n-', 'abcd'],
    ]);
  });

  it('says of an order whose own id does not end so that its waybill’s does', () => {
    const choices = [...two, orderNamed('20261124-0007')];
    const row = choicesView({ choices, more: false }, '8842', at('12:36')).rows[2];
    expect(row).toMatchObject({
      before: '20261124-0007',
      end: '',
      detail: '运单号结尾相同 · 预计 12:43 送达',
    });
  });

  it('says what to do when there are others besides', () => {
    const view = choicesView({ choices: two, more: true }, '8842', at('12:36'));
    expect(view.question).toBe('不止 2 个订单以“8842”结尾，选一个：');
    expect(view.more).toContain('多输几位');
  });
});
