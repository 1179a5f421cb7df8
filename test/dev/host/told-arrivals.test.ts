import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { createToldArrivals } from '../../../dev/host/told-arrivals';

function answered(orderId: string, code: number, expectedAt: number | null): unknown {
  const arrival = expectedAt === null ? null : { expectedAt, remainingSeconds: 60 };
  return { result: { ok: true, data: { orderId, status: statusOfCode(code), arrival } } };
}

describe('what phones were told of arrivals', () => {
  it('is kept for as long as one watches', () => {
    let now = 0;
    const told = createToldArrivals(() => now);
    told.heard(answered('A', 301, 5000));
    now = 30_000;
    expect(told.of('A', 301)).toBe(5000);
    now = 30_001;
    expect(told.of('A', 301)).toBeUndefined();
  });

  it('does not outlive the status that it was told with, nor an answer without it', () => {
    const told = createToldArrivals(() => 0);
    told.heard(answered('A', 301, 5000));
    expect(told.of('A', 304)).toBeUndefined();
    expect(told.of('B', 301)).toBeUndefined();
    told.heard(answered('A', 301, null));
    expect(told.of('A', 301)).toBeUndefined();
  });

  it('is not taken from failures and other answers', () => {
    const told = createToldArrivals(() => 0);
    for (const outcome of [
      { result: { ok: false, error: {} } },
      { errCode: -504003, errMsg: '' },
      { result: { ok: true, data: { phone: '1' } } },
      null,
    ])
      told.heard(outcome);
    expect(told.of('A', 301)).toBeUndefined();
  });
});
