/** @jest-environment jsdom */
import type { FaultCard } from '../../../../dev/console/page/fault-card';
import { faultCard } from '../../../../dev/console/page/fault-card';
import { FAULT_NAMES, faultNamed } from '../../../../dev/faults/fault-table';
import type { ActiveFault } from '../../../../dev/faults/faults';
import { recorded, rendered } from '../../../support/rendered-template';

const RARE_FAULTS = FAULT_NAMES.filter((name) => faultNamed(name).isCommon !== true).length;
const ID = '20261124-1288';
const { pressed, press } = recorded();

const card = (more: Partial<FaultCard> = {}) =>
  rendered(
    faultCard(
      {
        active: [],
        deliveries: [
          { orderId: ID, status: 301 },
          { orderId: '20261124-1279', status: 304 },
        ],
        scope: { orderId: null, times: 1 },
        explained: null,
        ...more,
      },
      {
        switchOn: press('on'),
        switchOff: press('off'),
        change: (change) => pressed.push(['change', change]),
      },
    ),
  );

describe('捣乱', () => {
  const truncated: ActiveFault = { name: 'truncated', orderId: ID, times: null };

  it('has a button for everything that can go wrong', () => {
    const { button } = card();
    for (const name of FAULT_NAMES) button(faultNamed(name).label).click();
    expect(pressed).toEqual(FAULT_NAMES.map((name) => ['on', { name, orderId: null, times: 1 }]));
  });

  it('switches on what is chosen: for which order, and how often', () => {
    card({ scope: { orderId: ID, times: null } })
      .button('半截 JSON')
      .click();
    expect(pressed).toEqual([['on', truncated]]);
  });

  it('lets one choose for which order, and how often', () => {
    const { root, button } = card();
    const select = root.querySelector('select');
    if (select === null) throw new Error('There is nothing to choose from.');
    expect(select.value).toBe('');
    expect([...select.options].map(({ text }) => text)).toEqual([
      '全部订单',
      `${ID} · 301 配送中`,
      '20261124-1279 · 304 返还中',
    ]);
    for (const orderId of [ID, '']) {
      select.value = orderId;
      select.dispatchEvent(new Event('change'));
    }
    button('直到关掉').click();
    expect(pressed).toEqual([
      ['change', { scope: { orderId: ID, times: 1 } }],
      ['change', { scope: { orderId: null, times: 1 } }],
      ['change', { scope: { orderId: null, times: null } }],
    ]);
  });

  it('shows what is on, and switches it off', () => {
    const { button, text } = card({ active: [truncated] });
    expect(button('半截 JSON').getAttribute('aria-pressed')).toBe('true');
    expect(button('返回 500').getAttribute('aria-pressed')).toBe('false');
    expect(text()).toContain(`开着：半截 JSON（${ID}，直到关掉）。`);
    expect(text()).toContain(`更多（${RARE_FAULTS}，1 个开着）`);
    button('半截 JSON').click();
    button('全部关掉').click();
    expect(pressed).toEqual([
      ['off', 'truncated'],
      ['off', null],
    ]);
  });

  it('has nothing to switch off when nothing is on', () => {
    const { button, text } = card();
    expect(button('全部关掉').disabled).toBe(true);
    expect(text()).toContain(`更多（${RARE_FAULTS}）`);
    expect(text()).toContain('点一下就出事，再点一下恢复，每次过 20 秒。');
  });

  it('explains what is pointed at, by mouse or keyboard', () => {
    const { button } = card();
    const told = ['pointerover', 'focusin', 'focusout'].map((type) => {
      button('半截 JSON').dispatchEvent(new Event(type, { bubbles: true }));
      return pressed.at(-1);
    });
    const explained = ['change', { explained: 'truncated' }];
    expect(told).toEqual([explained, explained, ['change', { explained: null }]]);
    expect(card({ explained: 'truncated', active: [truncated] }).text()).toContain(
      '回答只有前一半。',
    );
  });
});
