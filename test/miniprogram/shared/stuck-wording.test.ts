import type { StuckReason } from '../../../miniprogram/shared/delivery';
import { STUCK_WORDING } from '../../../miniprogram/shared/stuck-wording';

const REASONS = Object.keys(STUCK_WORDING) as StuckReason[];

describe('what is told of a delivery that stands', () => {
  it.each(REASONS)('%s: how long, in a sentence; and a step that is a sentence too', (reason) => {
    const { told, step } = STUCK_WORDING[reason];
    expect(told('20 分钟')).toMatch(/20 分钟.*。$/);
    expect(step).toMatch(/。$/);
  });

  it('is another step for each reason', () => {
    expect(new Set(REASONS.map((reason) => STUCK_WORDING[reason].step)).size).toBe(REASONS.length);
  });
});
