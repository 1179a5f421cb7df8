/** @jest-environment jsdom */
import { topBar } from '../../../../dev/console/page/top-bar';
import { recorded, rendered } from '../../../support/rendered-template';
import { NOON } from '../../../support/shown-deliveries';

describe('the one clock', () => {
  const { press } = recorded();
  const presses = { setSpeed: press('speed'), jump: press('jump'), openTour: press('tour')() };

  it.each([
    [1, '和真实时间一样快'],
    [1.37, '手机仍约 12 秒问一次，两次相隔 16 秒'],
    [60, '手机仍约 12 秒问一次，两次相隔 12 分钟'],
  ])('tells at ×%d how far two questions lie apart, in the time of the shop', (speed, told) => {
    const { root, text } = rendered(topBar({ now: NOON, speed, hasTour: true }, presses));
    expect(root.querySelector('[title]')?.getAttribute('title')).toBe(told);
    expect(text()).toContain('沙箱时间 12:00:00');
  });
});
