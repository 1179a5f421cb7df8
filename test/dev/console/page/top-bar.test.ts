/** @jest-environment jsdom */
import { topBar } from '../../../../dev/console/page/top-bar';
import { recorded, rendered } from '../../../support/rendered-template';
import { NOON } from '../../../support/shown-deliveries';

describe('the one clock', () => {
  const { pressed, press } = recorded();
  const presses = {
    setSpeed: press('speed'),
    jump: press('jump'),
    openTour: press('tour')(),
    showFaults: press('faults'),
  };
  const bar = { now: NOON, speed: 1, jumpedMs: 0, faults: [], hasTour: true };

  it.each([
    [1, '和真实时间一样快'],
    [1.37, '手机仍约 12 秒问一次，两次相隔 16 秒'],
    [60, '手机仍约 12 秒问一次，两次相隔 12 分钟'],
  ])('tells at ×%d how far two questions lie apart, in the time of the shop', (speed, told) => {
    const { root, text } = rendered(topBar({ ...bar, speed }, presses));
    expect(root.querySelector('[title]')?.getAttribute('title')).toBe(told);
    expect(text()).toContain('沙箱时间 12:00:00');
  });

  it.each([
    [20_000, '+20 秒'],
    [300_000, '+5 分钟'],
  ])('says by how much a button has moved it (%d ms)', (jumpedMs, told) => {
    const { root } = rendered(topBar({ ...bar, jumpedMs }, presses));
    expect(root.querySelector('.top__jumped')?.textContent.trim()).toBe(told);
    expect(root.querySelector('time')?.hasAttribute('data-jumped')).toBe(true);
  });

  it.each([
    [['返回 500'], '捣乱：返回 500'],
    [['返回 500', '手机断网'], '捣乱：2 样开着'],
  ])('stands beside what is made to go wrong, and leads there (%j)', (faults, name) => {
    rendered(topBar({ ...bar, faults }, presses))
      .button(name)
      .click();
    expect(pressed).toEqual([['faults', true]]);
  });

  it('is alone when nothing is', () => {
    const { buttons, root } = rendered(topBar(bar, presses));
    expect(buttons().some((name) => name.startsWith('捣乱'))).toBe(false);
    expect(root.querySelector('.top__jumped')).toBeNull();
  });
});
