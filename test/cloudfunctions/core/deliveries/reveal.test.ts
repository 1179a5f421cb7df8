import { mayBeCalled } from '../../../../cloudfunctions/core/deliveries/reveal';
import type { FoundDelivery } from '../../../../cloudfunctions/core/deliveries/found';
import { NOON, report } from '../../../support/delivery-reports';

const MINUTE = 60_000;

/** Whether the rider may be called at noon of a delivery with a status, that was seen under way and then at its end so many minutes ago. */
function mayBe(code: number, liveMinutesAgo: number | null, endedMinutesAgo: number | null) {
  const ago = (minutes: number | null) => (minutes === null ? null : NOON - minutes * MINUTE);
  const found = {
    delivery: report({ code }),
    attempt: { liveAt: ago(liveMinutesAgo), endedAt: ago(endedMinutesAgo) },
  };
  return mayBeCalled(found as unknown as Pick<FoundDelivery, 'delivery' | 'attempt'>, NOON);
}

describe('a rider', () => {
  it('may be called while the delivery is under way, whatever was seen of it', () => {
    expect(mayBe(301, null, null)).toBe(true);
    expect(mayBe(301, 500, null)).toBe(true);
  });

  it('may be called for half an hour after the end', () => {
    expect(mayBe(302, 31, 30)).toBe(true);
    expect(mayBe(302, 31, 30 + 1 / MINUTE)).toBe(false);
  });

  it('may not, when the end may be older than it was first seen', () => {
    expect(mayBe(302, 90, 1)).toBe(true);
    expect(mayBe(302, 90 + 1 / MINUTE, 1)).toBe(false);
  });

  it('may not, when nobody saw the delivery under way, or saw it end', () => {
    expect(mayBe(302, null, 1)).toBe(false);
    expect(mayBe(302, 1, null)).toBe(false);
  });
});
