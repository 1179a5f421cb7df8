import { choicesView } from '../../../../miniprogram/delivery/view/choices-view';
import { at, knownOrder } from '../../../support/delivery-reports';
import { renderComponent } from '../../../support/rendered-component';

const choices = ['20261124-8842', '20261123-8842'].map((orderId) =>
  knownOrder(orderId, 301, at('12:35')),
);
const view = choicesView({ choices, more: false }, '8842', at('12:35:25'));

describe('the orders that may be meant', () => {
  it('stand below the question, each with its status, and the one that was typed as it is', () => {
    const panel = renderComponent('order-choices', { choices: view });
    expect(panel.text('.question')).toBe('有 2 个订单以“8842”结尾，选一个：');
    expect(panel.count('.order')).toBe(2);
    expect(panel.text('.order')).toBe(
      '884220261124-配送中 12:35 查到|884220261123-配送中 12:35 查到',
    );
    expect(panel.text('.typed')).toContain('完整订单号就是 8842');
    expect(panel.count('.more')).toBe(0);
  });

  it('tells which one was tapped, by its whole id', async () => {
    const chosen: unknown[] = [];
    const panel = renderComponent('order-choices', { choices: view }, ['choose']);
    panel.listen('choose', (detail) => chosen.push(detail));
    await panel.dispatch('.order', 'tap');
    await panel.dispatch('.typed', 'tap');
    expect(chosen).toEqual([{ orderId: '20261124-8842' }, { orderId: '8842' }]);
  });

  it('says what to do when there are others besides', () => {
    const more = choicesView({ choices, more: true }, '8842', at('12:36'));
    expect(renderComponent('order-choices', { choices: more }).text('.more')).toContain('多输几位');
  });
});
