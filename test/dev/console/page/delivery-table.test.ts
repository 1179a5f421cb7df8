/** @jest-environment jsdom */
import type { DeliveryTable } from '../../../../dev/console/page/delivery-table';
import { deliveryTable } from '../../../../dev/console/page/delivery-table';
import { recorded, rendered } from '../../../support/rendered-template';
import { NOON, shownDelivery } from '../../../support/shown-deliveries';

const ID = '20261124-1288';
const { pressed, press } = recorded();
const presses = {
  intoPhone: press('intoPhone'),
  move: press('move'),
  changeRider: press('changeRider'),
  placeOrder: press('place-order')(),
  placeIntracityOrder: press('place-intracity-order')(),
  placeCrowd: press('place-crowd')(),
  moveOn: press('move-on'),
  filter: (wanted: string) => pressed.push(['filter', wanted]),
  showBarcode: press('showBarcode'),
  openMishaps: press('openMishaps'),
  drag: (to: unknown) => pressed.push(['drag', to]),
  advance: (orderId: string, status: number) => pressed.push(['advance', orderId, status]),
};

const onTheWay = shownDelivery(301, {
  orderId: ID,
  regularStatuses: [101, 102, 201, 202, 301, 302],
  next: [302, 303, 304],
});

const table = (more: Partial<DeliveryTable> = {}) =>
  rendered(
    deliveryTable(
      {
        deliveries: [onTheWay],
        areAllMovingOn: false,
        wanted: '',
        mishapsOf: null,
        dragged: null,
        tour: null,
        now: NOON,
        ...more,
      },
      presses,
    ),
  );

const accepted = shownDelivery(102, { orderId: ID, regularStatuses: onTheWay.regularStatuses });

describe('沙箱里的配送', () => {
  const movingOn = { ...onTheWay, isMovingOn: true };
  const fetched = shownDelivery(202, { orderId: ID, next: [301, 303], canChangeRider: true });

  it.each<[string, Partial<DeliveryTable>, readonly unknown[]]>([
    ['新配送', {}, ['place-order']],
    ['新同城配送', {}, ['place-intracity-order']],
    ['让 40 单上路', {}, ['place-crowd']],
    ['自动走', {}, ['move-on', null, true]],
    ['自动走', { areAllMovingOn: true }, ['move-on', null, false]],
    [`自动走：${ID}`, {}, ['move-on', ID, true]],
    [`自动走：${ID}`, { deliveries: [movingOn] }, ['move-on', ID, false]],
    [ID, {}, ['intoPhone', ID]],
    ['下一步已送达', {}, ['move', ID, 302]],
    ['联系不上', {}, ['move', ID, 304]],
    [`异常：${ID}`, {}, ['openMishaps', ID]],
    [`异常：${ID}`, { mishapsOf: ID }, ['openMishaps', null]],
    ['303 商家取消，开始返还', { mishapsOf: ID }, ['move', ID, 303]],
    ['换骑手', { deliveries: [fetched] }, ['changeRider', ID]],
    ['取消', { deliveries: [fetched] }, ['move', ID, 303]],
    ['条码', {}, ['showBarcode', ID]],
  ])('does what is said on %s', (name, more, does) => {
    table(more).button(name).click();
    expect(pressed).toEqual([does]);
  });

  it('shows of what may go wrong only the likeliest, until it is opened; of what is over, the barcode', () => {
    const isOver = { deliveries: [shownDelivery(302, { orderId: ID })] };
    expect(table().buttons()).not.toContain('303 商家取消，开始返还');
    expect(table({ mishapsOf: ID }).buttons()).not.toContain('302 已送达');
    const ofTheHead = ['自动走', '让 40 单上路', '新配送', '新同城配送'];
    expect(table(isOver).buttons()).toEqual([...ofTheHead, ID, '条码']);
  });

  it.each([
    [301, {}, 20],
    [101, {}, 30],
    [304, {}, 30],
    [50000, { storeOrderId: '3103' }, 20],
    [40000, { storeOrderId: '3103' }, 30],
    [40000, { storeOrderId: '3103', changedAt: NOON - 15 * 60_000 }, 60],
  ])('says on 下一步 when the phone shows it at the latest: %d %j', (status, more, seconds) => {
    const delivery = shownDelivery(status, { ...more, next: [302] });
    expect(table({ deliveries: [delivery] }).button('下一步已送达').title).toBe(
      `送达；手机最多 ${seconds} 秒后看到`,
    );
  });

  it('says how many there are, and how many of them are under way', () => {
    const deliveries = [302, 103, 301, 101].map((status) => shownDelivery(status));
    expect(table({ deliveries }).text()).toContain('4 单 · 在途 2');
  });

  it.each([
    ['1288', [ID]],
    ['王师傅', ['B-1']],
    ['304', ['B-1']],
    ['b-1', ['B-1']],
    [' 返还中 ', ['B-1']],
    ['配送', [ID]],
    ['', [ID, 'B-1']],
    ['谁也不是', []],
  ])('lists only what has “%s” in its id, rider or status', (wanted, listed) => {
    const returning = shownDelivery(304, { orderId: 'B-1', riderName: '王师傅' });
    const { root, text } = table({ deliveries: [onTheWay, returning], wanted });
    const ids = [...root.querySelectorAll('.button--id')].map((one) => one.textContent.trim());
    expect(ids).toEqual(listed);
    expect(text().includes('没有这样的配送')).toBe(listed.length === 0);
    expect(text()).toContain('2 单');
  });

  it('lists 同城配送 by the shop’s number and by WeChat’s, and types either', () => {
    const intracity = shownDelivery(30000, {
      orderId: '3000000000000000017',
      storeOrderId: '20261124-3001',
      next: [40000, 60000],
    });
    const { text, button } = table({ deliveries: [onTheWay, intracity], wanted: '-3001' });
    expect(text()).toContain('30000 已接单');
    expect(text()).toContain('同城配送，微信单号 3000000000000000017');
    for (const name of ['20261124-3001', '3000000000000000017', '退单']) button(name).click();
    expect(pressed).toEqual([
      ['intoPhone', '20261124-3001'],
      ['intoPhone', '3000000000000000017'],
      ['move', '3000000000000000017', 60000],
    ]);
  });

  it('is told what to list', () => {
    const field = table().root.querySelector<HTMLInputElement>('input[type="search"]');
    if (field === null) throw new Error('There is no filter.');
    field.value = '12';
    field.dispatchEvent(new Event('input'));
    expect(pressed).toEqual([['filter', '12']]);
  });

  it('tells where it is picked up and brought to, and whom else it was with before', () => {
    const again = { ...onTheWay, earlier: [{ courier: '闪送', status: 204 }] };
    const text = table({ deliveries: [again] }).text();
    expect(text).toContain('顺丰同城 → 鹿鸣山庄 天河南店');
    expect(text).toContain('之前叫过 闪送（204 取货失败）');
  });

  it.each([
    ['pick', [ID]],
    ['mishap', ['联系不上']],
  ] as const)('marks what the tour speaks of: %s', (step, marked) => {
    const { root } = table({ tour: { step, orderId: ID } });
    const found = [...root.querySelectorAll('[data-pointed-at]')];
    expect(found.map((one) => one.textContent.trim())).toEqual(marked);
  });
});

describe('the slider over the stages of a delivery', () => {
  const letGo = 'change';

  it.each([
    ['ahead', 'input', 3, [['drag', { orderId: ID, status: 202 }]]],
    [
      'ahead',
      letGo,
      3,
      [
        ['drag', null],
        ['advance', ID, 202],
      ],
    ],
    ['back', 'input', 0, [['drag', { orderId: ID, status: 102 }]]],
    ['back', letGo, 0, [['drag', null]]],
  ] as const)('is dragged %s (%s)', (_, event, value, told) => {
    const slider = table({ deliveries: [accepted] }).root.querySelector<HTMLInputElement>(
      'input[type="range"]',
    );
    if (slider === null) throw new Error('There is no slider.');
    expect(slider.value).toBe('1');
    slider.value = String(value);
    slider.dispatchEvent(new Event(event));
    expect(pressed).toEqual(told);
    expect(slider.value).toBe(String(Math.max(1, value)));
  });

  it('says where it will be when it is let go', () => {
    const shown = table({ deliveries: [accepted], dragged: { orderId: ID, status: 301 } });
    expect(shown.text()).toContain('松手就到：配送中');
    expect(
      shown.root
        .querySelector<HTMLInputElement>('input[type="range"]')
        ?.getAttribute('aria-valuetext'),
    ).toBe('配送中');
  });
});
